"""A signal comes in, is told to who must hear it, and is handled once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.deeds.do import do
from initiatives.deeds.intake import Idea, kernen_to_log_for, refer, save_draft
from initiatives.deeds.table import DEED_OF
from initiatives.letters.colleague import mail_to
from initiatives.letters.digest import next_digest
from initiatives.letters.readers import Reader, staff_for
from initiatives.models import Initiative, Message, Referral, Signal
from initiatives.models.choices import SENSITIVE_REFERRALS, Channel, ReferralKind
from initiatives.models.signal import SignalState
from initiatives.workflow.action import Action, Actor, NotNow, NotYours, Stale
from initiatives.workflow.sentences import long_day
from kernen.models import Role, RoleHolding
from kernen.roles import roles_of

NO_CONTACT: Mapping[str, Any] = {"name": "", "phone": "", "email": "", "may_call": False}
NOTHING: Mapping[str, Any] = {"text": "", "note": "", **NO_CONTACT}
LONGEST_NOTES = 1000


# ---- it comes in ---------------------------------------------------------------------------------------


def take_in(*, at: datetime, form_key: UUID, **columns: Any) -> Signal:
    """One row, however often the button is pressed; who must hear it is told."""
    try:
        with transaction.atomic():
            signal = Signal.objects.create(created_at=at, form_key=form_key, **columns)
            _tell(signal, at=at)
    except IntegrityError:
        return Signal.objects.get(form_key=form_key)
    return signal


def _tell(signal: Signal, *, at: datetime) -> None:
    """One mail a day for each coordinator, without a word of what was written."""
    today = timezone.localdate(at)
    where = signal.kern.name if signal.kern else _("niet bekend")
    body = render_to_string(
        "letters/signal.txt", {"where": where, "site": settings.SITE_URL, "address": reverse("signals")}
    )
    mails = [
        mail_to(
            user,
            subject=_("Er is een nieuw signaal"),
            body=body,
            at=at,
            when=next_digest(at),
            once=f"signal-{today:%Y%m%d}-{user.pk}",
            drop_after_sending=True,
        )
        for user in who_hears(signal, at=at)
    ]
    Message.objects.bulk_create(mails, ignore_conflicts=True)


def who_hears(signal: Signal, *, at: datetime) -> list[User]:
    """The external coordinators of the place; where there is none, the internal ones."""
    today = timezone.localdate(at)
    held = RoleHolding.objects.current(today)
    if signal.initiative is not None:
        found = list(staff_for(Reader.EXTERNAL_COORDINATOR, signal.initiative, on=today))
    else:
        here = Q(all_kernen=True) | (Q(kern=signal.kern) if signal.kern else Q(pk__in=()))
        found = list(held.filter(here, role=Role.EXTERNAL_COORDINATOR).people().order_by("pk"))
    return found or list(held.filter(role=Role.INTERNAL_COORDINATOR).people().order_by("pk"))


# ---- it is handled, once -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Handling:
    """Somebody does something with one signal."""

    signal: Signal
    by: User
    at: datetime

    def claim(self, state: SignalState, **columns: Any) -> bool:
        """Ours from here on; False where this very person did the same before, raises Stale for everybody else."""
        if not Signal.objects.visible_to(self.by).filter(pk=self.signal.pk).exists():
            raise NotYours(_("Dit hoort niet bij uw functie."))
        mine = {"handled_by": self.by, "handled_at": self.at} | columns
        # Without a join, so that two at once look at the same row.
        if Signal.objects.filter(pk=self.signal.pk, state=SignalState.NEW).update(state=state, **mine):
            return True
        now = Signal.objects.select_related("handled_by").get(pk=self.signal.pk)
        if now.handled_by == self.by and now.state == state:
            return False
        raise Stale(
            _("%(who)s was u net voor: dit signaal is al afgehandeld (%(what)s).")
            % {"who": now.handled_by or _("Een collega"), "what": now.get_state_display()}
        )


def become_initiative(signal: Signal, *, by: User, at: datetime) -> Initiative:
    """A draft with everything that was told; how to reach somebody lives on there alone."""
    if not signal.is_idea:
        raise NotNow(_("Dit hoort al bij een initiatief."))
    with transaction.atomic():
        if not Handling(signal=signal, by=by, at=at).claim(SignalState.BECAME, **NO_CONTACT):
            return Initiative.objects.get(signals=signal)
        kern = signal.kern if signal.kern in kernen_to_log_for(by) else None
        idea = Idea(columns=_story(signal.text), kern=kern, person=_person(signal))
        draft = save_draft(by=by, at=at, idea=idea)
        Signal.objects.filter(pk=signal.pk).update(initiative=draft)
    return draft


def _story(text: str) -> dict[str, str]:
    """What somebody wrote in one box, as the parts of an idea; all of it is there."""
    first_line = text.strip().partition("\n")[0]
    return {
        "title": Truncator(first_line).chars(80) or _("Idee van de website"),
        "summary": Truncator(" ".join(text.split())).chars(300),
        "description": text,
    }


def _person(signal: Signal) -> dict[str, str] | None:
    """The contact person, by the surest way; nobody where nothing was said."""
    if not (signal.name or signal.can_be_reached):
        return None
    channel = Channel.PHONE if signal.phone else Channel.EMAIL if signal.email else Channel.NONE
    name = signal.name or _("Onbekend")
    return {"name": name, "channel": channel.value, "phone": signal.phone, "email": signal.email}


def join_initiative(signal: Signal, initiative: Initiative, *, by: User, at: datetime) -> None:
    """What somebody wrote becomes a note at the initiative; with the coordinators' note goes how to reach them."""
    row = note_for(initiative, by=by)
    if not signal.is_idea or row is None:
        raise NotNow(_("Bij dit initiatief kunt u nu niets bijschrijven. Vraag het de coördinator."))
    goes_along = row.name == "note_coordinators"
    with transaction.atomic():
        gone = NO_CONTACT if goes_along else {}
        if Handling(signal=signal, by=by, at=at).claim(SignalState.JOINED, initiative=initiative, **gone):
            text = _as_note(signal, contact=goes_along)
            do(row.name, initiative, by=Actor(user=by), at=at, text=text)


def note_for(initiative: Initiative, *, by: User) -> Action | None:
    """The note this person may write at this initiative now."""
    rows = (DEED_OF["note_coordinators"], DEED_OF["note_internal"])
    return next((row for row in rows if row.is_open_to(initiative, Actor(user=by))), None)


def _as_note(signal: Signal, *, contact: bool) -> str:
    """The words of the signal with its day, and how to reach somebody where that may be read."""
    day = long_day(timezone.localdate(signal.created_at))
    reach = [part for part in (signal.name, signal.phone, signal.email) if part and contact]
    return "\n".join([_("Signaal van %s:") % day, signal.text, *([", ".join(reach)] if reach else [])])


def refer_signal(
    signal: Signal, *, kind: ReferralKind, by: User, at: datetime, form_key: UUID, **columns: Any
) -> Referral:
    """Helped on; of a quarrel, a cry for help or a complaint nothing is left but the count."""
    if (done := Referral.objects.filter(form_key=form_key).first()) is not None:
        return done
    private = kind in SENSITIVE_REFERRALS
    gone = {**NOTHING, "handled_by": None} if private else {}
    with transaction.atomic():
        Handling(signal=signal, by=by, at=at).claim(SignalState.REFERRED, referred_as=kind, **gone)
        return refer(kind=kind, by=by, at=at, form_key=form_key, **columns)


def lapse_signal(signal: Signal, *, by: User, at: datetime, reason: str) -> None:
    """Nothing is done with it, and why; it can come back until the day ends."""
    Handling(signal=signal, by=by, at=at).claim(SignalState.LAPSED, note=_noted(signal, reason, by=by, at=at))


def settle_reaction(signal: Signal, *, by: User, at: datetime, note: str) -> None:
    """What a neighbour said is taken along with the initiative; what was done stands beside it."""
    if signal.is_idea:
        raise NotNow(_("Kies eerst bij welk initiatief dit hoort."))
    Handling(signal=signal, by=by, at=at).claim(SignalState.JOINED, note=_noted(signal, note, by=by, at=at))


def add_note(signal: Signal, *, by: User, at: datetime, text: str) -> None:
    """Somebody called, or tried to; it stays open."""
    if not Signal.objects.visible_to(by).filter(pk=signal.pk).exists():
        raise NotYours(_("Dit hoort niet bij uw functie."))
    with transaction.atomic():
        row = Signal.objects.select_for_update().get(pk=signal.pk)
        if not row.is_new:
            raise Stale(_("Dit signaal is al afgehandeld (%s).") % row.get_state_display())
        row.note = _noted(row, text, by=by, at=at)
        row.save(update_fields=["note"])


def _noted(signal: Signal, text: str, *, by: User, at: datetime) -> str:
    """What was noted before, and this; pressed twice it stands there once, and the oldest goes when it is full."""
    line = f"{timezone.localtime(at):%d-%m-%Y} {by}: {text}".strip()
    if line in signal.note:
        return signal.note
    return f"{signal.note}\n{line}".strip()[-LONGEST_NOTES:]


def may_reopen(signal: Signal, *, at: datetime) -> bool:
    """Put away today, or its draft was thrown away: it can come back."""
    if signal.state == SignalState.BECAME:
        return signal.initiative_id is None and bool(signal.text)
    same_day = signal.handled_at is not None and timezone.localdate(signal.handled_at) == timezone.localdate(at)
    return signal.state == SignalState.LAPSED and signal.handled_by_id is not None and same_day


def reopen_signal(signal: Signal, *, by: User, at: datetime) -> None:
    """Back in the list, as if nothing was done; twice is once."""
    if not Signal.objects.visible_to(by).filter(pk=signal.pk).exists() or not roles_of(by).any:
        raise NotYours(_("Dit hoort niet bij uw functie."))
    if signal.is_new:
        return
    if not may_reopen(signal, at=at):
        raise NotNow(_("Terugzetten kan alleen op de dag zelf."))
    Signal.objects.filter(pk=signal.pk, state=signal.state, handled_at=signal.handled_at).update(
        state=SignalState.NEW, handled_by=None, handled_at=None
    )
