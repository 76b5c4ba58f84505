"""What a resident and a neighbour read costs as few questions when there is more of it; a literal number for each."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Attachment, Concern, Condition, Initiative, SupportEntry
from initiatives.statuses import Status
from initiatives.views.status.session import KEY
from kernen import kept
from kernen.kept import forget_all
from overleg.models import Meeting, Wish
from tests.factories import make_kern, make_kernoverleg
from tests.initiatives.builders import (
    Walk,
    approve,
    ask_neighbours,
    hear_neighbours,
    make_initiative,
    make_world,
    open_page,
    propose,
    take,
    tell,
)

pytestmark = pytest.mark.django_db
FEW, MANY = 1, 30
# A resident: the session, the idea with its officer and what it has, its kernen, whom to call, and what happened. Who
# was heard and told: the question to the neighbours with its count (two) and worries, the decision with what it asks
# for, and the files. A neighbour: the ideas of a kern and those it speaks of, with their kernen; one idea, its kernen,
# what happened, and what was asked: while it goes on without numbers, afterwards with its count (two) and worries.
COSTS = {
    "resident": 5, "resident, in full": 12, "kern": 4, "idea": 3, "idea, being asked": 4, "idea, heard": 7,
}  # fmt: skip


@pytest.fixture(autouse=True, name="kept")
def _as_in_earnest(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What hardly changes is kept, also when something behind it is written, as where another process writes."""
    forget_all()
    monkeypatch.setattr(kept, "lasts", 600.0)
    yield
    forget_all()


def cost(client: Client, address: str) -> int:
    """As the second visitor finds it."""
    forget_all()
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def costs(client: Client, address: str, grow: Callable[[int], object]) -> tuple[int, int]:
    """What the page costs with one of everything, and with thirty."""
    grow(FEW)
    few = cost(client, address)
    grow(MANY - FEW)
    return few, cost(client, address)


def write_to(walk: Walk, number: int) -> None:
    """The resident hears something from us, so many times."""
    for _ in range(number):
        walk.deed("message_resident", walk.world.internal, message="Nog even geduld.")


def test_a_resident_whose_idea_has_a_long_history_waits_no_longer() -> None:
    walk = make_initiative(Status.IN_REVIEW)

    few, many = costs(open_page(walk), reverse("status"), lambda n: write_to(walk, n))

    assert (few, many) == (COSTS["resident"], COSTS["resident"])


def test_a_resident_who_has_to_arrange_much_waits_no_longer() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    take(walk, "ask")
    hear_neighbours(walk)
    propose(walk)
    due = walk.day + timedelta(days=40)
    approve(
        walk, outcome="yes_if", condition_1="Vraag de eigenaar", condition_1_owner="initiator",
        condition_1_due_on=due, condition_1_beforehand=True,
    )  # fmt: skip
    tell(walk)
    check, decision = walk.initiative.support_checks.get(), walk.initiative.decisions.get(outcome="yes_if")

    def grow(number: int) -> None:
        write_to(walk, number)
        for _ in range(number):
            Condition.objects.create(decision=decision, text="een sleutelplan", owner="initiator", due_on=due)
            Concern.objects.create(poll=check, wording="Lawaai", noted_at=walk.at)
            SupportEntry.objects.create(
                poll=check, way="list", place="p", noted_on=walk.day, votes_for=1, votes_against=0, votes_neutral=0,
                entered_at=walk.at, form_key=uuid4(),
            )  # fmt: skip
            Attachment.objects.create(
                initiative=walk.initiative, name="foto.jpg", kind="jpeg", size=1, sha256="0" * 64,
                by_resident=True, uploaded_at=walk.at,
            )  # fmt: skip

    few, many = costs(open_page(walk), reverse("status"), grow)

    assert (few, many) == (COSTS["resident, in full"], COSTS["resident, in full"])


def test_a_resident_who_reads_on_for_a_minute_is_noted_once() -> None:
    walk = make_initiative(Status.IN_REVIEW)
    client = open_page(walk)
    session = client.session
    session[KEY] |= {"seen": session[KEY]["seen"] - 61}
    session.save()

    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("status"))
        client.get(reverse("status"))

    assert [query["sql"].split()[0] for query in asked if query["sql"].startswith("UPDATE")] == ["UPDATE"]


def test_a_neighbour_waits_no_longer_in_a_kern_where_much_goes_on() -> None:
    world = make_world()

    def grow(number: int) -> None:
        for _ in range(number):
            walk = make_initiative(Status.IN_REVIEW, world=world, published=True, kernen=(world.kern, make_kern()))
            ask_neighbours(walk)
            walk.initiative.support_checks.update(started_at=timezone.now())
            Wish.objects.create(
                kern=world.kern, text="Een baan", initiative=walk.initiative, noted_at=walk.at, changed_at=walk.at,
                form_key=uuid4(),
            )  # fmt: skip
            Meeting.objects.create(
                kernoverleg=make_kernoverleg(world.kern), held_on=timezone.localdate(), created_at=walk.at,
                form_key=uuid4(),
            )  # fmt: skip

    few, many = costs(Client(), reverse("public_kern", args=[world.kern.slug]), grow)

    assert (few, many) == (COSTS["kern"], COSTS["kern"])


def address_of(walk: Walk) -> str:
    return reverse("public_detail", args=[walk.world.kern.slug, walk.initiative.reference])


def test_a_neighbour_waits_no_longer_for_an_idea_of_many_kernen() -> None:
    walk = make_initiative(Status.IN_REVIEW, published=True)

    def grow(number: int) -> None:
        for _ in range(number):
            walk.initiative.kern_links.create(kern=make_kern())

    few, many = costs(Client(), address_of(walk), grow)

    assert (few, many) == (COSTS["idea"], COSTS["idea"])


def test_a_neighbour_waits_no_longer_for_an_idea_about_which_much_was_asked() -> None:
    walk = make_initiative(Status.IN_REVIEW, published=True)

    def grow(number: int) -> None:
        for _ in range(number):
            ask_neighbours(walk)
            hear_neighbours(walk)

    few, many = costs(Client(), address_of(walk), grow)
    ask_neighbours(walk)

    assert (few, many) == (COSTS["idea, heard"], COSTS["idea, heard"])
    assert cost(Client(), address_of(walk)) == COSTS["idea, being asked"]


# ---- what is kept never shows what nobody may read any more ------------------------------------------------


def test_what_was_taken_off_the_website_is_gone_at_once_also_where_the_page_of_the_kern_is_kept() -> None:
    world = make_world()
    walk = make_initiative(Status.IN_REVIEW, world=world, published=True, title="Moestuin")
    ask_neighbours(walk)
    walk.initiative.support_checks.update(started_at=timezone.now())
    wish = {"noted_at": walk.at, "changed_at": walk.at, "form_key": uuid4()}
    Wish.objects.create(kern=world.kern, text="Een tuin", initiative=walk.initiative, **wish)
    address = reverse("public_kern", args=[world.kern.slug])

    def read() -> str:
        return Client().get(address).content.decode()

    before = read()
    Initiative.objects.filter(pk=walk.initiative.pk).update(published_at=None)
    after = read()

    assert (before.count("Moestuin"), after.count("Moestuin")) == (3, 0)
    assert (before.count(address_of(walk)), after.count(address_of(walk))) == (3, 0)
    assert "Een tuin" in after
