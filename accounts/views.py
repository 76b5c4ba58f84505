"""Signing in and choosing a password: the doors of allauth, with labels only and, in a demo, a list of accounts."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.passkey_views import for_the_script
from accounts.sessions import ENDED
from accounts.sudo import count_as_fresh

# The demo's accounts have these; both are printed on the sign-in page of a demo and exist nowhere else.
DEMO_ADDRESS, DEMO_PASSWORD = "@demo.example", "burgerkracht-demo"


def tidy(form: forms.Form) -> forms.Form:
    """Less its placeholders, and with a name for the code that a phone shows."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
    if "code" in form.fields:
        form.fields["code"].label = _("Code uit de app")
    return form


class WithoutPlaceholders:
    """A label says what a field is for; the same words inside the field only look as if it were filled in."""

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form of allauth, less its placeholders."""
        return tidy(super().get_form(form_class))  # type: ignore[misc]


class SignIn(WithoutPlaceholders, account.LoginView):
    """E-mail address and password; the second step follows."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """Who typed a password a moment ago is not asked for it again to set the second step."""
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            count_as_fresh(self.request)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Why one is here again, the other ways in, and in a demo also who one can be."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context |= {
            "was_ended": self.request.session.get(ENDED),
            "directory": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
            "directory_only": settings.OIDC_ONLY,
        }
        if settings.DEMO:
            context["demo_accounts"] = User.objects.filter(email__endswith=DEMO_ADDRESS).order_by("pk")
            context["demo_password"] = DEMO_PASSWORD
        return context


class ForgotPassword(WithoutPlaceholders, account.PasswordResetView):
    """Ask for a link by mail; the answer is the same for an address that nobody has."""


class ChoosePassword(WithoutPlaceholders, account.PasswordResetFromKeyView):
    """Where the link of an invitation or a forgotten password leads."""


class ChangePassword(WithoutPlaceholders, account.PasswordChangeView):
    """A new password for who is signed in."""


class ProvePassword(WithoutPlaceholders, account.ReauthenticateView):
    """The password once more, before something that matters."""


class PassSecondStep(mfa.AuthenticateView):
    """The code or the passkey after the password; a recovery code does as well."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a form as plain as the others, and the passkey for who has one."""
        context = for_the_script(super().get_context_data(**kwargs))
        tidy(context["form"])
        mine = Authenticator.objects.filter(user=self.stage.login.user)
        kinds = set(mine.values_list("type", flat=True))
        return context | {
            "has_passkey": Authenticator.Type.WEBAUTHN in kinds,
            "has_app": Authenticator.Type.TOTP in kinds,
        }


class ProveCode(WithoutPlaceholders, mfa.ReauthenticateView):
    """A code once more, before something that matters."""
