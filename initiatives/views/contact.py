"""Whom a resident calls: a person of the village where there is one, else the municipality itself."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.letters.readers import first_contact
from initiatives.models import Initiative
from kernen.models import Municipality
from kernen.municipality import get_municipality
from kernen.words import words_for_residents


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Whom to call."""

    function: str
    phone: str
    hours: str
    name: str = ""
    photo: str = ""


def contact_for(initiative: Initiative, *, on: date) -> Contact:
    """The external coordinator of the kern, the one who wrote it down first; else the municipality itself."""
    user = first_contact(initiative, on=on)
    if user is None:
        return municipal_contact(get_municipality())
    return coordinator_contact(user)


def coordinator_contact(user: User) -> Contact:
    """A coordinator with a number, and a face where there is one."""
    return Contact(
        function=words_for_residents()["external_coordinator"].singular,
        name=user.name,
        phone=user.phone,
        hours=user.phone_hours,
        photo=reverse("coordinator_photo", args=[user.pk]) if user.photo else "",
    )


def municipal_contact(municipality: Municipality) -> Contact:
    """The number that always answers."""
    return Contact(
        function=_("Gemeente %s") % municipality.name, phone=municipality.phone, hours=municipality.phone_hours
    )
