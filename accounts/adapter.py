"""What allauth does differently here: nobody signs up, the administrator invites."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.backends import CurrentAccountBackend
from accounts.invitations import send_new_password_link
from accounts.models import User
from accounts.sessions import KEPT, begin
from accounts.throttle import client_address, network_of


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made in `/beheer/` alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": _("Te vaak geprobeerd. Wacht vijf minuten en probeer het dan nog eens."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt."),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
    }

    def get_login_stages(self) -> list[str]:
        """After the password one step more, and nothing else."""
        return ["accounts.stages.SecondStep"]

    def get_client_ip(self, request: HttpRequest) -> str:
        """Whom a try is counted against: our own proxies are believed about it, a visitor never."""
        return network_of(client_address(request.META))

    def login(self, request: HttpRequest, user: User) -> None:
        """From now on the session has an age."""
        super().login(request, user)
        begin(request.session, at=timezone.now())

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who asked for no other page and was writing when the session ended, finds that first."""
        page: str = reverse("resume") if KEPT in request.session else super().get_login_redirect_url(request)
        return page

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """The password, the code, the passkey; for who is known to the directory that too, last."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if isinstance(user, User) and settings.OIDC_ISSUER and SocialAccount.objects.filter(user=user).exists():
            ways.append({"id": "directory", "description": _("Uw werkaccount"), "url": reverse("sso_again")})
        return ways

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: there is no sign-up."""
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """An account past its last day hears so, instead of being asked for a code first."""
        if not CurrentAccountBackend().user_can_authenticate(user):
            clear_login(request)
            answer: HttpResponse = self.respond_user_inactive(request, user)
            return answer
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Who forgot the password gets a link; who no longer works here gets nothing."""
        if CurrentAccountBackend().user_can_authenticate(user):
            send_new_password_link(user=user, link=context["password_reset_url"])
