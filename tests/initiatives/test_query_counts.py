"""No page asks the database more when there is more to show: the same literal number for one row and for thirty."""

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.deeds.do import do
from initiatives.models import (
    Appointment,
    CoAdvice,
    ContactPerson,
    Event,
    Initiative,
    Note,
    Task,
)
from initiatives.models.choices import Channel
from initiatives.models.note import NoteKind
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from kernen import kept
from kernen.kept import forget_all
from kernen.models import Role
from tests.factories import give_role, make_kern, make_kernoverleg, sign_in
from tests.initiatives.kitchen_table import URL, told
from tests.initiatives.world import NOW, TODAY, World

FEW, MANY = 1, 30
# Who looked is noted in one; on a page with people of several initiatives their ties are asked in two.
# Signing in, roles and the municipality's words included. A page that needs more says why in its own room.
COSTS = {"list": 8, "work": 18, "kernen": 6, "kern": 19, "detail": 30, "act": 7}
# Three of these say who it is, and the last keeps the session.
WRITES = {"log": 17, "submit": 15, "send_back": 15}
# SQLite takes no more rows at once than some forty letters.
FAMILY = 15


@pytest.fixture
def client(world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """The browser of the internal coordinator, who sees everything, with what hardly changes kept as in earnest."""
    forget_all()
    # Undone in here: whoever keeps for every test has its say afterwards.
    with monkeypatch.context() as patched:
        patched.setattr(kept, "lasts", 600.0)
        patched.setattr(kept, "forget_all", lambda: None)
        yield sign_in(world.people["IC"])
    forget_all()


def cost(client: Client, address: str) -> int:
    """How often this page asks the database."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def costs(client: Client, address: str, grow: Callable[[int], object]) -> tuple[int, int]:
    """What the page costs with one row, and with thirty; warmed up, as the second visitor finds it."""
    grow(FEW)
    forget_all()
    client.get(address)
    few = cost(client, address)
    grow(MANY - FEW)
    forget_all()
    client.get(address)
    return few, cost(client, address)


def idea(world: World, number: int) -> Initiative:
    """Each in another kern, with an officer and a domain of its own shade."""
    made = world.known_to_all((Status.SUBMITTED, Status.IN_REVIEW, Status.APPROVED)[number % 3])
    made.kern_links.create(kern=make_kern())
    return made


def tasks(world: World, initiative: Initiative, number: int) -> None:
    """Something to do for the coordinator."""
    for _ in range(number):
        Task.objects.create(
            initiative=initiative, kind=TaskKind.CALL, title="Bel", due_on=TODAY, created_at=NOW,
            for_function=Relation.INTERNAL_COORDINATOR,
        )  # fmt: skip


def test_the_list(world: World, client: Client) -> None:
    few, many = costs(client, "/initiatieven/", lambda n: [idea(world, i) for i in range(n)])

    assert (few, many) == (COSTS["list"], COSTS["list"])


def test_my_work(world: World, client: Client) -> None:
    give_role(world.people["IC"], role=Role.BELEIDSMEDEWERKER, domain=world.domain)

    def grow(number: int) -> None:
        for _ in range(number):
            made = idea(world, 0)
            idea(world, 1)  # waits for somebody else
            tasks(world, made, 1)
            CoAdvice.objects.create(
                initiative=made, adviser=world.people["IC"], question="?", due_on=TODAY,
                asked_by=world.people["BM.lead"], asked_at=NOW,
            )  # fmt: skip

    few, many = costs(client, "/werk/", grow)

    assert (few, many) == (COSTS["work"], COSTS["work"])


def test_the_list_of_kernen(world: World, client: Client) -> None:
    def grow(number: int) -> None:
        for i in range(number):
            made = idea(world, i)
            give_role(world.people["BM.other"], role=Role.KERNAMBTENAAR, kern=made.kern_links.last().kern)  # type: ignore[union-attr]

    few, many = costs(client, "/kernen/", grow)

    assert (few, many) == (COSTS["kernen"], COSTS["kernen"])


def test_a_kern(world: World, client: Client) -> None:
    def grow(number: int) -> None:
        for i in range(number):
            idea(world, i)
            world.initiative(Status.COMPLETED)
            make_kernoverleg(world.kern)

    few, many = costs(client, f"/kernen/{world.kern.slug}/", grow)

    assert (few, many) == (COSTS["kern"], COSTS["kern"])


def test_one_initiative_with_a_long_history(world: World, client: Client) -> None:
    made, people = world.known_to_all(Status.DECISION_PENDING), world.people

    def grow(number: int) -> None:
        for _ in range(number):
            made.refresh_from_db()
            do("message_resident", made, by=world.actor("IC"), at=NOW, message="Nog even geduld.")
            ContactPerson.objects.create(
                initiative=made, name="Mia", channel=Channel.PHONE, phone="043 1", created_at=NOW
            )
            Note.objects.create(initiative=made, kind=NoteKind.INTERNAL, text="n", by=people["IC"], at=NOW)
            CoAdvice.objects.create(
                initiative=made, adviser=people["BM.other"], question="?", due_on=TODAY, asked_by=people["IC"],
                asked_at=NOW,
            )  # fmt: skip
            Appointment.objects.create(
                initiative=made, officer=people["BM.lead"], starts_at=NOW, place="p", planned_by=people["IC"],
                state="held",
            )  # fmt: skip
            made.kern_links.create(kern=make_kern())
            tasks(world, made, 1)

    few, many = costs(client, made.get_absolute_url(), grow)

    assert (few, many) == (COSTS["detail"], COSTS["detail"])


def test_an_action_with_many_colleagues_to_choose_from(world: World, client: Client) -> None:
    made = world.known_to_all(Status.SUBMITTED)

    def grow(number: int) -> None:
        for _ in range(number):
            give_role(world.people["BM.other"], role=Role.BELEIDSMEDEWERKER, domain=world.other_domain)
            world.initiative(Status.SUBMITTED)

    few, many = costs(client, f"{made.get_absolute_url()}merge/", grow)

    assert (few, many) == (COSTS["act"], COSTS["act"])


# ---- what is written -----------------------------------------------------------------------------------


def sent(client: Client, address: str, **fields: Any) -> int:
    """How often a form that is sent asks the database; in earnest nothing lies around its transaction."""
    with CaptureQueriesContext(connection) as asked:
        assert client.post(address, fields).status_code == 302
    return len([one for one in asked.captured_queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def moved(client: Client, initiative: Initiative, name: str, **fields: Any) -> int:
    """The same for a step."""
    address = f"{initiative.get_absolute_url()}{name}/"
    return sent(client, address, version=initiative.version, form_key=str(uuid4()), **fields)


def family(world: World, status: Status, *, people: int) -> Initiative:
    """An idea that may go to the town hall, of so many people, each with a mailbox and a kern with its platform."""
    whole = {"description": "Een bank.", "aim": "Uitrusten.", "asks": ["material"], "initiator_kind": "group"}
    made = world.initiative(status, **whole, informed_at=None)
    made.people.all().delete()
    for number in range(people):
        kern = make_kern()
        make_kernoverleg(kern, chair_email=f"voorzitter{number}@example.nl")
        made.kern_links.create(kern=kern)
        by_mail = {"channel": Channel.EMAIL, "email": f"mia{number}@example.nl"}
        ContactPerson.objects.create(initiative=made, name=f"Mia {number}", created_at=NOW, **by_mail)
    return made


def test_writing_down_an_idea_of_one_kern_and_of_thirty(world: World, client: Client) -> None:
    more = [str(make_kern().pk) for _ in range(MANY)]
    mia: dict[str, Any] = told(world, channel="email", email="mia@example.nl")  # type: ignore[arg-type]
    client.post(URL, mia)

    one = sent(client, URL, **mia | {"form_key": str(uuid4())})
    many = sent(client, URL, **mia | {"form_key": str(uuid4()), "more_kernen": more})

    assert (one, many) == (WRITES["log"], WRITES["log"])
    assert Initiative.objects.order_by("-pk")[0].kern_links.count() == MANY + 1


@pytest.mark.parametrize(
    ("name", "status", "fields"),
    [("submit", Status.EXPLORING, {}), ("send_back", Status.SUBMITTED, {"reason": "Bel.", "tell_resident": "on"})],
)
def test_a_step_of_which_one_hears_and_of_which_a_whole_family_hears(
    world: World, client: Client, name: str, status: Status, fields: dict[str, str]
) -> None:
    moved(client, family(world, status, people=1), name, **fields)

    few = moved(client, family(world, status, people=1), name, **fields)
    many = moved(client, family(world, status, people=FAMILY), name, **fields)

    assert (few, many) == (WRITES[name], WRITES[name])
    assert Event.objects.filter(action=name).order_by("-pk")[0].messages.count() > FAMILY
