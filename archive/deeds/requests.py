"""Requests of persons about their own data: opened, answered within a month, and said in time that the month ends."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from archive.deeds.tell import holders_of, tell_once
from archive.models import PersonRequest
from kernen.models import Role
from kernen.workdays import months_after

# So long before the end, and on the last day, the internal coordinator hears it.
SOON = timedelta(days=7)
# Months (AVG 12 lid 3).
ANSWER_WITHIN = 1


def open_request(*, asks: str, received_on: date, by: User, form_key: UUID) -> PersonRequest:
    """A request, with its last day; a second press finds the first."""
    try:
        with transaction.atomic():
            return PersonRequest.objects.create(
                asks=asks,
                received_on=received_on,
                due_on=months_after(received_on, ANSWER_WITHIN),
                handled_by=by,
                form_key=form_key,
            )
    except IntegrityError:
        return PersonRequest.objects.get(form_key=form_key)


def answer_request(request: PersonRequest, *, kept_because: str, by: User, at: datetime) -> bool:
    """The person heard from us; False where somebody wrote that down already."""
    rows = PersonRequest.objects.filter(pk=request.pk, answered_at=None)
    return bool(rows.update(answered_at=at, kept_because=kept_because, handled_by=by))


def tell_what_is_due(*, now: datetime) -> str:
    """A mail to every internal coordinator, a week before the last day and on it; each once. For the night round."""
    today, told = timezone.localdate(now), 0
    for request in PersonRequest.objects.filter(answered_at=None, due_on__lte=today + SOON).order_by("due_on", "pk"):
        moment = "laatste-dag" if request.due_on <= today else "week"
        for user in holders_of(Role.INTERNAL_COORDINATOR, on=today):
            told += _tell(request, user, once=f"avg-{request.pk}-{user.pk}-{moment}", now=now)
    return _("%s keer gezegd dat een AVG-verzoek antwoord nodig heeft") % told if told else ""


def _tell(request: PersonRequest, user: User, *, once: str, now: datetime) -> bool:
    """One mail; nobody is named in it."""
    address = settings.SITE_URL + reverse("person_request", args=[request.pk])
    said = _("Een inwoner vroeg naar de eigen gegevens en kreeg nog geen antwoord. Het verzoek: %s") % address
    subject = _("AVG-verzoek: antwoord uiterlijk %s") % f"{request.due_on:%d-%m-%Y}"
    return tell_once(user, subject=subject, body=said, once=once, now=now)
