"""What a letter may name, as plain text in the language of its reader."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from initiatives.letters.readers import first_contact
from initiatives.letters.receipt import heard_by
from initiatives.letters.tells import RECEIPTS
from initiatives.letters.turn import whose_turn
from initiatives.models import Condition, Event, Initiative
from initiatives.models.appointment import STANDING, AppointmentState
from initiatives.models.decision import ConditionOwner
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


def read_facts(event: Event, *, name: str, sentence: str) -> Facts:
    """What this reader may be told after this event."""
    initiative, today = event.initiative, timezone.localdate(event.at)
    municipality = get_municipality()
    contact, phone, hours = contact_of(initiative, municipality, on=today)
    return Facts(
        name=name,
        sentence=sentence,
        reference=initiative.reference or "",
        title=initiative.title,
        label=initiative.resident_label,
        turn=whose_turn(initiative),
        next_date=_next_date(initiative, heard_by(initiative) if event.action in RECEIPTS else None, today=today),
        to_do=to_do_after(event),
        contact=contact,
        phone=phone,
        hours=hours,
        municipality=municipality.name,
        site=site_to_follow(),
    )


def site_to_follow() -> str:
    """Where one looks with number and code, in the language of the reader; printed, so without a secret."""
    return f"{settings.SITE_URL}{reverse('status_sign_in')}".rstrip("/")


def contact_of(initiative: Initiative, municipality: Municipality, *, on: date) -> tuple[str, str, str]:
    """Whom to call, the number and the hours: one number, that of a person where there is one."""
    user = first_contact(initiative, on=on)
    if user is None:
        return _("de gemeente %s") % municipality.name, municipality.phone, municipality.phone_hours
    return user.name, user.phone, user.phone_hours


def _next_date(initiative: Initiative, promised: date | None, *, today: date) -> str:
    """The day by which something happens; a day that has passed, or would give a decision away, is not said."""
    day = promised or initiative.due_on
    if day is None or day < today or not initiative.is_running or initiative.is_untold:
        return ""
    return formats.date_format(day, "j F Y")


def to_do_after(event: Event) -> str:
    """What the resident has to do now, everything that is open; or that there is nothing."""
    initiative = event.initiative
    return " ".join([*_asked(event), *_to_come(initiative), *_to_arrange(initiative)]) or nothing_to_do()


def nothing_to_do() -> str:
    """Said out loud: not knowing is what makes people worry."""
    return _("U hoeft nu niets te doen.")


def _asked(event: Event) -> Iterator[str]:
    """An open question, and a decision that was just told."""
    if event.action == "inform_initiator":
        yield _("Lees het besluit. Heeft u er een vraag over? Bel ons.")
    if event.initiative.info_requests.filter(closed_at=None).exists():
        yield _("Geef antwoord op onze vraag. Dat kan op de website, per telefoon of per brief.")


def _to_come(initiative: Initiative) -> Iterator[str]:
    """Moments to choose from, or the one that stands."""
    talk = initiative.appointments.filter(state__in=STANDING).first()
    if talk is None:
        return
    if talk.state == AppointmentState.OFFERED:
        yield _("Kies een moment voor de afspraak. Dat kan op de website of per telefoon.")
    else:
        yield _("Kom naar de afspraak. Lukt het niet? Bel ons dan op tijd.")


def _to_arrange(initiative: Initiative) -> Iterator[str]:
    """Conditions that the residents themselves see to, once the decision was told."""
    if initiative.informed_at is None or not initiative.is_running:
        return
    for condition in Condition.objects.standing(initiative).filter(owner=ConditionOwner.INITIATOR):
        day = formats.date_format(condition.due_on, "j F Y")
        yield _("Regel dit voor %(day)s: %(what)s") % {"day": day, "what": condition.text.rstrip(".") + "."}
