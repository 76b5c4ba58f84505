"""In a process of its own: everybody of the permission matrix, one idea, and the coordinator signed in."""

import json
import sys

import django

django.setup()

from initiatives.statuses import Status  # noqa: E402
from kernen.models import Municipality  # noqa: E402
from tests.factories import sign_in  # noqa: E402
from tests.initiatives.world import World  # noqa: E402


def fill() -> dict[str, object]:
    """What a visitor from outside has to know."""
    world = World()
    Municipality.objects.update(takes_signals=True)
    idea = world.initiative(Status.EXPLORING, reference="VAG-2020-0001")
    browser = sign_in(world.people["IC"])
    return {"session": browser.session.session_key, "kern": world.kern.pk, "idea": idea.pk, "slug": world.kern.slug}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(fill()))
