"""No page asks the database more when there is more to show: the same literal number for one row and for thirty."""

from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.deeds.do import do
from initiatives.models import (
    Appointment,
    CoAdvice,
    ContactPerson,
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
from tests.initiatives.world import NOW, TODAY, World

FEW, MANY = 1, 30
# Who looked is noted in one; on a page with people of several initiatives their ties are asked in two.
# Signing in, roles and the municipality's words included. A page that needs more says why in its own room.
COSTS = {"list": 9, "work": 23, "kernen": 7, "kern": 20, "detail": 40, "act": 8}


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
