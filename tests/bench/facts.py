"""In a process of its own: who is signed in at the bench, and which pages there are to ask for."""

import json
import sys
from typing import Any

import django

if __name__ == "__main__":
    django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.models import User
from initiatives.models import Initiative, SavedView
from initiatives.statuses import Status
from initiatives.views.status.session import KEY
from kernen.models import Kern, PolicyDomain, Role
from tests.factories import sign_in

# One more than there are clients at once, so that nobody waits for the row of another's session.
SEATS = 9
OPENED = 20


def read_facts() -> dict[str, Any]:
    """What the pages of `pages.py` need to know, as JSON takes it."""
    kern, domain = Kern.objects.order_by("pk")[0], PolicyDomain.objects.filter(role_holdings__isnull=False)[0]
    told = Initiative.objects.filter(status__in=(Status.IN_REALISATION, Status.HANDED_OVER)).order_by("-pk")
    public = Initiative.objects.published().filter(kern_links__kern=kern, kern_links__is_lead=True).order_by("-pk")
    return {
        "sessions": {role: [_session(role, seat) for seat in range(SEATS)] for role in WHO}
        | {"floor": [_floor_session() for _seat in range(SEATS)]},
        "residents": [_resident(initiative) for initiative in told[:SEATS]],
        "kern": kern.pk,
        "slug": kern.slug,
        "domain": domain.pk,
        "saved": SavedView.objects.order_by("pk").values_list("query", flat=True)[0],
        "told": list(told.values_list("reference", flat=True)[:OPENED]),
        "public": list(public.values_list("reference", flat=True)[:OPENED]),
        "moved": _to_move(),
        "today": timezone.localdate().isoformat(),
    }


WHO = {
    "coordinator": Role.INTERNAL_COORDINATOR,
    "external": Role.EXTERNAL_COORDINATOR,
    "officer": Role.BELEIDSMEDEWERKER,
}


def _session(who: str, seat: int) -> str:
    """One of the people in this function, signed in with both steps."""
    people = list(User.objects.filter(role_holdings__role=WHO[who]).order_by("pk"))
    return str(sign_in(people[seat % len(people) if who == "coordinator" else 0]).session.session_key)


def _floor_session() -> str:
    """The same person as the floor knows them: it has no second step to remember."""
    user = User.objects.filter(role_holdings__role=Role.INTERNAL_COORDINATOR).order_by("pk")[0]
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _resident(initiative: Initiative) -> str:
    """Somebody who typed number and code."""
    session = SessionStore()
    session[KEY] = {"pk": initiative.pk, "code": initiative.access_code_hash, "seen": timezone.now().timestamp()}
    session.create()
    return str(session.session_key)


def _to_move() -> list[list[object]]:
    """Number and version of ideas that can be handed on to the town hall; False: they are not there yet."""
    rows = Initiative.objects.filter(status=Status.EXPLORING, is_confidential=False).order_by("-pk")
    # What the bench wrote down before is not whole enough to be handed on.
    rows = rows.exclude(description="")
    return [[str(reference), version, False] for reference, version in rows.values_list("reference", "version")[:SEATS]]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_facts()))
