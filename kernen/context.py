"""What every template may know: whose site this is, its words, and the reader's roles."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kernen.models import Outage
from kernen.municipality import municipality_at
from kernen.roles import NOBODY, roles_of
from kernen.words import words


def municipality(_request: HttpRequest) -> dict[str, Any]:
    """`municipality`, `outages` and `words`, asked of the database only where a template uses them."""
    now = timezone.now()
    here = SimpleLazyObject(lambda: municipality_at(now))
    return {
        "municipality": here,
        "outages": SimpleLazyObject(lambda: list(Outage.objects.at(now)) if here and here.has_outage else []),
        "words": SimpleLazyObject(words),
    }


def my_roles(request: HttpRequest) -> dict[str, Any]:
    """`roles`: what the signed-in person may be."""
    user = getattr(request, "user", None)
    return {"roles": SimpleLazyObject(lambda: roles_of(user) if user else NOBODY)}
