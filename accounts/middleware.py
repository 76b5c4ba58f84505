"""No page with data before the second factor."""

from collections.abc import Callable

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.second_step import Step, second_step

# What somebody without a second factor may still reach: to set one, and to leave.
OPEN_BEFORE = frozenset(
    {"mfa_activate_totp", "mfa_add_webauthn", "account_logout", "account_reauthenticate", "sso_again"}
)


class SecondFactorFirst:
    """Send who signed in without a second factor to the page that sets it; a demo alone does without."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_args: object
    ) -> HttpResponse | None:
        """None to go on, or the way to the page where the second factor is set or asked."""
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        step = second_step(request)
        if step is Step.UNPROVEN:
            # Set in the meantime, by the owner in another browser: this session knows the password and no more.
            logout(request)
            return redirect_to_login(request.get_full_path())
        match = request.resolver_match
        if step is Step.PASSED or (match and match.url_name in OPEN_BEFORE):
            return None
        return redirect("mfa_activate_totp")
