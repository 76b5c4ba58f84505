"""What allauth does differently here: nobody signs up, the administrator invites."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.backends import CurrentAccountBackend
from accounts.invitations import send_new_password_link
from accounts.models import User


class ClosedAccountAdapter(DefaultAccountAdapter):
    """Accounts are made in `/beheer/` alone."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en wachtwoord horen niet bij elkaar."),
        "too_many_login_attempts": _("Te vaak geprobeerd. Wacht vijf minuten en probeer het dan nog eens."),
        "incorrect_password": _("Dit wachtwoord klopt niet."),
        "incorrect_code": _("Deze code klopt niet, of is al gebruikt."),
        "enter_current_password": _("Dit is niet uw huidige wachtwoord."),
    }

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
