"""Sessions end by themselves, sooner for who can do more harm; what was being typed is kept until signing in again."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from accounts.kept_form import forget_when_sent, keep
from accounts.models import User
from accounts.sessions import BEGAN, ENDED, ROUGHLY, SEEN
from accounts.typed import fields_of, words_in
from kernen.models import Role
from kernen.roles import roles_of


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long a session lives without and with being used."""

    idle: timedelta
    whole: timedelta

    @property
    def idle_minutes(self) -> int:
        """For a page."""
        return int(self.idle.total_seconds()) // 60

    @property
    def whole_hours(self) -> int:
        """For a page."""
        return int(self.whole.total_seconds()) // 3600


USUAL = Limits(idle=timedelta(minutes=30), whole=timedelta(hours=10))
# On a device that is not the municipality's, or with the keys of the house.
SHORT = Limits(idle=timedelta(minutes=15), whole=timedelta(hours=8))
SHORT_ROLES = frozenset({Role.EXTERNAL_COORDINATOR, Role.GGD_ADVISER, Role.FUNCTIONAL_ADMIN})


def limits_of(user: User) -> Limits:
    """By role, the shortest of all that somebody holds; outside people have the short ones whatever they do."""
    return SHORT if user.organisation or roles_of(user).kinds & SHORT_ROLES else USUAL


class SessionEnds:
    """Stands between knowing who it is and asking who is nobody to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User):
            if is_over(request, user, now=int(timezone.now().timestamp())):
                logout(request)
                request.session[ENDED] = user.pk
            else:
                forget_when_sent(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object
    ) -> HttpResponse | None:
        """A form that somebody signed out sends is not thrown away."""
        if request.method != "POST" or request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        # Also when it ended a moment before, by a click in another tab.
        owner = request.session.get(ENDED)
        kept = owner is not None and keep(request, owner=owner)
        next_page = reverse("resume") if kept else page_of_the_form(request)
        context = {
            "kept": kept,
            **words_in(fields_of(request)),
            "sign_in": f"{reverse('account_login')}?{urlencode({'next': next_page})}",
        }
        return render(request, "403_signed_out.html", context, status=403)


def page_of_the_form(request: HttpRequest) -> str:
    """Where the form stood, to go back to: its own address may take nothing but forms."""
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return reverse("work")
    parts = urlsplit(page)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def is_over(request: HttpRequest, user: User, *, now: int) -> bool:
    """Whether this session has lived too long or lain still too long; notes that it was used when not."""
    session, limits = request.session, limits_of(user)
    began, seen = session.get(BEGAN, now), session.get(SEEN, now)
    if now - began > limits.whole.total_seconds() or now - seen > limits.idle.total_seconds():
        return True
    if SEEN not in session or now - seen > ROUGHLY:
        session[BEGAN], session[SEEN] = began, now
    return False
