"""What every template may know of the installation itself."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from accounts.models import User
from accounts.second_step import Step, second_step
from accounts.sessions import BEGAN, ROUGHLY
from burgerkracht.session_ends import limits_of
from initiatives.views.status.session import IDLE, KEY


@dataclass(frozen=True, kw_only=True)
class Language:
    """A language this page can be read in, under the name its readers give it."""

    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Stay:
    """How long a page stays open, in seconds; `left` is put off by nothing. Whoever asks `url` is still there."""

    url: str
    idle: int
    left: int | None = None


def frame(request: HttpRequest) -> dict[str, object]:
    """`demo`: the municipality that this demonstration plays, or empty in earnest; `languages`: the choice on a page
    for residents, empty where there is nothing to choose, as on staff pages; `session_limits`: how long who is signed
    in stays so, asked where a template uses it; `stay` and `resident_stay`: the same for the page itself, to be said in
    time, None where nobody is in.
    """
    return {
        "demo": settings.DEMO,
        "languages": SimpleLazyObject(lambda: _same_page_elsewhere(request)),
        "session_limits": SimpleLazyObject(lambda: limits_of(request.user) if request.user.is_authenticated else None),
        "stay": SimpleLazyObject(lambda: _stay(request)),
        "resident_stay": SimpleLazyObject(lambda: _resident_stay(request)),
    }


def _stay(request: HttpRequest) -> Stay | None:
    """Of who is signed in, with both steps."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not hasattr(request, "session") or second_step(request) is not Step.PASSED:
        return None
    limits, now = limits_of(user), int(timezone.now().timestamp())
    left = request.session.get(BEGAN, now) + int(limits.whole.total_seconds()) - now
    return Stay(url=reverse("stay"), idle=_idle(limits.idle), left=max(left, 1))


def _resident_stay(request: HttpRequest) -> Stay | None:
    """Of who gave number and code."""
    return Stay(url=reverse("status_stay"), idle=_idle(IDLE)) if KEY in request.session else None


def _idle(limit: timedelta) -> int:
    """As a page may count on: the last look was perhaps not noted, being so short after the one before it."""
    return int(limit.total_seconds()) - ROUGHLY


def _same_page_elsewhere(request: HttpRequest) -> list[Language]:
    """This very page, question mark and all, in every language; a code somebody put there is not repeated."""
    if request.resolver_match is None:
        return []
    asked = request.GET.copy()
    asked.pop("code", None)
    here = f"{request.path}?{asked.urlencode()}" if asked else request.path
    choices = [
        Language(code=code, name=name, url=translate_url(here, code), is_current=code == get_language())
        for code, name in settings.LANGUAGES
    ]
    return choices if len({choice.url for choice in choices}) > 1 else []
