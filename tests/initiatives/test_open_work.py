"""An account that ends leaves no orphan: its open work is offered and handed over with a note."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from initiatives.deeds.open_work import OpenWork
from initiatives.models import CoAdvice, Event, Initiative, Task
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import NotYours
from kernen.models import Absence, RoleHolding
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World, matrix

PAGE = "/werk/open-werk/"
pytestmark = pytest.mark.django_db
SUBJECTS = [
    "EC.own", "EC.other", "IC", "BM.lead", "BM.coadvice", "BM.domain", "BM.other", "KA.own", "KA.other",
    "DEC.mandate", "DEC.other", "GGD.tag", "MGR.escalated", "FB",
]  # fmt: skip


@pytest.fixture(autouse=True)
def today() -> Any:
    """On the day of the town."""
    with time_machine.travel(NOW, tick=False):
        yield


def leave(user: User, *, in_days: int = -1) -> None:
    """The last day of this account."""
    User.objects.filter(pk=user.pk).update(ends_on=TODAY + timedelta(days=in_days))


def answers(world: World, **more: Any) -> dict[str, Any]:
    return {
        "version": 1, "form_key": uuid4(), "officer": world.colleague.pk, "reason": "Weg.", "handover_note": "Bel Mia.",
    } | more  # fmt: skip


def client_of(world: World, subject: str) -> Client:
    return sign_in(world.people[subject])


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_page_opens_for_whom_the_matrix_says(world: World, subject: str) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    leave(world.people["BM.lead"])
    if subject == "BM.lead":
        return  # who left does not sign in at all
    wanted = {"ok": 200, "403": 403}[matrix()["reassign_open_work", subject, "-", "0"]]
    client = client_of(world, subject)

    assert client.get(PAGE).status_code == wanted
    assert client.get(f"{PAGE}{initiative.key}/").status_code == wanted


@pytest.mark.parametrize(
    ("what", "offered"),
    [("ended", True), ("ends in 30 days", True), ("ends in 40 days", False), ("closed", True), ("role ended", True),
     ("role ends soon", True), ("stays", False)],
)  # fmt: skip
def test_work_is_offered_of_who_is_gone_or_goes_within_thirty_days(world: World, what: str, offered: bool) -> None:
    officer = world.people["BM.lead"]
    initiative = world.initiative(Status.IN_REVIEW)
    users, roles = User.objects.filter(pk=officer.pk), RoleHolding.objects.filter(user=officer)
    done: dict[str, Callable[[], int]] = {
        "ended": lambda: users.update(ends_on=TODAY - timedelta(days=1)),
        "ends in 30 days": lambda: users.update(ends_on=TODAY + timedelta(days=29)),
        "ends in 40 days": lambda: users.update(ends_on=TODAY + timedelta(days=40)),
        "closed": lambda: users.update(is_active=False),
        "role ended": lambda: roles.update(ends_on=TODAY - timedelta(days=1)),
        "role ends soon": lambda: roles.update(ends_on=TODAY + timedelta(days=3)),
        "stays": lambda: 0,
    }
    done[what]()

    found = list(OpenWork(by=world.people["FB"], today=TODAY).initiatives())
    assert found == ([initiative] if offered else [])


def test_administrator_reads_number_title_and_kern_and_nothing_more(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW, title="Bank bij de molen")
    secret = world.initiative(Status.IN_REVIEW, title="Ruzie om een boom", is_confidential=True)
    Task.objects.create(
        initiative=initiative, kind=TaskKind.CALL, title="Bel Mia Bewoner", text_ready="Mia is ziek.",
        for_user=world.people["BM.lead"], due_on=TODAY, created_at=NOW,
    )  # fmt: skip
    CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.lead"], question="Mag dat van de wethouder?", due_on=TODAY,
        asked_by=world.people["IC"], asked_at=NOW,
    )  # fmt: skip
    leave(world.people["BM.lead"])
    client = client_of(world, "FB")

    pages = [client.get(PAGE).content.decode(), client.get(f"{PAGE}{secret.key}/").content.decode()]

    for words in ("Bank bij de molen", initiative.key, secret.key, "Sibbe", "Vertrouwelijk initiatief"):
        assert words in pages[0], words
    leaks = ("Ruzie om een boom", "Mia", "wethouder", "043 600 0000", "Een bank om uit te rusten", "contactpersoon")
    assert [leak for page in pages for leak in leaks if leak in page] == []
    assert client.get(initiative.get_absolute_url()).status_code == 404
    assert "Ruzie om een boom" in client_of(world, "IC").get(PAGE).content.decode()


@pytest.mark.parametrize(("subject", "function"), [("IC", "internal_coordinator"), ("FB", "functional_admin")])
def test_each_initiative_goes_to_a_colleague_with_a_note_and_every_date_stays(
    world: World, subject: str, function: str
) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    leave(world.people["BM.lead"])
    client, typed = client_of(world, subject), answers(world)
    before = (initiative.due_on, initiative.entered_at)

    assert client.post(f"{PAGE}{initiative.key}/", typed | {"handover_note": ""}).status_code == 200
    for _ in range(2):
        assert client.post(f"{PAGE}{initiative.key}/", typed).headers["Location"] == PAGE

    initiative.refresh_from_db()
    assert (initiative.officer, initiative.due_on, initiative.entered_at) == (world.colleague, *before)
    assert initiative.assignments.exclude(ended_at=None).get().handover_note == "Bel Mia."
    assert Event.objects.get(action="reassign").function == function
    assert list(OpenWork(by=world.people["FB"], today=TODAY).initiatives()) == []


def test_administrator_hands_over_nothing_of_who_stays(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    client = client_of(world, "FB")

    assert client.get(f"{PAGE}{initiative.key}/").status_code == 404
    assert client.post(f"{PAGE}{initiative.key}/", answers(world)).status_code == 404
    initiative.refresh_from_db()
    assert initiative.officer == world.people["BM.lead"]


def test_what_somebody_changed_meanwhile_is_not_overwritten(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    leave(world.people["BM.lead"])
    Initiative.objects.update(version=7)

    page = client_of(world, "FB").post(f"{PAGE}{initiative.key}/", answers(world, version=3))

    assert page.status_code == 200
    assert "was u net voor" in page.content.decode()
    initiative.refresh_from_db()
    assert initiative.officer == world.people["BM.lead"]


def test_a_task_in_the_name_of_who_left_goes_to_the_desk_of_the_coordinators_once(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    task = Task.objects.create(
        initiative=initiative, kind=TaskKind.CHECK, title="Nalopen", for_user=world.people["BM.lead"], due_on=TODAY,
        created_at=NOW,
    )  # fmt: skip
    leave(world.people["BM.lead"])

    for _ in range(2):
        assert client_of(world, "FB").post(f"{PAGE}taak/{task.pk}/").headers["Location"] == PAGE

    task.refresh_from_db()
    assert (task.for_user, task.for_function) == (None, Relation.INTERNAL_COORDINATOR)
    assert Event.objects.filter(action="pass_on_task").count() == 1


def test_a_question_to_who_left_goes_to_another_colleague_with_the_same_date(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    advice = CoAdvice.objects.create(
        initiative=initiative, adviser=world.people["BM.coadvice"], question="Kan het?", due_on=TODAY,
        asked_by=world.people["IC"], asked_at=NOW,
    )  # fmt: skip
    leave(world.people["BM.coadvice"])
    client, address = client_of(world, "IC"), f"{PAGE}advies/{advice.pk}/"

    offered = {user for user, _label in client.get(address).context["form"].fields["adviser"].choices if user}
    assert {choice.value for choice in offered} & {world.people["BM.lead"].pk, world.people["BM.coadvice"].pk} == set()
    assert client.post(address, {"adviser": world.people["BM.lead"].pk}).status_code == 200
    assert client.post(address, {"adviser": world.people["GGD.tag"].pk}).headers["Location"] == PAGE
    assert client.post(address, {"adviser": world.colleague.pk}).status_code == 404

    advice.refresh_from_db()
    assert (advice.adviser, advice.due_on) == (world.people["GGD.tag"], TODAY)


def test_nobody_else_gets_the_list_whatever_door_they_try(world: World) -> None:
    with pytest.raises(NotYours):
        OpenWork(by=world.people["EC.own"], today=TODAY).initiatives()


# ---- away, with a deputy -------------------------------------------------------------------------------


def away(world: World, *, deputy: str, days: int = 5) -> None:
    Absence.objects.create(
        user=world.people["BM.lead"], deputy=world.people[deputy], starts_on=TODAY, ends_on=TODAY + timedelta(days=days)
    )


def test_deputy_sees_the_work_of_who_is_away_as_far_as_it_was_theirs_to_see(world: World) -> None:
    seen = world.initiative(Status.IN_REVIEW, title="Bank bij de molen")
    world.initiative(Status.IN_REVIEW, title="Ruzie om een boom", is_confidential=True)
    away(world, deputy="BM.domain")
    client = client_of(world, "BM.domain")

    page = client.get("/werk/")
    assert [row.initiative for row in page.context["standing_in"]["rows"]] == [seen]
    assert "Ruzie om een boom" not in page.content.decode()
    # Standing in gives no power: that comes with handing over.
    assert client.get(f"{seen.get_absolute_url()}propose/").status_code == 403
    assert client_of(world, "BM.other").get("/werk/").context["standing_in"] == {}


def test_coordinator_hands_it_over_to_the_deputy_in_two_clicks(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    away(world, deputy="BM.other")
    client = client_of(world, "IC")

    assert f"{PAGE}{initiative.key}/" in client.get(PAGE).content.decode()
    form = client.get(f"{PAGE}{initiative.key}/").context["form"]
    typed = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    assert client.post(f"{PAGE}{initiative.key}/", {k: v for k, v in typed.items() if v}).status_code == 302

    initiative.refresh_from_db()
    assert initiative.officer == world.people["BM.other"]


def test_administrator_hands_over_nothing_of_who_is_only_away(world: World) -> None:
    initiative = world.initiative(Status.IN_REVIEW)
    away(world, deputy="BM.other")
    client = client_of(world, "FB")

    assert initiative.key not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}{initiative.key}/").status_code == 404


def test_the_page_asks_as_much_of_the_database_for_one_as_for_many(world: World) -> None:
    leave(world.people["BM.lead"])
    leave(world.people["BM.coadvice"])
    client, counts = client_of(world, "IC"), []
    for many in (1, 30):
        for _ in range(many):
            initiative = world.initiative(Status.IN_REVIEW)
            initiative.co_advices.update(answered_at=None)
            Task.objects.create(
                initiative=initiative, kind=TaskKind.CHECK, title="x", for_user=world.people["BM.lead"], due_on=TODAY,
                created_at=NOW,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
