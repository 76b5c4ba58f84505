"""A process of its own that lets several people change one idea as fast as they can, and says what is left."""

import json
import multiprocessing
import sys
from functools import partial
from multiprocessing.synchronize import Barrier
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection, connections
from django.utils import timezone

from accounts.models import User
from initiatives.deeds.edit import edit_content
from initiatives.models import Event, Initiative
from initiatives.workflow.action import Actor, Stale

NAMES = ("IC", "EC.own")


def change_as_a_person(pk: int, by: Actor) -> list[str]:
    """One more in the box, read off the page and sent; who hears that somebody was first, looks and sends again."""
    heard: list[str] = []
    while True:
        seen = Initiative.objects.get(pk=pk)
        one_more = {"amount_asked_cents": (seen.amount_asked_cents or 0) + 1}
        try:
            edit_content(seen, by=by, at=timezone.now(), version=seen.version, columns=one_more)
        except Stale as conflict:
            heard.append(str(conflict))
        else:
            return heard


def change_naively(pk: int, _by: Actor) -> list[str]:
    """As it is done without a claim on the version."""
    seen = Initiative.objects.get(pk=pk)
    seen.amount_asked_cents = (seen.amount_asked_cents or 0) + 1
    seen.save(update_fields=["amount_asked_cents"])
    return []


WAYS = {"person": change_as_a_person, "naive": change_naively}


def run_one(start: Barrier, way: str, pk: int, times: int, number: int) -> dict[str, int]:
    """What one of them did: conflicts that named somebody, and those that did not."""
    by = Actor(user=User.objects.get(name=NAMES[number % len(NAMES)]))
    start.wait(timeout=60)
    heard = [said for _ in range(times) for said in WAYS[way](pk, by)]
    named = sum(any(said.startswith(f"{name} was u net voor") for name in NAMES) for said in heard)
    return {"conflicts": len(heard), "named": named}


def let_them_race(way: str, *, pk: int, people: int, times: int) -> dict[str, Any]:
    """All of them, and what the database says afterwards."""
    before = _counted(pk)
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    start = fork.Barrier(people)
    queue = fork.SimpleQueue()

    def run(number: int) -> None:
        try:
            queue.put(run_one(start, way, pk, times, number))
        finally:
            connection.close()

    crowd = [fork.Process(target=partial(run, number)) for number in range(people)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    failed = sum(one.exitcode != 0 for one in crowd)
    done = [queue.get() for _ in range(people - failed)]
    after = _counted(pk)
    return {
        "failed": failed,
        "sent": people * times,
        "kept": after["value"] - before["value"],
        "events": after["events"] - before["events"],
        "conflicts": sum(one["conflicts"] for one in done),
        "named": sum(one["named"] for one in done),
    }


def _counted(pk: int) -> dict[str, int]:
    value = Initiative.objects.get(pk=pk).amount_asked_cents or 0
    return {"value": value, "events": Event.objects.filter(initiative=pk, action="edit_content").count()}


if __name__ == "__main__":
    way, idea, people, times = sys.argv[1:]
    sys.stdout.write(json.dumps(let_them_race(way, pk=int(idea), people=int(people), times=int(times))))
