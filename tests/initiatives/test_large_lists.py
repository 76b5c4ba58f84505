"""Three thousand initiatives cost a page as many questions to the database as one."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.tables import look_over
from initiatives.models import Initiative, InitiativeKern, Task
from initiatives.relations import Relation
from initiatives.statuses import Status
from kernen.models import Role
from tests.factories import sign_in
from tests.initiatives.world import NOW, TODAY, World

CROWD = 3000
ADDRESSES = (
    "/initiatieven/", "/initiatieven/?tab=mij", "/initiatieven/?tab=laat", "/initiatieven/?q=bank", "/werk/",
    "/werk/taken/", "/werk/open-werk/", "/kernen/", "/kernen/{slug}/", "/mt-lijst/", "/dorpen/", "/dorpen/{slug}/",
)  # fmt: skip


def fill(world: World, number: int, *, after: int) -> None:
    """So many more at the town hall, published, late, on the managers' list, and each with a task."""
    made = Initiative.objects.bulk_create(
        Initiative(
            status=Status.SUBMITTED, title=f"Bank {n}", summary="Een bank.", reference=f"VAG-2026-{n}",
            created_at=NOW - timedelta(days=40), logged_at=NOW - timedelta(days=40), entered_at=NOW,
            due_on=TODAY - timedelta(days=1), is_controversial=True, escalated_at=NOW, published_at=NOW,
        )
        for n in range(after, after + number)
    )  # fmt: skip
    InitiativeKern.objects.bulk_create(InitiativeKern(initiative=one, kern=world.kern, is_lead=True) for one in made)
    Task.objects.bulk_create(
        Task(
            initiative=one, kind="check", title="nagaan", due_on=TODAY, created_at=NOW,
            for_function=Relation.INTERNAL_COORDINATOR,
        )
        for one in made
    )  # fmt: skip
    # A database that is running looks at its tables itself; in a test it may have looked while they were empty,
    # and then plans as if they still were.
    look_over()


def costs(client: Client, slug: str) -> dict[str, int]:
    """How often each page asks, as the second visitor finds it."""
    asked = {}
    for address in ADDRESSES:
        client.get(address.format(slug=slug))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address.format(slug=slug)).status_code == 200
        asked[address] = len(queries)
    return asked


def test_the_coordinator_of_a_large_town_waits_for_no_more_questions(world: World) -> None:
    world.other_role("IC", Role.MANAGER)
    client = sign_in(world.people["IC"])

    fill(world, 1, after=10_000)
    one = costs(client, world.kern.slug)
    fill(world, CROWD - 1, after=20_000)

    assert costs(client, world.kern.slug) == one
