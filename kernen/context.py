"""What every template may know: whose site this is, its words, and the reader's roles."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from kernen.municipality import find_municipality, outages_at
from kernen.roles import NOBODY, roles_of
from kernen.words import words


def municipality(_request: HttpRequest) -> dict[str, Any]:
    """`municipality`, `outages` and `words`, asked of the database only where a template uses them."""
    now = timezone.now()
    return {
        "municipality": SimpleLazyObject(find_municipality),
        "outages": SimpleLazyObject(lambda: outages_at(now)),
        "words": SimpleLazyObject(words),
    }


def my_roles(request: HttpRequest) -> dict[str, Any]:
    """`roles`: what the signed-in person may be."""
    user = getattr(request, "user", None)
    return {"roles": SimpleLazyObject(lambda: roles_of(user) if user else NOBODY)}
