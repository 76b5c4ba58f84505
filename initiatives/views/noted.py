"""What a page shows of people is noted first: the calls that views make, before they show anything or say no."""

from collections.abc import Iterable
from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.utils import timezone

from accounts.models import User
from initiatives.looking import note_look
from initiatives.models import Initiative, Message, Signal, Task
from initiatives.models.access import Looked, Outcome


def note(what: Looked, initiative: Initiative, *, by: User, why: str = "") -> None:
    """This person is about to read this part."""
    note_look(what, by=by, initiatives=[initiative], at=timezone.now(), why=why)


def refuse(what: Looked, initiative: Initiative, *, by: User) -> NoReturn:
    """This person asked for a part that is not theirs, and that is kept too: raises PermissionDenied."""
    note_refused(what, initiative, by=by)
    raise PermissionDenied


def note_refused(what: Looked, initiative: Initiative, *, by: User) -> None:
    """For who gets another answer than 403."""
    note_look(what, by=by, initiatives=[initiative], at=timezone.now(), result=Outcome.REFUSED)


def note_many(what: Looked, initiatives: Iterable[Initiative], *, by: User) -> None:
    """A page or paper with people of several initiatives, each noted once; nothing where there is none."""
    once = list({initiative.pk: initiative for initiative in initiatives}.values())
    if once:
        # In which function somebody looks, depends on these.
        prefetch_related_objects(once, "kern_links", "co_advices")
        note_look(what, by=by, initiatives=once, at=timezone.now())


def note_signal(signal: Signal, *, by: User) -> None:
    """What somebody wrote to the municipality with a number or a name; it belongs to no initiative yet."""
    if signal.name or signal.phone or signal.email:
        note_look(Looked.CONTACT_DATA, by=by, initiatives=[], at=timezone.now(), about=signal)


def note_tasks(tasks: Iterable[Task], *, by: User) -> None:
    """Things to do with an address or a number beside them."""
    reaching = (task for task in tasks if task.calls_initiator or (task.message and task.message.address))
    note_many(Looked.CONTACT_DATA, (task.initiative for task in reaching), by=by)


def note_letters(letters: Iterable[Message], *, by: User) -> None:
    """Mails that wait, with the names they go to."""
    note_many(Looked.CONTACT_DATA, (one.initiative for one in letters if one.initiative is not None), by=by)
