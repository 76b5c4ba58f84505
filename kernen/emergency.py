"""Breaking the glass: half an hour long an administrator sees what is closed, and who must know hears it at once."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from kernen.models import BreakGlass, Role, RoleHolding
from kernen.municipality import find_municipality
from kernen.roles import roles_of

# How long the glass stays broken; whoever needs longer says why once more.
LASTS = timedelta(minutes=30)


class NotAdministrator(Exception):
    """Only who holds the role of functional administrator today may do this."""


class NobodyHears(Exception):
    """Without somebody who keeps an eye on it the glass stays whole."""


def open_emergency(*, user: User, reason: str, at: datetime, form_key: UUID | None = None) -> BreakGlass:
    """Half an hour of reading what is closed; internal coordinators and privacy officer get a mail in the same breath.

    Where one runs already, that one. Raises NotAdministrator for anybody else, NobodyHears when nobody can be told.
    """
    if not roles_of(user).is_functional_admin:
        raise NotAdministrator
    with transaction.atomic():
        # Whoever presses twice at the same moment waits here, and finds the first.
        User.objects.select_for_update().get(pk=user.pk)
        if running := BreakGlass.objects.open_at(at).filter(user=user).first():
            return running
        told = people_told(user, on=timezone.localdate(at))
        if not told:
            raise NobodyHears
        opened = BreakGlass.objects.create(
            user=user, reason=reason, started_at=at, ends_at=at + LASTS, form_key=form_key
        )
        _tell(opened, told, times=times_today(user, at=at))
    _look_again(user)
    return opened


def close_emergency(*, user: User, at: datetime) -> int:
    """The glass is whole again at once; the number that was open."""
    closed = BreakGlass.objects.open_at(at).filter(user=user).update(closed_at=at)
    _look_again(user)
    return closed


def times_today(user: User, *, at: datetime) -> int:
    """How often this person broke the glass on this day, the present time included."""
    return BreakGlass.objects.filter(user=user, started_at__date=timezone.localdate(at)).count()


def _look_again(user: User) -> None:
    """What this person may do is asked anew."""
    user.__dict__.pop("_roles_on", None)


def _tell(opened: BreakGlass, told: Iterable[str], *, times: int) -> None:
    """A mail to everybody who keeps an eye on it; nothing about any resident is in it."""
    again = _("Dit is vandaag keer nummer %d.\n\n") % times if times > 1 else ""
    body = _(
        "%(name)s heeft noodtoegang geopend in Burgerkracht en kan tot %(until)s alle initiatieven lezen.\n\n"
        "De reden: %(reason)s\n\n"
        "%(again)s"
        "Wat er in die tijd wordt bekeken, staat in het logboek van inzage. Klopt dit niet? Bel dan meteen de "
        "beheerder en de functionaris gegevensbescherming."
    ) % {
        "name": opened.user.name,
        "until": f"{timezone.localtime(opened.ends_at):%H:%M}",
        "reason": opened.reason,
        "again": again,
    }
    for address in told:
        send_mail(_("Noodtoegang geopend"), body, None, [address])


def people_told(user: User, *, on: date) -> list[str]:
    """The addresses of the internal coordinators of this day and of the privacy officer, never one's own."""
    holdings = RoleHolding.objects.current(on).filter(role=Role.INTERNAL_COORDINATOR).exclude(user=user)
    addresses = list(holdings.people().order_by("pk").values_list("email", flat=True))
    municipality = find_municipality()
    if municipality and municipality.privacy_officer_email not in ("", user.email):
        addresses.append(municipality.privacy_officer_email)
    return list(dict.fromkeys(addresses))
