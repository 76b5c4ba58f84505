"""A file is added to an initiative, by a colleague or by the resident, and taken away again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.events import record
from initiatives.letters.readers import Reader
from initiatives.models import Attachment, Event, Initiative
from initiatives.models.choices import Audience
from initiatives.models.parts import part_of
from initiatives.models.stake import with_stakes
from initiatives.relations import Relation
from initiatives.statuses import RUNNING
from initiatives.workflow.action import Action, Actor, Incomplete, NotNow
from initiatives.workflow.once import handled
from initiatives.workflow.perform import perform
from initiatives.workflow.storing import CleanFile, Shelf, take_away

MOST_PER_INITIATIVE = 30

ADD = Action(
    name="attachment_upload",
    button=gettext_lazy("Bijlage toevoegen"),
    explains=gettext_lazy("De bewoner ziet deze bijlage niet."),
    may={
        Relation.EXTERNAL_COORDINATOR: "DES",
        Relation.INTERNAL_COORDINATOR: "ESAW",
        Relation.LEAD_OFFICER: "AW",
    },
    sources=RUNNING,
    audience=Audience.PARTNER,
)
REMOVE = Action(
    name="attachment_delete",
    button=gettext_lazy("Bijlage weggehaald"),
    explains=gettext_lazy("Het bestand verdwijnt meteen."),
    may={
        Relation.EXTERNAL_COORDINATOR: "D",
        Relation.INTERNAL_COORDINATOR: "ESA",
        Relation.LEAD_OFFICER: "A",
    },
    sources=RUNNING,
    audience=Audience.PARTNER,
)
SEND = Action(
    name="status_upload",
    button=gettext_lazy("Bestand van de bewoner"),
    explains=gettext_lazy("De bewoner stuurt een foto of bestand."),
    may={Relation.INITIATOR: "ESAW"},
    sources=RUNNING,
    audience=Audience.PARTNER,
    tells=(Reader.OFFICER, Reader.EXTERNAL_COORDINATOR),
)


def add_files(
    initiative: Initiative, *, files: Sequence[CleanFile], by: Actor, at: datetime, form_key: UUID | None = None
) -> Event | None:
    """Keep these files, wholly or not at all; None for a draft, which has no events yet.

    A file changes nothing that somebody else is looking at, so it asks for no version.
    Raises NotYours, NotNow, or Incomplete where there are too many.
    """
    try:
        with Shelf() as shelf, transaction.atomic():
            return handled(form_key) or _add(initiative, files, by=by, at=at, form_key=form_key, shelf=shelf)
    except IntegrityError:
        # Two presses of one button at once: the second finds what the first did.
        if (done := handled(form_key)) is not None:
            return done
        raise


def _add(
    initiative: Initiative, files: Sequence[CleanFile], *, by: Actor, at: datetime, form_key: UUID | None, shelf: Shelf
) -> Event | None:
    """Everything inside the one transaction."""
    row, here = SEND if by.is_initiator else ADD, _hold(initiative)
    function = row.function_now(here, by)
    if here.reference is None:
        # Without an event a second press is known by the file itself.
        known = set(here.attachments.filter(removed_at=None).values_list("sha256", flat=True))
        _keep(here, [file for file in files if file.sha256 not in known], by=by, at=at, event=None, shelf=shelf)
        return None
    event = _record(row, here, by=by, function=function, at=at, form_key=form_key, names=[file.name for file in files])
    _keep(here, files, by=by, at=at, event=event, shelf=shelf)
    return event


def _hold(initiative: Initiative) -> Initiative:
    """The initiative as it is now, and ours until the transaction ends, so that nobody adds the last one twice."""
    return Initiative.objects.annotate(**with_stakes()).select_for_update(of=("self",)).get(pk=initiative.pk)


def _record(
    row: Action,
    initiative: Initiative,
    *,
    by: Actor,
    function: Relation,
    at: datetime,
    form_key: UUID | None,
    names: Sequence[str],
    about: Attachment | None = None,
) -> Event:
    """That it happened; the names lie beside the event, where they can be emptied."""
    return record(
        initiative,
        action=row.name,
        button=row.button,
        by=by.user,
        function=function,
        at=at,
        audience=row.audience,
        way=by.way,
        inputs={"attachments": ", ".join(names)},
        about=about,
        tells=row.tells,
        form_key=form_key,
    )


def _keep(
    initiative: Initiative,
    files: Sequence[CleanFile],
    *,
    by: Actor,
    at: datetime,
    event: Event | None,
    shelf: Shelf,
) -> None:
    """A row and its bytes for each; raises Incomplete when the folder of this initiative is full."""
    if initiative.attachments.filter(removed_at=None).count() + len(files) > MOST_PER_INITIATIVE:
        raise Incomplete({"attachments": [_("Hier staan al %s bestanden. Meer kan niet.") % MOST_PER_INITIATIVE]})
    for file in files:
        kept = Attachment(
            initiative=initiative,
            event=event,
            name=file.name,
            kind=file.kind,
            size=len(file.content),
            sha256=file.sha256,
            by_resident=by.is_initiator,
            uploaded_by=by.user,
            uploaded_at=at,
        )
        shelf.put(kept.stored_as, file.content)
        kept.save()


def perform_with_files(
    name: str, initiative: Initiative, *, files: Sequence[CleanFile], by: Actor, at: datetime, **more: Any
) -> Event | None:
    """A row of the workflow with files beside it (an answer with a photo): both, or neither.

    Raises as `perform` does, and Incomplete where there are too many files.
    """
    with Shelf() as shelf, transaction.atomic():
        event = perform(name, initiative, by=by, at=at, **more)
        if event is not None and files and not event.attachments.exists():
            _keep(_hold(initiative), files, by=by, at=at, event=event, shelf=shelf)
    return event


def remove_file(attachment: Attachment, *, by: Actor, at: datetime, form_key: UUID | None = None) -> Event | None:
    """The bytes go for good; that there was a file, and who took it away, stays.

    Raises NotYours, or NotNow where somebody took it away already.
    """
    with transaction.atomic():
        if (done := handled(form_key)) is not None:
            return done
        here = _hold(attachment.initiative)
        function = REMOVE.function_now(here, by)
        rows = here.attachments.filter(pk=attachment.pk, removed_at=None)
        if not rows.exists():
            raise NotNow(_("Deze bijlage is al weggehaald."))
        take_away(rows, at=at)
        if here.reference is None:
            return None
        names = [attachment.name]
        return _record(REMOVE, here, by=by, function=function, at=at, form_key=form_key, names=names, about=attachment)


def files_of(initiative: Initiative) -> Sequence[Attachment]:
    """What can still be opened, newest first."""
    rows = part_of(initiative, "attachments").filter(removed_at=None).select_related("uploaded_by")
    return list(rows.order_by("-uploaded_at", "-pk"))
