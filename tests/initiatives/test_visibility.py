"""Who sees which initiative: one rule in two tongues, and the same answer on every page that lists."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from initiatives.models import CoAdvice, Initiative, InitiativeKern
from initiatives.relations import is_visible
from initiatives.statuses import ENDED, GROUPS, INTERRUPTS, Status
from kernen.models import Role
from kernen.roles import roles_of
from tests.factories import end_roles, give_role, make_user, numbers, sign_in
from tests.initiatives.test_permission_pages import SUBJECTS, person_before
from tests.initiatives.world import GROUP_NAMES, NOW, TODAY, World, matrix

# ---- the rule as a query and the rule in Python -------------------------------------------------------

OFTEN = st.booleans() | st.just(True)
AMOUNTS = st.sampled_from([None, 0, 49_999, 50_000, 50_001, 250_000, 250_001])
# A role of today, one that ended yesterday, one that begins tomorrow; a role that ends today still holds.
DAYS = st.sampled_from(
    [(None, None), (None, None), (None, -1), (1, None), (0, 0), (-400, 400)],
)


@st.composite
def holdings(draw: st.DrawFn) -> dict[str, Any]:
    """One role, somewhere, from some day until some day."""
    role = draw(st.sampled_from(list(Role)))
    start, end = draw(DAYS)
    held: dict[str, Any] = {"role": role, "starts": start, "ends": end}
    if role in (Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR):
        held["place"] = draw(st.sampled_from(["own", "other", "everywhere"]))
    if role == Role.BELEIDSMEDEWERKER:
        held["field"] = draw(st.sampled_from(["own", "other"]))
    if role == Role.DECIDER:
        held["ceiling"] = draw(st.sampled_from(["klein", "teamhoofd"]))
    return held


@st.composite
def stories(draw: st.DrawFn) -> dict[str, Any]:
    """The columns that decide who sees it, in every combination the database allows."""
    status = draw(st.sampled_from(list(Status)))
    whole = draw(st.booleans())
    return {
        "status": status,
        "whole": whole,
        "kernen": () if whole else draw(st.sampled_from([("own",), ("other",), ("own", "other")])),
        "logged": draw(st.booleans()),
        "led": draw(st.booleans()),
        "asked": draw(st.booleans()),
        "domain": draw(st.sampled_from(["own", "other", None])),
        "columns": {
            "is_confidential": draw(st.booleans()),
            "is_controversial": draw(st.booleans()),
            "health_related": draw(st.booleans()),
            "proposed_cents": draw(AMOUNTS),
            "escalated_at": NOW if draw(st.booleans()) else None,
            "emptied_at": NOW if status == Status.REFERRED and draw(st.booleans()) else None,
        },
    }


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(roles=st.lists(holdings(), max_size=3), written=st.lists(stories(), min_size=4, max_size=8))
def test_the_query_and_the_rule_in_python_let_the_same_people_see_the_same(
    world: World, roles: list[dict[str, Any]], written: list[dict[str, Any]]
) -> None:
    person = person_with(world, roles)
    made = [write_down(world, person, story) for story in written]

    by_query = set(Initiative.objects.visible_to(person).filter(pk__in=made).values_list("pk", flat=True))
    by_rule = {i.pk for i in Initiative.objects.filter(pk__in=made) if is_visible(roles_of(person), i)}

    assert by_query == by_rule


def test_the_comparison_above_has_something_to_compare(world: World) -> None:
    """Two rules that both say nothing would agree as well."""
    for subject in ("EC.own", "IC", "BM.lead", "BM.coadvice", "BM.domain", "KA.own", "DEC.mandate", "GGD.tag"):
        initiative = world.known_to_all(Status.IN_REVIEW)
        person = world.people[subject]
        assert Initiative.objects.visible_to(person).filter(pk=initiative.pk).exists(), subject
        assert is_visible(roles_of(person), initiative), subject


def test_who_is_tied_by_three_threads_finds_it_in_the_list_once(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    InitiativeKern.objects.create(initiative=initiative, kern=world.other_kern)
    for _ in range(2):
        CoAdvice.objects.create(
            initiative=initiative, adviser=world.people["EC.own"], question="?", due_on=TODAY,
            asked_by=world.people["IC"], asked_at=NOW,
        )  # fmt: skip
    give_role(world.people["EC.own"], role=Role.EXTERNAL_COORDINATOR, kern=world.other_kern)
    give_role(world.people["EC.own"], role=Role.BELEIDSMEDEWERKER, domain=world.domain)

    seen = Initiative.objects.visible_to(world.people["EC.own"]).filter(pk=initiative.pk)

    assert seen.count() == 1


def person_with(world: World, roles: list[dict[str, Any]]) -> User:
    """Somebody with these roles."""
    person = make_user()
    places, fields = {"own": world.kern, "other": world.other_kern}, {"own": world.domain, "other": world.other_domain}
    for held in roles:
        facts: dict[str, Any] = {"starts_on": day_from(held["starts"]) or date(2020, 1, 1)}
        facts["ends_on"] = day_from(held["ends"])
        if "place" in held:
            everywhere = held["place"] == "everywhere"
            facts |= {"all_kernen": True} if everywhere else {"kern": places[held["place"]]}
        if "field" in held:
            facts["domain"] = fields[held["field"]]
        if "ceiling" in held:
            facts["mandate"] = (
                world.people["DEC.other" if held["ceiling"] == "klein" else "DEC.mandate"].role_holdings.get().mandate
            )
        give_role(person, role=held["role"], **facts)
    return person


def day_from(days: int | None) -> date | None:
    """So many days from today; none is none."""
    return None if days is None else date.today() + timedelta(days=days)


def target_of_merges() -> Initiative:
    """Somewhere for what is merged to point."""
    found = Initiative.objects.filter(reference="VAG-2025-0000").first()
    return found or Initiative.objects.create(
        status=Status.EXPLORING, reference="VAG-2025-0000", created_at=NOW, entered_at=NOW, due_on=TODAY
    )


def write_down(world: World, person: User, story: dict[str, Any]) -> int:
    """The story as a row."""
    status = story["status"]
    made = Initiative.objects.create(
        status=status,
        title="Bank",
        summary="Een bank.",
        created_at=NOW,
        entered_at=NOW,
        due_on=None if status in ENDED else TODAY,
        reference=None if status == Status.DRAFT else f"VAG-2025-{next(numbers):04d}",
        return_status=Status.IN_REVIEW if status in INTERRUPTS else "",
        merged_into=target_of_merges() if status == Status.MERGED else None,
        whole_municipality=story["whole"],
        logged_by=person if story["logged"] else None,
        # Some statuses have an officer by the rules of the database.
        officer=person if story["led"] else world.people["BM.other"],
        lead_domain={"own": world.domain, "other": world.other_domain, None: None}[story["domain"]],
        **story["columns"],
    )
    for name in story["kernen"]:
        InitiativeKern.objects.create(initiative=made, kern=world.kern if name == "own" else world.other_kern)
    if story["asked"]:
        CoAdvice.objects.create(
            initiative=made, adviser=person, question="?", due_on=TODAY, asked_by=world.people["IC"], asked_at=NOW
        )
    return made.pk


# ---- every page that lists or counts ------------------------------------------------------------------


@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_list_and_count_shows_this_person_what_the_matrix_says(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    seen: set[str] = set()
    hidden: set[str] = set()
    for status in Status:
        group = next(GROUP_NAMES[letter] for letter, statuses in GROUPS.items() if status in statuses)
        for confidential in (False, True):
            made = world.known_to_all(
                status, title=f"zichtproef-{status}-{int(confidential)}", is_confidential=confidential, **facts
            )
            may = matrix()["list_search", subject, group, str(int(confidential))] == "ok"
            (seen if may else hidden).add(made.title)
    client = sign_in(person)

    listed = titles(
        client.get("/initiatieven/?show=all").content, client.get("/initiatieven/?show=all&bladzijde=laatste").content
    )
    found = titles(
        *(client.get(f"/initiatieven/?show=all&q=zichtproef&bladzijde={name}").content for name in ("", "laatste"))
    )
    in_kern = titles(client.get(f"/kernen/{world.kern.slug}/").content)
    on_desk = titles(client.get("/werk/").content)

    assert seen | hidden == {f"zichtproef-{status}-{n}" for status in Status for n in (0, 1)}
    assert listed == seen
    assert found == seen
    assert in_kern == seen
    running = {title for title in seen if title.split("-")[1] not in ENDED}
    assert on_desk == running
    assert count_in_kern(client.get("/kernen/").content, world) == len(running_of(world, person))


def test_a_role_that_ended_yesterday_is_gone_at_the_next_request(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    client = sign_in(world.people["EC.own"])
    assert client.get(f"/initiatieven/{initiative.key}/").status_code == 200

    end_roles(world.people["EC.own"])

    assert client.get(f"/initiatieven/{initiative.key}/").status_code == 404
    assert client.get(f"/initiatieven/{initiative.key}/hold/").status_code == 404
    assert titles(client.get("/initiatieven/?show=all").content) == set()


def test_an_account_that_ended_yesterday_is_nobody_at_the_next_request(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW)
    client = sign_in(world.people["IC"])
    assert client.get(f"/initiatieven/{initiative.key}/").status_code == 200

    User.objects.filter(pk=world.people["IC"].pk).update(ends_on=date.today() - timedelta(days=1))

    assert client.get(f"/initiatieven/{initiative.key}/").status_code == 302


def test_of_a_quarrel_that_was_emptied_nobody_sees_more_than_the_count(world: World) -> None:
    emptied = world.known_to_all(Status.REFERRED, emptied_at=NOW)
    told = world.known_to_all(Status.REFERRED)

    for subject in SUBJECTS:
        assert (
            not Initiative.objects.visible_to(world.people.get(subject) or make_user()).filter(pk=emptied.pk).exists()
        )
    assert Initiative.objects.visible_to(world.people["IC"]).filter(pk=told.pk).exists()


def titles(*pages: bytes) -> set[str]:
    """The initiatives that stand on these pages."""
    return {title for page in pages for title in re.findall(r"zichtproef-[a-z_]+-[01](?=<)", page.decode())}


def count_in_kern(page: bytes, world: World) -> int:
    """The number beside the kern."""
    row = page.decode().split(f"/kernen/{world.kern.slug}/")[1]
    found = re.search(r'class="bk-number"[^>]*>(\d+)<', row)
    assert found is not None
    return int(found[1])


def running_of(world: World, person: User) -> set[int]:
    """What runs in the kern and may be seen, counted the other way: one by one, by the rule in Python."""
    rows = Initiative.objects.running().filter(kern_links__kern=world.kern)
    return {i.pk for i in rows if is_visible(roles_of(person), i)}
