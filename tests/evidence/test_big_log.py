"""A log of a million looks: how long it takes to seal, to check and to ask who saw what."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from initiatives.models import AccessEntry, Initiative, Seal
from initiatives.sealing import seal_logs, verify_logs
from initiatives.statuses import Status
from tests.evidence.figure import scaled
from tests.factories import sign_in
from tests.initiatives.world import World
from tests.unlocked import run, unlocked

pytestmark = pytest.mark.django_db
PLANTED = 137
SERIES = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) {insert} FROM n",
    "postgresql": "{insert} FROM generate_series(1, {rows}) AS n(i)",
}
MOMENT = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%S', 'now', '-' || (i % 500000 + 600) || ' seconds')",
    "postgresql": "now() - (i % 500000 + 600) * interval '1 second'",
}


def fill(rows: int, *, actors: list[int], initiatives: list[int]) -> None:
    """As SQL, spread over these people and initiatives."""
    insert = (
        "INSERT INTO initiatives_accessentry (at, actor_id, function, what, initiative_id, object_type, why, result, "
        f"request_id) SELECT {MOMENT[connection.vendor]}, {pick(actors)}, 'internal_coordinator', 'contact_data', "
        f"{pick(initiatives)}, '', '', 'shown', 'r' || i"
    )
    run([SERIES[connection.vendor].format(rows=rows, insert=insert)])


def pick(keys: list[int]) -> str:
    """One of these by the number of the line."""
    return "CASE i % {} {} END".format(len(keys), " ".join(f"WHEN {n} THEN {key}" for n, key in enumerate(keys)))


def test_a_million_looks(figure: Callable[[str, Any], None]) -> None:
    world, rows = World(), scaled(1_000_000)
    ideas = [world.initiative(Status.SUBMITTED).pk for _ in range(20)]
    staff = [world.people[who].pk for who in ("IC", "EC.own", "BM.lead", "KA.own", "DEC.mandate")]
    fill(rows, actors=staff, initiatives=ideas)
    rare = Initiative.objects.get(pk=world.initiative(Status.SUBMITTED).pk)
    fill(PLANTED, actors=[world.people["GGD.tag"].pk], initiatives=[rare.pk])
    figure("rows", rows + PLANTED)

    client = sign_in(world.people["FB"])
    client.get("/logboek/?kenmerk=VAG-1")  # The first page of a process takes its own time.
    day = timezone.localdate()
    asked = (f"kenmerk={rare.reference}", f"wie={world.people['GGD.tag'].pk}&van={day - timedelta(days=1)}&tot={day}")
    figure("answer", max(answer(client, f"/logboek/?{query}") for query in asked))
    slowest(client, world)

    now = timezone.now() + timedelta(hours=1)
    began = time.monotonic()
    sealed = sum(one.rows for one in seal_logs(at=now))
    figure("seal", time.monotonic() - began)
    assert sealed == AccessEntry.objects.count()
    began = time.monotonic()
    figure("clean", len(list(verify_logs(at=now))))
    figure("verify", time.monotonic() - began)
    figure("planted", 3)
    figure("found", sum(change_and_find(now)))


def answer(client: Client, address: str) -> float:
    """Seconds until the page is there with the planted lines."""
    began = time.monotonic()
    page = client.get(address)
    took = time.monotonic() - began
    assert len(page.context["lines"]) == 100
    # On top stands that the log was read, just now.
    assert page.context["lines"][-1].request_id.startswith("r")
    return took


def slowest(client: Client, world: World) -> None:
    """Everything of the busiest colleague, and the last page of it, come too."""
    assert client.get(f"/logboek/?wie={world.people['IC'].pk}").status_code == 200
    assert (
        client.get(f"/logboek/?na={int((timezone.now() - timedelta(days=5)).timestamp() * 1e6)}-1").status_code == 200
    )


def change_and_find(now: Any) -> list[bool]:
    """A line changed, one taken away and one put in, each behind the back of the software and each mended again."""
    middle = Seal.objects.filter(log="access").order_by("pk").first()
    assert middle is not None
    one = AccessEntry.objects.get(pk=middle.last_id - 1)
    found = []
    with unlocked():
        AccessEntry.objects.filter(pk=one.pk).update(result="refused")
        found.append(bool(list(verify_logs(at=now))))
        AccessEntry.objects.filter(pk=one.pk).update(result=one.result)
        assert list(verify_logs(at=now)) == []
        run([f"DELETE FROM initiatives_accessentry WHERE id = {one.pk}"])
        found.append(bool(list(verify_logs(at=now))))
        AccessEntry.objects.bulk_create([one])
        assert list(verify_logs(at=now)) == []
        AccessEntry.objects.create(
            pk=-1 if middle.first_id == 1 else middle.first_id - 1, at=one.at, function="system", what="print"
        )
        found.append(bool(list(verify_logs(at=now))))
    return found
