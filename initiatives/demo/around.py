"""What a demo has beside its ideas: what neighbours wrote, a drawing somebody sent, a letter that is kept back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from uuid import uuid4

from PIL import Image, ImageDraw

from initiatives.deeds.attachments import add_files
from initiatives.deeds.outbox import hold_message
from initiatives.deeds.signals import take_in
from initiatives.forms.checking import look_through
from initiatives.models import Initiative, Message
from initiatives.models.message import MessageState
from initiatives.models.signal import SignalKind
from initiatives.workflow.action import Actor
from kernen.models import Kern


@dataclass(frozen=True, kw_only=True)
class Tip:
    """What somebody wrote on the website: an idea in a kern, or about the initiative with this title."""

    text: str
    ago: int  # working days
    kern: str = ""
    kind: SignalKind = SignalKind.IDEA
    about: str = ""
    name: str = ""
    phone: str = ""
    may_call: bool = False


def write_tips(tips: Iterable[Tip], *, kernen: Mapping[str, Kern], at: Callable[[int], datetime]) -> None:
    """Each comes in as it would from the website; `at` says when so many working days ago was."""
    for tip in tips:
        initiative = Initiative.objects.get(title=tip.about) if tip.about else None
        take_in(
            at=at(tip.ago),
            form_key=uuid4(),
            kind=tip.kind,
            text=tip.text,
            name=tip.name,
            phone=tip.phone,
            may_call=tip.may_call,
            initiative=initiative,
            kern=initiative.lead_kern if initiative else kernen[tip.kern],
        )


def add_drawing(initiative: Initiative, *, by: Actor, at: datetime, called: str) -> None:
    """A drawing among the files, looked through like any other."""
    add_files(initiative, files=[look_through(called, draw())], by=by, at=at)


def draw() -> bytes:
    """A path with trees on both sides, seen from above."""
    paper = Image.new("RGB", (640, 360), "#f4f1e8")
    pen = ImageDraw.Draw(paper)
    pen.polygon([(0, 210), (640, 130), (640, 190), (0, 270)], fill="#d9cfb4")
    for x in range(70, 640, 120):
        for y in (x // -8 + 140, x // -8 + 320):
            pen.ellipse((x - 32, y - 32, x + 32, y + 32), fill="#8fae7d", outline="#4f6b45", width=3)
    kept = BytesIO()
    paper.save(kept, "PNG")
    return kept.getvalue()


def keep_back(initiative: Initiative, *, by: Actor, at: datetime) -> None:
    """The letters about the last thing that happened wait until somebody lets them go."""
    last = initiative.events.latest("pk")
    letters = Message.objects.filter(event=last, person__isnull=False, state=MessageState.QUEUED).order_by("pk")
    for minute, letter in enumerate(letters):
        hold_message(letter, by=by, at=at + timedelta(minutes=minute))


BESIDE: Mapping[str, Callable[..., None]] = {"attachment_upload": add_drawing, "hold_message": keep_back}
