"""Signing in and choosing a password: the doors of allauth, with labels only and, in a demo, a list of accounts."""

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from django import forms
from django.conf import settings

from accounts.models import User

# The demo's accounts have these; both are printed on the sign-in page of a demo and exist nowhere else.
DEMO_ADDRESS, DEMO_PASSWORD = "@demo.example", "burgerkracht-demo"


class WithoutPlaceholders:
    """A label says what a field is for; the same words inside the field only look as if it were filled in."""

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form of allauth, less its placeholders."""
        form: forms.Form = super().get_form(form_class)  # type: ignore[misc]
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
        return form


class SignIn(WithoutPlaceholders, account.LoginView):  # type: ignore[misc]
    """E-mail address and password; the second step follows."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """In a demo also who one can be."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if settings.DEMO:
            context["demo_accounts"] = User.objects.filter(email__endswith=DEMO_ADDRESS).order_by("pk")
            context["demo_password"] = DEMO_PASSWORD
        return context


class ForgotPassword(WithoutPlaceholders, account.PasswordResetView):  # type: ignore[misc]
    """Ask for a link by mail; the answer is the same for an address that nobody has."""


class ChoosePassword(WithoutPlaceholders, account.PasswordResetFromKeyView):  # type: ignore[misc]
    """Where the link of an invitation or a forgotten password leads."""


class ChangePassword(WithoutPlaceholders, account.PasswordChangeView):  # type: ignore[misc]
    """A new password for who is signed in."""


class ProvePassword(WithoutPlaceholders, account.ReauthenticateView):  # type: ignore[misc]
    """The password once more, before something that matters."""


class ProveCode(WithoutPlaceholders, mfa.ReauthenticateView):  # type: ignore[misc]
    """A code once more, before something that matters."""


class SetSecondStep(WithoutPlaceholders, totp.ActivateTOTPView):  # type: ignore[misc]
    """The app that makes sign-in codes."""
