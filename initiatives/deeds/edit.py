"""The story is completed and kept right, and so is how to reach the people behind it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.events import record
from initiatives.models import Consent, ContactPerson, Event, EventText, Initiative, Message
from initiatives.models.choices import Audience
from initiatives.models.message import MessageState
from initiatives.relations import Relation
from initiatives.statuses import RUNNING
from initiatives.workflow.action import Action, Actor, Refused, Situation
from initiatives.workflow.once import press_once
from initiatives.workflow.perform import prepare, write

EDIT_CONTENT = Action(
    name="edit_content",
    button=gettext_lazy("Bewerken"),
    explains=gettext_lazy("U vult het verhaal aan of verbetert het."),
    may={
        Relation.EXTERNAL_COORDINATOR: "DE",
        Relation.INTERNAL_COORDINATOR: "DES",
        Relation.LEAD_OFFICER: "A",
        Relation.KERNAMBTENAAR: "D",
    },
    sources=RUNNING,
    audience=Audience.INTERNAL,
)
EDIT_CONTACT = Action(
    name="edit_contact",
    button=gettext_lazy("Mensen en bereik"),
    explains=gettext_lazy("U verandert hoe wij iemand bereiken, of wat iemand goed vindt."),
    may={
        Relation.EXTERNAL_COORDINATOR: "DE",
        Relation.INTERNAL_COORDINATOR: "DESAW",
        Relation.LEAD_OFFICER: "AW",
    },
    sources=RUNNING,
    audience=Audience.INTERNAL,
)
EDITABLE = (
    "title", "summary", "description", "aim", "place", "discussed_in_kernoverleg", "initiator_kind", "organisation",
    "brought_in_by", "own_effort", "already_tried", "asks", "asks_note", "amount_asked_cents", "fiscal_host",
    "earlier_request", "permit_needed", "upkeep", "needed_by", "domain_hint", "health_related", "may_publish",
    "public_summary",
)  # fmt: skip


PUBLIC_WORDS = ("title", "summary", "place", "public_summary")


def edit_content(
    initiative: Initiative,
    *,
    by: Actor,
    at: datetime,
    version: int,
    form_key: UUID | None = None,
    columns: Mapping[str, Any],
) -> Event | None:
    """Change the story, with what it said before kept beside the event; None when nothing changed or it is a draft.

    Raises NotYours, NotNow or Stale, and TypeError for a column that is not part of the story.
    """
    if unknown := set(columns) - set(EDITABLE):
        raise TypeError(f"no part of the story: {sorted(unknown)}")
    return press_once(form_key, lambda: _edit(initiative, columns, by=by, at=at, version=version, form_key=form_key))


def _edit(
    initiative: Initiative, columns: Mapping[str, Any], *, by: Actor, at: datetime, version: int, form_key: UUID | None
) -> Event | None:
    """Inside the one transaction."""
    situation = Situation(initiative=initiative, actor=by, at=at)
    _situation, function = prepare(EDIT_CONTENT, situation, version=version)
    before = {name: getattr(initiative, name) for name in columns}
    changed = {name: value for name, value in columns.items() if value != before[name]}
    if not changed:
        return None
    # Who takes back that it may be on the website, takes it off at once.
    taken_back = changed.get("may_publish") is False
    # What everybody reads was seen before it was published; changed words have to be seen again.
    unseen = set(changed) & set(PUBLIC_WORDS) and function != Relation.INTERNAL_COORDINATOR
    off_website = {"published_at": None} if initiative.published_at and (taken_back or unseen) else {}
    write(initiative, changed | off_website)
    differences = {name: {"before": _plain(before[name]), "after": _plain(value)} for name, value in changed.items()}
    return _record(EDIT_CONTENT, situation, function, inputs=differences, form_key=form_key)


def _plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, date) else value


def _record(
    row: Action,
    s: Situation,
    function: Relation,
    *,
    inputs: Mapping[str, Any],
    form_key: UUID | None,
    about: models.Model | None = None,
) -> Event | None:
    """The event; none for a draft, which must be able to go without a trace."""
    if s.initiative.reference is None:
        return None
    return record(
        s.initiative,
        action=row.name,
        button=str(row.button),
        by=s.actor.user,
        function=function,
        at=s.at,
        audience=row.audience,
        way=s.actor.way,
        inputs=inputs,
        form_key=form_key,
        about=about,
    )


def save_person(
    initiative: Initiative,
    *,
    by: Actor,
    at: datetime,
    version: int,
    form_key: UUID | None = None,
    person: ContactPerson | None = None,
    columns: Mapping[str, str],
    consents: Mapping[str, tuple[date, str]],
) -> Event | None:
    """Add somebody, or change how they are reached and what they agreed to; the event holds none of it."""

    def save(s: Situation) -> tuple[ContactPerson, str]:
        row = person or ContactPerson(initiative=initiative, created_at=at)
        reach(row, columns, on=timezone.localdate(s.at))
        _keep_consents(row, consents, on=timezone.localdate(s.at))
        return row, _("gewijzigd") if person else _("toegevoegd")

    return _change_people(initiative, save, by=by, at=at, version=version, form_key=form_key)


def reach(person: ContactPerson, columns: Mapping[str, str], *, on: date) -> None:
    """How to reach somebody from now on; the day they chose that way is kept (Wmebv)."""
    is_known, before = person.pk is not None, (person.channel, person.email)
    for name, value in columns.items():
        setattr(person, name, value)
    # Another mailbox is as good as another channel: who said yes, said it to that one.
    if not is_known or before != (person.channel, person.email):
        person.channel_since = on
    person.save()
    if is_known and before[1] != person.email:
        # Who reads the mailbox of before may not be this person at all.
        person.mail_links.all().delete()


def remove_person(
    initiative: Initiative,
    *,
    by: Actor,
    at: datetime,
    version: int,
    form_key: UUID | None = None,
    person: ContactPerson,
) -> Event | None:
    """Take somebody off; the last one stays, so that there is always a word on how to reach somebody."""

    def remove(_s: Situation) -> tuple[None, str]:
        if not initiative.people.exclude(pk=person.pk).exists():
            raise Refused(_("Dit is de enige contactpersoon. Voeg eerst een ander toe, of kies “geen contact”."))
        forget_messages_to(person, at=at)
        person.delete()
        return None, _("weggehaald")

    return _change_people(initiative, remove, by=by, at=at, version=version, form_key=form_key)


def forget_messages_to(person: ContactPerson, *, at: datetime) -> None:
    """What still had to reach somebody who is taken off goes nowhere, and no name or number stays behind."""
    theirs = Message.objects.filter(person=person)
    together = theirs.exclude(message_id="").values("message_id")
    # Two who share a mailbox read one mail, so the text that is ready after it failed names both.
    tasks = person.initiative.tasks.filter(models.Q(message__in=theirs) | models.Q(message__message_id__in=together))
    tasks.filter(message__in=theirs, done_at=None).update(is_moot=True, done_at=at)
    tasks.update(text_ready="", title=_("vervallen"))
    theirs.exclude(state__in=(MessageState.SENT, MessageState.DONE)).update(state=MessageState.DROPPED)
    # What a letter said before and after somebody reworded it names them too.
    reworded = Event.objects.filter(object_type="message", object_id__in=theirs.values("pk"))
    EventText.objects.filter(event__in=reworded).update(salt="", inputs={}, emptied_at=at)
    theirs.update(recipient=_("weggehaald"), address="", body="", calendar="")


def _change_people(
    initiative: Initiative, change: Any, *, by: Actor, at: datetime, version: int, form_key: UUID | None
) -> Event | None:
    """One change of the people, wholly or not at all, once per form."""
    situation = Situation(initiative=initiative, actor=by, at=at)

    def act() -> Event | None:
        _situation, function = prepare(EDIT_CONTACT, situation, version=version)
        about, what = change(situation)
        return _record(EDIT_CONTACT, situation, function, inputs={"what": what}, form_key=form_key, about=about)

    return press_once(form_key, act)


def _keep_consents(person: ContactPerson, agreed: Mapping[str, tuple[date, str]], *, on: date) -> None:
    """Each yes stands once with its day and way; a yes that is gone was taken back today."""
    standing = {row.kind: row for row in person.consents.filter(withdrawn_on=None)}
    for kind, row in standing.items():
        if kind not in agreed:
            row.withdrawn_on = on
            row.save(update_fields=["withdrawn_on"])
    for kind, (given_on, way) in agreed.items():
        row = standing.get(kind) or Consent(person=person, kind=kind)
        row.given_on, row.way = given_on, way
        row.save()
