"""A process of a drill that writes one thing after another, and notes each that was confirmed."""

import os
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import DatabaseError, InterfaceError, connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from accounts.models import User  # noqa: E402
from burgerkracht.outage import is_outage  # noqa: E402
from initiatives.deeds.intake import Idea, log_idea  # noqa: E402
from initiatives.deeds.signals import take_in  # noqa: E402
from initiatives.models.signal import SignalKind  # noqa: E402
from kernen.models import Kern  # noqa: E402
from tests.initiatives.world import World  # noqa: E402

# Seconds before somebody presses the button again.
PAUSE = 0.05


def prepare() -> None:
    """A town on an empty database that was migrated."""
    World()


def write_until_told(confirmed: Path, stop: Path, *, whole_idea_every: int = 1) -> None:
    """One form after another; without an answer the same is sent again, as a person does. One in so many is a whole
    idea of a coordinator, with code, event and receipt; the others are what residents send themselves.
    """
    parent = os.getppid()
    with confirmed.open("a", buffering=1) as lines:
        for number in count():
            key, act = uuid4(), write_signal if number % whole_idea_every else write_idea
            while not is_confirmed(act, key):
                if stop.exists() or os.getppid() != parent:
                    return
                connection.close()
                time.sleep(PAUSE)
            lines.write(f"{key}\n")
            if stop.exists() or os.getppid() != parent:
                return


def is_confirmed(act: Callable[[UUID], object], key: UUID) -> bool:
    """Whether the answer came that it is written down."""
    try:
        act(key)
    except (DatabaseError, InterfaceError) as error:
        if not is_outage(error):
            raise
        return False
    return True


def write_idea(key: UUID) -> None:
    """What the coordinator types after a first talk."""
    user, kern = User.objects.get(name="EC.own"), Kern.objects.get(name="Sibbe")
    person = {"name": "Mia Daems", "channel": "email", "email": f"{key}@example.nl"}
    columns = {"title": f"Bank {key}", "summary": "Een bank bij de kapel."}
    log_idea(by=user, at=timezone.now(), idea=Idea(columns=columns, kern=kern, person=person), form_key=key)


def write_signal(key: UUID) -> None:
    """What a resident sends at "Ik heb een idee"."""
    reach = {"name": "Mia Daems", "phone": "", "email": f"{key}@example.nl"}
    kern = Kern.objects.get(name="Sibbe")
    take_in(at=timezone.now(), form_key=key, text=f"Bank {key}", kind=SignalKind.IDEA, kern=kern, **reach)


if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        prepare()
    else:
        write_until_told(Path(sys.argv[1]), Path(sys.argv[2]), whole_idea_every=int([*sys.argv, "1"][3]))
