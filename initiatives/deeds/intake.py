"""An idea is written down, as a draft or at once with a number and a code; or somebody is helped on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.deeds.access import write_code
from initiatives.deeds.edit import EDIT_CONTENT, reach
from initiatives.models import ContactPerson, Initiative, InitiativeKern, Message, Referral
from initiatives.models.choices import SENSITIVE_REFERRALS, Channel, ReferralKind
from initiatives.statuses import Status
from initiatives.workflow.action import Actor, NotYours, Situation
from initiatives.workflow.perform import perform, prepare, write
from kernen.current import current_kernen
from kernen.models import Kern
from kernen.roles import roles_of

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Idea:
    """What was told at the kitchen table; `columns` are the initiative's own, `person` those of a contact person."""

    columns: Mapping[str, Any]
    kern: Kern | None = None
    others: Sequence[Kern] = ()
    person: Mapping[str, str] | None = field(default=None)


def kernen_to_log_for(user: User) -> list[Kern]:
    """Where this person may write down ideas: their own kernen, or all of them."""
    roles = roles_of(user)
    current = current_kernen()
    mine = roles.external_kernen | roles.kernambtenaar_kernen
    if roles.is_internal_coordinator or roles.external_everywhere or roles.kernambtenaar_everywhere:
        return sorted(current, key=lambda kern: kern.pk not in mine)
    return [kern for kern in current if kern.pk in mine]


def save_draft(*, by: User, at: datetime, idea: Idea, form_key: UUID | None = None) -> Initiative:
    """Keep it for later; the same form sent again changes the same draft."""
    return _begin_once(lambda _draft: None, by=by, at=at, idea=idea, form_key=form_key)[0]


def log_idea(*, by: User, at: datetime, idea: Idea, form_key: UUID | None = None) -> tuple[Initiative, str | None]:
    """Number and code in one go; the same form sent again gives the same initiative, and no second code."""

    def log(draft: Initiative) -> str | None:
        return None if draft.reference else _log(draft, by=by, at=at, form_key=form_key, version=draft.version)

    return _begin_once(log, by=by, at=at, idea=idea, form_key=form_key)


def _begin_once(
    then: Callable[[Initiative], T], *, by: User, at: datetime, idea: Idea, form_key: UUID | None
) -> tuple[Initiative, T]:
    """The draft this form belongs to, new or found again, and what is done with it; wholly or not at all."""
    try:
        with transaction.atomic():
            draft = begin(by=by, at=at, idea=idea, form_key=form_key)
            done = then(draft)
    except IntegrityError:
        # Not the form then: something else is wrong.
        if form_key is None or not Initiative.objects.filter(form_key=form_key).exists():
            raise
        with transaction.atomic():
            draft = _begun_before(by=by, at=at, idea=idea, form_key=form_key)
            done = then(draft)
    # From here on others may add people.
    draft.just_named = None
    return draft, done


def change_draft(initiative: Initiative, *, by: User, at: datetime, version: int, idea: Idea) -> None:
    """A draft as it is now; raises Stale when somebody else was first. A draft has no events, so that it can go."""
    with transaction.atomic():
        situation = Situation(initiative=initiative, actor=Actor(user=by), at=at)
        prepare(EDIT_CONTENT, situation, version=version)
        _fill(initiative, at=at, idea=idea)


def log_draft(
    initiative: Initiative,
    *,
    by: User,
    at: datetime,
    version: int,
    idea: Idea | None = None,
    form_key: UUID | None = None,
) -> str:
    """The draft, with what was filled in last, gets its number; the code for the resident."""
    with transaction.atomic():
        if idea is not None:
            change_draft(initiative, by=by, at=at, version=version, idea=idea)
            version = initiative.version
        return _log(initiative, by=by, at=at, form_key=form_key, version=version)


def _log(
    initiative: Initiative, *, by: User, at: datetime, form_key: UUID | None = None, version: int | None = None
) -> str:
    """The transition, and the code that belongs on the card."""
    perform("log", initiative, by=Actor(user=by), at=at, version=version, form_key=form_key)
    return write_code(initiative, by=Actor(user=by), at=at)


def begin(*, by: User, at: datetime, idea: Idea, form_key: UUID | None) -> Initiative:
    """A new draft, filled in, inside the transaction of who asks; IntegrityError where this form began one before."""
    _check_place(by, idea)
    initiative = Initiative.objects.create(
        logged_by=by,
        form_key=form_key,
        created_at=at,
        entered_at=at,
        due_on=load_clocks().due_on(Status.DRAFT, timezone.localdate(at)),
        **idea.columns,
    )
    _place(initiative, idea)
    person = ContactPerson(initiative=initiative, created_at=at)
    _fill_person(person, idea, at=at)
    initiative.just_named = [person] if idea.person is not None else []
    return initiative


def _begun_before(*, by: User, at: datetime, idea: Idea, form_key: UUID) -> Initiative:
    """Sent twice, or sent again after "back": there is one already, and it must be this person's own."""
    initiative = Initiative.objects.get(form_key=form_key, logged_by=by)
    if initiative.reference is None:
        _fill(initiative, at=at, idea=idea)
    return initiative


def _check_place(by: User, idea: Idea) -> None:
    """An idea is written down by who works there."""
    if not roles_of(by).may_log:
        raise NotYours(_("Dit hoort niet bij uw functie."))
    if idea.kern is not None and idea.kern not in kernen_to_log_for(by):
        raise NotYours(_("U werkt niet in %s.") % idea.kern.name)


def _fill(initiative: Initiative, *, at: datetime, idea: Idea) -> None:
    """Text, places and the first contact person of a draft that was there already."""
    write(initiative, dict(idea.columns))
    initiative.kern_links.all().delete()
    _place(initiative, idea)
    first = initiative.people.order_by("pk").first() or ContactPerson(initiative=initiative, created_at=at)
    _fill_person(first, idea, at=at)


def _place(initiative: Initiative, idea: Idea) -> None:
    """The kern it is about first, then the others."""
    kernen = [idea.kern, *idea.others] if idea.kern else []
    links = [InitiativeKern(initiative=initiative, kern=kern, is_lead=kern == idea.kern) for kern in kernen]
    initiative.lies_in(InitiativeKern.objects.bulk_create(links))


def _fill_person(person: ContactPerson, idea: Idea, *, at: datetime) -> None:
    """How to reach the first contact person, where it was told."""
    if idea.person is not None:
        reach(person, idea.person, on=timezone.localdate(at))


def refer(
    *,
    kind: ReferralKind,
    by: User,
    at: datetime,
    form_key: UUID | None = None,
    receiver: str,
    receiver_phone: str,
    kern: Kern | None,
    channel: str,
    referred_on: date,
    warm: bool,
    receiver_email: str = "",
    text: str = "",
) -> Referral:
    """One row that somebody was helped on; the story goes once to who helps, and of what is private nowhere."""
    if not roles_of(by).may_log:
        raise NotYours(_("Dit hoort niet bij uw functie."))
    private = kind in SENSITIVE_REFERRALS
    columns = {"receiver": receiver, "receiver_phone": receiver_phone, "kern": kern, "channel": channel, "warm": warm}
    try:
        with transaction.atomic():
            row = Referral.objects.create(
                kind=kind, referred_on=referred_on, referred_by=None if private else by, form_key=form_key, **columns
            )
            if text and receiver_email and not private:
                _send_once(row, address=receiver_email, text=text, at=at)
    except IntegrityError:
        return Referral.objects.get(form_key=form_key)
    return row


def _send_once(row: Referral, *, address: str, text: str, at: datetime) -> None:
    """The text leaves with the next delivery and is dropped then."""
    where = row.kern.name if row.kern else _("niet bekend")
    Message.objects.create(
        channel=Channel.EMAIL,
        recipient=row.receiver,
        address=address,
        subject=_("Doorverwezen: %s") % row.get_kind_display(),
        body=f"{text}\n\n{_('Waar')}: {where}\n{_('Datum')}: {row.referred_on:%d-%m-%Y}",
        drop_after_sending=True,
        created_at=at,
        next_try_at=at,
    )
