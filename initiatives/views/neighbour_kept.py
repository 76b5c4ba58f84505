"""What this browser remembers of one question to the neighbourhood: sealed, and only for as long as it is of use."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from initiatives.models import SupportCheck, SupportCode
from initiatives.views.card import open_code, seal_code

KEY = "neighbour"
# So long somebody who answers once more may be the same person; who comes later is somebody else.
SAME_PERSON = timedelta(minutes=30)


def _kept(request: HttpRequest, check: SupportCheck) -> Mapping[str, Any]:
    """All of it; nothing for who comes to read."""
    kept: Mapping[str, Any] = request.session.get(KEY, {}).get(str(check.pk), {})
    return kept


def _keep(request: HttpRequest, check: SupportCheck, facts: Mapping[str, Any]) -> None:
    """In place of what was kept."""
    request.session[KEY] = request.session.get(KEY, {}) | {str(check.pk): dict(facts)}


def was_here(request: HttpRequest, check: SupportCheck) -> bool:
    """Whether the form was opened in this browser."""
    return bool(_kept(request, check))


def open_for(request: HttpRequest, check: SupportCheck) -> None:
    """From here on this browser has a session, so that two presses of one button meet in it."""
    if not was_here(request, check):
        _keep(request, check, {"opened": True})


def keep_typed_code(request: HttpRequest, check: SupportCheck, code: str) -> None:
    """Typed at the short address, so that it stands in the form without ever being in an address."""
    _keep(request, check, {**_kept(request, check), "typed": seal_code(code)})


def typed_code(request: HttpRequest, check: SupportCheck) -> str:
    """The code that was typed at the short address."""
    return open_code(_kept(request, check).get("typed", ""))


def remember_answer(
    request: HttpRequest, check: SupportCheck, *, code: SupportCode, answer: str, why: str, fresh: str
) -> None:
    """Until the page after it was shown, which is once; and for a while who it was, without a name."""
    sealed = seal_code(json.dumps({"answer": answer, "why": why, "code": fresh}))
    _keep(request, check, {"told": sealed, "given": code.pk, "at": timezone.now().timestamp()})


def take_answer(request: HttpRequest, check: SupportCheck) -> dict[str, str]:
    """What was answered, and it is gone; empty where it was shown before."""
    kept = dict(_kept(request, check))
    if not kept.get("told") or request.method != "GET":
        return {}
    told = open_code(kept.pop("told"))
    _keep(request, check, kept)
    said: dict[str, str] = json.loads(told) if told else {}
    return said


def is_told(request: HttpRequest, check: SupportCheck) -> bool:
    """Whether something still waits to be shown."""
    return "told" in _kept(request, check)


def answered_just_now(request: HttpRequest, check: SupportCheck) -> SupportCode | None:
    """The code under which this browser answered a short while ago."""
    kept = _kept(request, check)
    if timezone.now().timestamp() - kept.get("at", 0) > SAME_PERSON.total_seconds():
        return None
    return SupportCode.objects.filter(pk=kept.get("given", 0), poll=check, void_at=None).first()
