"""What a letter may name, as plain text in the language of its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.letters.readers import first_contact
from initiatives.letters.receipt import heard_by
from initiatives.letters.tells import RECEIPTS
from initiatives.letters.turn import whose_turn
from initiatives.models import Appointment, Condition, Event, Initiative
from initiatives.models.appointment import STANDING, AppointmentState
from initiatives.models.decision import ConditionOwner
from initiatives.statuses import Status
from kernen.models import Municipality
from kernen.municipality import get_municipality


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One letter's worth of facts; what is not known is empty."""

    name: str
    sentence: str
    reference: str
    title: str
    label: str
    turn: str
    next_date: str
    to_do: str
    contact: str
    phone: str
    hours: str
    municipality: str
    site: str


class Told:
    """One event, and what everybody who is told of it reads: each thing asked of the database once."""

    def __init__(self, event: Event) -> None:
        self.event, self.initiative = event, event.initiative
        self.today = timezone.localdate(event.at)
        self._turns: dict[str, str] = {}

    def whose_turn(self) -> str:
        """Whose turn it is, in the language of now."""
        language = get_language() or settings.LANGUAGE_CODE
        if language not in self._turns:
            self._turns[language] = whose_turn(self.initiative)
        return self._turns[language]

    @cached_property
    def municipality(self) -> Municipality:
        """Who writes."""
        return get_municipality()

    @cached_property
    def contact(self) -> User | None:
        """Whom residents call: one number, that of a person where there is one."""
        return first_contact(self.initiative, on=self.today)

    @property
    def is_asked(self) -> bool:
        """Whether a question to the resident is open: just as long as it waits for the answer."""
        return self.initiative.status == Status.INFO_REQUESTED

    @cached_property
    def talk(self) -> Appointment | None:
        """Moments to choose from, or the one that stands: with the officer, so it falls away with the last of them."""
        if self.initiative.officer_id is None:
            return None
        return self.initiative.appointments.filter(state__in=STANDING).first()

    @cached_property
    def to_arrange(self) -> list[Condition]:
        """Conditions that the residents themselves see to, once the decision was told."""
        if self.initiative.informed_at is None or not self.initiative.is_running:
            return []
        return list(Condition.objects.standing(self.initiative).filter(owner=ConditionOwner.INITIATOR))


def read_facts(told: Told, *, name: str, sentence: str) -> Facts:
    """What this reader may be told after this event, in the language of now."""
    initiative, municipality, contact = told.initiative, told.municipality, told.contact
    promised = heard_by(initiative) if told.event.action in RECEIPTS else None
    return Facts(
        name=name,
        sentence=sentence,
        reference=initiative.reference or "",
        title=initiative.title,
        label=initiative.resident_label,
        turn=told.whose_turn(),
        next_date=_next_date(initiative, promised, today=told.today),
        to_do=to_do_after(told),
        contact=contact.name if contact else _("de gemeente %s") % municipality.name,
        phone=contact.phone if contact else municipality.phone,
        hours=contact.phone_hours if contact else municipality.phone_hours,
        municipality=municipality.name,
        site=site_to_follow(),
    )


def site_to_follow() -> str:
    """Where one looks with number and code, in the language of the reader; printed, so without a secret."""
    return f"{settings.SITE_URL}{reverse('status_sign_in')}".rstrip("/")


def _next_date(initiative: Initiative, promised: date | None, *, today: date) -> str:
    """The day by which something happens; a day that has passed, or would give a decision away, is not said."""
    day = promised or initiative.due_on
    if day is None or day < today or not initiative.is_running or initiative.is_untold:
        return ""
    return formats.date_format(day, "j F Y")


def to_do_after(told: Told) -> str:
    """What the resident has to do now, everything that is open; or that there is nothing."""
    return " ".join([*_asked(told), *_to_come(told), *_to_arrange(told)]) or nothing_to_do()


def nothing_to_do() -> str:
    """Said out loud: not knowing is what makes people worry."""
    return _("U hoeft nu niets te doen.")


def _asked(told: Told) -> Iterator[str]:
    """An open question, and a decision that was just told."""
    if told.event.action == "inform_initiator":
        yield _("Lees het besluit. Heeft u er een vraag over? Bel ons.")
    if told.is_asked:
        yield _("Geef antwoord op onze vraag. Dat kan op de website, per telefoon of per brief.")


def _to_come(told: Told) -> Iterator[str]:
    """What to do with the moments."""
    if told.talk:
        yield _of_talk()[AppointmentState(told.talk.state)]


def _of_talk() -> dict[AppointmentState, str]:
    """As long as it stands, by how far it is."""
    return {
        AppointmentState.OFFERED: _("Kies een moment voor de afspraak. Dat kan op de website of per telefoon."),
        AppointmentState.PLANNED: _("Kom naar de afspraak. Lukt het niet? Bel ons dan op tijd."),
    }


def say_of_talk(body: str, talk: Appointment | None) -> str:
    """A letter with what it asks about a talk as it is now; all else that was written or typed in it stays."""
    says = _of_talk()
    now = says.pop(AppointmentState(talk.state), "") if talk else ""
    for then in says.values():
        if now or then not in body:
            body = body.replace(then, now)
            continue
        # Beside another thing to do it is left out; alone, that there is nothing is said out loud.
        for beside in (f"{then} ", f". {then}"):
            body = body.replace(beside, beside.replace(then, "").rstrip())
        body = body.replace(then, nothing_to_do())
    return body


def _to_arrange(told: Told) -> Iterator[str]:
    """Each condition, with its day."""
    for condition in told.to_arrange:
        day = formats.date_format(condition.due_on, "j F Y")
        yield _("Regel dit voor %(day)s: %(what)s") % {"day": day, "what": condition.text.rstrip(".") + "."}
