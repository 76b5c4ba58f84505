"""Signing in and choosing a password: the doors of allauth, with labels only and, in a demo, a list of accounts."""

from typing import Any

from allauth.account import views as account
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.models import User

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
        proofs = self.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY)
        if self.request.user.is_authenticated and proofs:
            proofs[-1]["reauthenticated"] = True
            self.request.session.modified = True
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """In a demo also who one can be."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
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
    """The code after the password; a recovery code does as well."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With a form as plain as the others."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        tidy(context["form"])
        return context


class ProveCode(WithoutPlaceholders, mfa.ReauthenticateView):
    """A code once more, before something that matters."""


class SetSecondStep(WithoutPlaceholders, totp.ActivateTOTPView):
    """The app that makes sign-in codes."""
