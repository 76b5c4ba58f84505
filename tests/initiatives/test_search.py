"""One box finds what somebody means, in Dutch, and only inside what that person may see."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from initiatives.models import ContactPerson, Initiative, InitiativeKern
from initiatives.models.choices import Channel
from initiatives.relations import may_read, may_read_q
from initiatives.search import find, finding
from initiatives.statuses import Status
from kernen.roles import roles_of
from tests.factories import sign_in
from tests.initiatives.test_permission_pages import SUBJECTS, person_before
from tests.initiatives.world import NOW, World

SPEEDBUMPS = {"title": "Veilig verkeer bij de speeltuin", "summary": "Drempels in de straat."}
FOOTPATH = {"title": "Wandelpad langs de Geul", "summary": "Een ommetje voor ouderen."}


def found(text: str, *, by: User | None = None) -> set[str]:
    """The titles found, by somebody or in everything there is."""
    if by is None:
        return {row.title for row in find(Initiative.objects.all(), text)}
    people = may_read_q("contact_data", roles_of(by))
    return {row.title for row in find(Initiative.objects.visible_to(by), text, people=people)}


def call(initiative: Initiative, name: str) -> ContactPerson:
    """Somebody of this name is behind it."""
    return ContactPerson.objects.create(
        initiative=initiative, name=name, channel=Channel.PHONE, phone="043 600 0001", created_at=NOW
    )


# ---- few and many --------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [0, 1, 1000])
@pytest.mark.parametrize("typed", ["speeltuin", "spelttuin", "wandelpad"])
def test_however_many_are_found_they_are_the_same_ones(
    world: World, monkeypatch: pytest.MonkeyPatch, most: int, typed: str
) -> None:
    monkeypatch.setattr(finding, "MOST_COUNTED", most)
    for number in range(3):
        world.initiative(Status.SUBMITTED, **SPEEDBUMPS | {"title": f"Speeltuin {number}"})
    world.initiative(Status.SUBMITTED, **FOOTPATH)

    wanted = {"Wandelpad langs de Geul"} if typed == "wandelpad" else {f"Speeltuin {number}" for number in range(3)}
    assert found(typed) == wanted
    assert [row.title for row in find(Initiative.objects.filter(title="Speeltuin 1"), typed)] == (
        [] if typed == "wandelpad" else ["Speeltuin 1"]
    )


def test_of_a_few_that_were_found_the_words_are_not_looked_up_again(world: World) -> None:
    world.initiative(Status.SUBMITTED, **FOOTPATH)
    rows = find(Initiative.objects.all(), "wandelpad")

    with CaptureQueriesContext(connection) as asked:
        assert len(rows) == 1
    assert "initiatives_search" not in asked[0]["sql"]


# ---- Dutch ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("speeltuin", "the word itself"),
        ("SPEELTUIN", "capitals"),
        ("speeltuinen", "the plural"),
        ("speeltuintje", "the diminutive"),
        ("drempel", "the singular"),
        ("veilige", "an inflected form"),
        ("veiligheid", "a word made of it"),
        ("speel", "the beginning"),
        ("tuin", "the last part of a compound"),
        ("tuinen", "the plural of a part"),
        ("verkeersveiligheid", "a compound of two words that stand apart"),
        ("verkeersdrempels", "a compound of which the parts stand in title and sentence"),
        ("spelttuin", "a letter too many"),
        ("speeltiun", "two letters changed places"),
        ("spelltuyn", "two wrong letters"),
        ("verkeer veilig", "another order"),
        ("de speeltuin bij het verkeer", "words that say nothing"),
        ("speeltuin sibbe", "a kern beside a word"),
        ("sibe", "a kern with a slip"),
    ],
)
def test_a_coordinator_finds_the_speed_bumps_by(world: World, typed: str, why: str) -> None:
    world.initiative(Status.SUBMITTED, **SPEEDBUMPS)
    elsewhere = world.initiative(Status.SUBMITTED, **FOOTPATH)
    InitiativeKern.objects.filter(initiative=elsewhere).update(kern=world.other_kern)

    assert found(typed) == {SPEEDBUMPS["title"]}, why


def test_who_types_a_compound_finds_its_parts_and_who_types_a_part_finds_the_compound(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Meer verkeersveiligheid", summary="Langzamer.")
    world.initiative(Status.SUBMITTED, **FOOTPATH)

    assert found("veilig verkeer") == {"Meer verkeersveiligheid"}
    assert found("pad") == found("paden") == found("wandelen") == {FOOTPATH["title"]}


def test_accents_make_no_difference_on_either_side(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Eetcafé voor iedereen", summary="Coöperatie Ünal")

    for typed in ("eetcafé", "eetcafe", "EETCAFÉ", "coöperatie", "cooperatie", "unal", "eetcafe\u0301"):
        assert found(typed) == {"Eetcafé voor iedereen"}, typed


def test_a_slip_is_forgiven_only_where_nothing_fits_as_typed(world: World) -> None:
    world.initiative(Status.SUBMITTED, title="Schoon plein", summary="Vegen.")
    world.initiative(Status.SUBMITTED, title="Plein bij de school", summary="Spelen.")

    assert found("school") == {"Plein bij de school"}
    assert found("schoot") == {"Schoon plein", "Plein bij de school"}


def test_text_place_and_organisation_are_searched_too(world: World) -> None:
    world.initiative(
        Status.SUBMITTED, title="Moestuin", description="Met een regenton.", aim="Gezond eten.",
        place="Achter de Walramstuw", organisation="Harmonie Sint Cecilia",
    )  # fmt: skip

    for typed in ("regenton", "gezond", "walramstuw", "harmonie cecilia"):
        assert found(typed) == {"Moestuin"}, typed


def test_the_newest_comes_first(world: World) -> None:
    for title in ("Bank een", "Bank twee", "Bank drie"):
        world.initiative(Status.SUBMITTED, title=title)

    rows = [row.title for row in find(Initiative.objects.all(), "bank")]

    assert rows == ["Bank drie", "Bank twee", "Bank een"]


# ---- a reference ----------------------------------------------------------------------------------------


def test_a_reference_is_found_however_it_is_typed(world: World) -> None:
    sought = world.initiative(Status.SUBMITTED, title="Gezocht")
    world.initiative(Status.SUBMITTED, title="Een ander")
    Initiative.objects.filter(pk=sought.pk).update(reference="VAG-2026-0042")

    for typed in ("VAG-2026-0042", "vag-2026-0042", " vag 2026 42 ", "VAG-2026-004", "0042", "42"):
        assert found(typed) == {"Gezocht"}, typed


def test_a_reference_in_the_box_of_every_page_leads_to_the_initiative(world: World) -> None:
    initiative = world.initiative(Status.SUBMITTED)
    client = sign_in(world.people["IC"])

    answer = client.get("/initiatieven/zoek/", {"q": str(initiative.reference).lower()})

    assert (answer.status_code, answer.headers["Location"]) == (302, initiative.get_absolute_url())


def test_a_reference_of_another_kern_leads_to_the_list_as_one_that_does_not_exist(world: World) -> None:
    hidden = world.initiative(Status.EXPLORING)
    client = sign_in(world.people["EC.other"])

    of_hidden = client.get("/initiatieven/zoek/", {"q": str(hidden.reference)})
    of_nothing = client.get("/initiatieven/zoek/", {"q": "VAG-2026-9999"})

    assert of_hidden.headers["Location"] == f"/initiatieven/?q={hidden.reference}&show=all"
    assert of_nothing.headers["Location"] == "/initiatieven/?q=VAG-2026-9999&show=all"
    assert b"Bank bij de kapel" not in client.get(of_hidden.headers["Location"]).content


# ---- who finds what -------------------------------------------------------------------------------------


@pytest.mark.parametrize("subject", SUBJECTS)
def test_nobody_finds_what_the_list_would_not_show(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    for status in Status:
        for confidential in (False, True):
            world.known_to_all(status, title="Zwanenvijver", is_confidential=confidential, **facts)

    rows = find(Initiative.objects.visible_to(person), "zwanen")

    assert set(rows) == set(Initiative.objects.visible_to(person).filter(title="Zwanenvijver"))


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_name_finds_exactly_the_rows_whose_people_one_may_read(world: World, subject: str) -> None:
    person, facts = person_before(world, subject)
    made = []
    for status in Status:
        for confidential in (False, True):
            made.append(world.known_to_all(status, is_confidential=confidential, **facts))
            call(made[-1], "Annemieke Zwanenberg")

    rows = find(
        Initiative.objects.visible_to(person), "zwanenberg", people=may_read_q("contact_data", roles_of(person))
    )

    assert {row.pk for row in rows} == {row.pk for row in made if may_read("contact_data", roles_of(person), row)}


def test_the_list_finds_names_for_the_coordinator_and_not_for_the_ggd_adviser(world: World) -> None:
    initiative = world.known_to_all(Status.IN_REVIEW, title="Moestuin")
    call(initiative, "Annemieke Zwanenberg")

    for typed in ("zwanenberg", "annemieke", "zwannenberg", "zwanenberg moestuin"):
        assert found(typed, by=world.people["IC"]) == {"Moestuin"}, typed
        assert found(typed, by=world.people["GGD.tag"]) == set(), typed
    assert b"Moestuin" in sign_in(world.people["IC"]).get("/initiatieven/?q=zwanenberg").content
    assert b"Moestuin" not in sign_in(world.people["GGD.tag"]).get("/initiatieven/?q=zwanenberg").content


WORDS = st.sampled_from(["bank", "banken", "zitbank", "band", "speeltuin", "speeltuni", "tuin", "geul", "Sibbe", "pad"])
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(mine=st.lists(TEXTS, max_size=3), others=st.lists(TEXTS, max_size=4), typed=TEXTS)
def test_what_others_write_never_changes_what_somebody_finds(
    world: World, mine: list[str], others: list[str], typed: str
) -> None:
    """Neither a row nor a word of what may not be seen shows in the answer."""
    person = world.people["EC.own"]
    with transaction.atomic():
        for title in mine:
            world.initiative(Status.EXPLORING, title=title, summary="x")
        before = {row.pk for row in find(Initiative.objects.visible_to(person), typed)}
        for title in others:
            hidden = world.initiative(Status.EXPLORING, title=title, summary=f"{typed} {title}")
            InitiativeKern.objects.filter(initiative=hidden).update(kern=world.other_kern)
        visible = Initiative.objects.visible_to(person)

        after = {row.pk for row in find(visible, typed)}

        assert after == before
        assert after <= set(visible.values_list("pk", flat=True))
        transaction.set_rollback(True)


# ---- speed ----------------------------------------------------------------------------------------------


def test_a_search_costs_the_same_questions_for_one_and_for_thirty(world: World) -> None:
    client = sign_in(world.people["IC"])

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/initiatieven/?q=speeltuin").status_code == 200
        return len(asked)

    world.initiative(Status.SUBMITTED, **SPEEDBUMPS)
    questions()
    one = questions()
    for _ in range(29):
        world.initiative(Status.SUBMITTED, **SPEEDBUMPS)

    assert questions() == one
