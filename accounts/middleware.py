"""No page with data before the second factor."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# What somebody without a second factor may still reach: to set one, and to leave.
OPEN_BEFORE = ("mfa_", "account_logout", "account_reauthenticate", "account_login", "health_")


class SecondFactorFirst:
    """Send who signed in without a second factor to the page that sets it; a demo alone does without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object
    ) -> HttpResponse | None:
        """None to go on, or the way to the page where the second factor is set."""
        user = request.user
        if settings.DEMO or not user.is_authenticated or not getattr(view, "login_required", True):
            return None
        match = request.resolver_match
        if match and (match.url_name or "").startswith(OPEN_BEFORE):
            return None
        return None if is_mfa_enabled(user) else redirect("mfa_activate_totp")
