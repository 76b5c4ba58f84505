"""The secret address of somebody's own calendar: made, replaced, withdrawn; and what may be read there."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.letters.calendar import Entry, Method, Standing, write_calendar
from initiatives.letters.invitations import place_of, staff_sequence
from initiatives.models import Appointment, CalendarFeed, Initiative
from initiatives.models.appointment import STANDING, AppointmentState
from initiatives.relations import ROW_OF, Relation
from kernen.municipality import get_municipality
from kernen.roles import Roles, roles_of

BYTES = 32
# What is longer ago stands in no diary any more.
LOOKS_BACK = timedelta(days=180)
SHOWN = (*STANDING, AppointmentState.HELD)


def make_feed(user: User, *, at: datetime) -> str:
    """A new address, shown once; the one before it works no longer."""
    token = secrets.token_urlsafe(BYTES)
    CalendarFeed.objects.update_or_create(user=user, defaults={"token_hash": _hash(token), "created_at": at})
    return token


def withdraw_feed(user: User) -> bool:
    """Nobody reads it any more; whether there was one."""
    gone, _rows = CalendarFeed.objects.filter(user=user).delete()
    return bool(gone)


def reader_of(token: str, *, at: datetime) -> User | None:
    """Whose address this is; None for one that does not exist, was withdrawn, or of who no longer works here."""
    feed = CalendarFeed.objects.filter(token_hash=_hash(token)).select_related("user").first()
    return feed.user if feed and not feed.user.has_ended(timezone.localdate(at)) else None


def _hash(token: str) -> str:
    """What is kept of a token; 256 random bits need no key and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def write_feed(user: User, *, at: datetime) -> str:
    """The appointments of this person as a calendar subscribes to them; numbers, and nobody's name or home."""
    entries = [entry for talk in _talks_of(user, at=at) for entry in _entries(talk, at=at)]
    return write_calendar(entries, method=Method.PUBLISH, municipality=get_municipality(), name=_("Initiatieven"))


def _talks_of(user: User, *, at: datetime) -> list[Appointment]:
    """Where one is the officer, made it for another, or is the external coordinator; as far as one may see it."""
    roles = roles_of(user)
    mine = Q(officer=user) | Q(planned_by=user) | Q(initiative__in=_coordinated(roles))
    recent = Q(starts_at=None) | Q(starts_at__gte=at - LOOKS_BACK)
    visible = Initiative.objects.visible_to(user).values("pk")
    found = Appointment.objects.filter(mine, recent, initiative__in=visible, state__in=SHOWN)
    return list(
        found.select_related("initiative").prefetch_related("moments", "initiative__assignments").order_by("pk")
    )


def _coordinated(roles: Roles) -> object:
    """The initiatives of one's own kernen; for the internal coordinator that would be all there are."""
    row = ROW_OF[Relation.EXTERNAL_COORDINATOR]
    return Initiative.objects.filter(row.q(roles)).values("pk")


def _entries(talk: Appointment, *, at: datetime) -> list[Entry]:
    """The moment that stands, or every moment that is kept free."""
    initiative = talk.initiative
    if talk.starts_at:
        times = [(f"afspraak-{talk.pk}", talk.starts_at, Standing.CONFIRMED)]
    else:
        rows = talk.moments.all()
        times = [(f"afspraak-{talk.pk}-{row.pk}", row.starts_at, Standing.TENTATIVE) for row in rows]
    summary = _("Gesprek %s") if talk.starts_at else _("Voorgesteld: gesprek %s")
    return [
        Entry(
            key=key,
            starts_at=starts_at,
            minutes=talk.minutes,
            summary=summary % initiative.reference,
            place=place_of(talk, outside=True),
            written_at=at,
            sequence=staff_sequence(talk),
            standing=standing,
            url=f"{settings.SITE_URL}{initiative.get_absolute_url()}",
        )
        for key, starts_at, standing in times
    ]
