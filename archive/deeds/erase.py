"""Erasing: a person out of everything that was found, and once more after an old copy was put back."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.deeds.cutting import FILE, apply_columns, become, cut_row, partly, wholly
from archive.deeds.empty import empty_initiative
from archive.deeds.journal import EVERYTHING, line_of, note_erasure, read_journal
from archive.deeds.places import Place, find_places
from archive.deeds.register import hands_off
from archive.deeds.scrub import scrub
from archive.deeds.wording import REMOVED, Wording
from archive.models import Erasure
from initiatives.deeds.edit import forget_messages_to
from initiatives.events import record
from initiatives.models import Attachment, ContactPerson, EventText, Initiative, Message, SavedView, Signal, Task
from initiatives.models.choices import Audience, Channel
from initiatives.models.message import MessageState
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Actor

__all__ = ["AVG", "empty_initiative", "erase_person", "may_go", "replay", "what_goes"]

BECAUSE = "avg-verzoek"
# Who handles requests of persons, and when: the line `avg_request_execute` of the permission matrix.
AVG = Action(
    name="avg_request_execute",
    button=_("Gegevens van een persoon gewist"),
    explains=_("Een inwoner vroeg om zijn gegevens te wissen."),
    may={Relation.INTERNAL_COORDINATOR: "ESAWX"},
    sources=tuple(status for status in Status if status != Status.DRAFT),
    audience=Audience.INTERNAL,
    # A duty towards a person, no step of the initiative: who has a stake in it does it too.
    hands_on=True,
)


def may_go(place: Place, *, by: Actor, initiatives: dict[int, Initiative]) -> str:
    """Why this place stays, as a sentence; empty where it may be erased."""
    if reason := hands_off(type(place.row)):
        return reason
    if place.initiative is None:
        return ""
    initiative = initiatives.get(place.initiative)
    if initiative is None:
        return str(_("Dit initiatief ziet u niet."))
    if initiative.status == Status.DRAFT:
        return str(_("Dit is een concept. Gooi het weg, of wacht: na zijn termijn verdwijnt het vanzelf."))
    return "" if AVG.is_open_to(initiative, by) else str(_("Dit hoort niet bij uw functie."))


def erase_person(
    wording: Wording, *, keys: Collection[str], by: Actor, at: datetime, places: Iterable[Place] | None = None
) -> int:
    """Erase these places; how many. One transaction for each initiative; what was erased already is passed over.

    A machine that stops in between has erased some initiatives wholly and others not: press once more. Places that
    may not go (`may_go`) are left. Raises NotYours or NotNow where the person lost the function meanwhile.
    Source: AVG 17.
    """
    initiatives = visible(by)
    per: dict[int | None, list[Place]] = defaultdict(list)
    for place in find_places(wording) if places is None else places:
        if place.key in keys and not may_go(place, by=by, initiatives=initiatives):
            per[place.initiative].append(place)
    for initiative, here in per.items():
        _erase_here(initiatives[initiative] if initiative else None, here, wording, by=by, at=at)
    if per:
        scrub(wording)
    return sum(map(len, per.values()))


def visible(by: Actor) -> dict[int, Initiative]:
    """What this person may see, by number."""
    rows = Initiative.objects.visible_to(by.user) if by.user else Initiative.objects.none()
    return {initiative.pk: initiative for initiative in rows.prefetch_related("kern_links", "co_advices")}


@transaction.atomic
def _erase_here(
    initiative: Initiative | None, places: Iterable[Place], wording: Wording, *, by: Actor, at: datetime
) -> None:
    """One initiative, or what belongs to none: wholly or not at all."""
    function = AVG.function_now(initiative, by) if initiative else None
    if initiative:
        Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    # People last: their letters are known by them.
    for place in sorted(places, key=lambda place: isinstance(place.row, ContactPerson)):
        row = type(place.row)._base_manager.select_for_update().filter(pk=place.row.pk).first()
        if row is not None:
            _erase_row(row, place, wording, at=at)
    if initiative and function:
        record(
            initiative,
            action=AVG.name,
            button=AVG.button,
            by=by.user,
            function=function,
            at=at,
            audience=AVG.audience,
        )


def _erase_row(row: models.Model, place: Place, wording: Wording, *, at: datetime) -> None:
    """One row, as its table asks."""
    if isinstance(row, ContactPerson):
        # Before the row itself: of one who is gone nothing can be asked any more.
        forget_messages_to(row, at=at)
        _close_the_way_in(row, at=at)
    cut_row(row, what_goes(row, wording), at=at, because=BECAUSE)


def what_goes(row: models.Model, wording: Wording) -> dict[str, Any]:
    """Which columns of this row go, and how; nothing means the row itself."""
    if isinstance(row, ContactPerson):
        return _of_person(row)
    if isinstance(row, SavedView):
        return {}
    columns = _cuts_of(row, wording)
    if isinstance(row, EventText):
        # Of a log words are taken away whole, never changed.
        return become(**{name: "" if name == "sentence" else {} for name in columns})
    if isinstance(row, Attachment):
        return wholly("name", FILE) | become(sha256="")
    if isinstance(row, Message):
        return wholly("recipient") | become(address="", body="", calendar="", error="", state=_state_of(row)) | columns
    if isinstance(row, Signal) and set(columns) & {"name", "email", "phone"}:
        return columns | become(name="", email="", phone="", may_call=False)
    return columns


def _cuts_of(row: models.Model, wording: Wording) -> dict[str, Any]:
    """The pieces that name somebody; a cell that holds nothing else is emptied."""
    columns: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        value = getattr(row, column.name) if not column.is_relation else None
        if not (cuts := wording.cuts(value)):
            continue
        alone = isinstance(value, str) and wording.is_all_of(value)
        columns |= wholly(column.name) if alone else partly(row, column.name, cuts)
    return columns


def _of_person(person: ContactPerson) -> dict[str, Any]:
    """One of more goes; of the only one an empty line stays, so that it is clear that nobody can be reached."""
    if _others(person).exists():
        return {}
    gone = become(email="", phone="", street="", postcode="", city="", language="nl", channel=Channel.NONE.value)
    return wholly("name") | gone


def _others(person: ContactPerson) -> QuerySet[ContactPerson]:
    """Who can be reached for the same initiative."""
    return ContactPerson.objects.filter(initiative=person.initiative_id).exclude(Q(pk=person.pk) | Q(name=REMOVED))


def _state_of(message: Message) -> str:
    """What still had to go out goes nowhere."""
    over = (MessageState.SENT, MessageState.DONE)
    return str(message.state if message.state in over else MessageState.DROPPED)


def _close_the_way_in(person: ContactPerson, *, at: datetime) -> None:
    """Consents, links and the code of who is gone; nothing more is sent where nobody is left."""
    person.consents.all().delete()
    person.mail_links.all().delete()
    if _others(person).exists():
        return
    Initiative.objects.filter(pk=person.initiative_id).update(access_code_hash="", silenced_at=at)
    note_erasure(person.initiative, columns=become(access_code_hash=""), at=at, because=BECAUSE)


# ---- after an old copy was put back ----------------------------------------------------------------------


def replay(*, since: datetime, now: datetime) -> int:
    """Erase once more what was erased since the moment of the copy; how many rows. Twice is once.

    Source: the journal beside the database (`journal_path`), which a copy does not bring back.
    """
    known = {line_of(row) for row in Erasure.objects.filter(at__gte=since)}
    done = 0
    # Read whole first: what is erased again is written at the end of this same file.
    for erasure in list(read_journal(since=since)):
        done += _again(erasure, at=now)
        if line_of(erasure) not in known:
            erasure.save(force_insert=True)
    if done:
        scrub(None)
    return done


@transaction.atomic
def _again(erasure: Erasure, *, at: datetime) -> bool:
    """One line of the journal; whether there was a row to erase."""
    model = apps.get_model(erasure.model)
    row = model._base_manager.filter(pk=erasure.object_id).first()
    if row is None:
        return False
    if isinstance(row, Initiative) and erasure.columns == EVERYTHING:
        empty_initiative(row, at=erasure.at, because=erasure.because)
        return True
    if isinstance(row, ContactPerson):
        Task.objects.filter(message__person=row).update(text_ready="", title=REMOVED)
        forget_messages_to(row, at=at)
        row.consents.all().delete()
        row.mail_links.all().delete()
    apply_columns(row, erasure.columns, at=at)
    return True
