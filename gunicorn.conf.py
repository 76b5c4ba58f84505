"""What `gunicorn burgerkracht.wsgi` reads by itself from the folder it is started in."""

import sys
from pathlib import Path
from typing import Any

# A name such as `nu` may point to another version before we are done: what we read later, we read where we began.
chdir = str(Path.cwd())
sys.path[:] = [str(Path(place).resolve()) for place in sys.path]

from burgerkracht.handover import make_ready, take_over  # noqa: E402
from burgerkracht.server import CHOICES, forget_counts, hang_up_on_silence, settle_in  # noqa: E402

globals().update(CHOICES)
when_ready = hang_up_on_silence
pre_exec = make_ready
on_exit = forget_counts


def post_worker_init(worker: Any) -> None:
    """Ready to answer; only then who served before us may go."""
    settle_in(worker)
    take_over(worker)
