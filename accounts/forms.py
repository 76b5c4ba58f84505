"""Forms for passkeys: a name of a decent length, and a sentence for whatever no browser would send."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60


@contextmanager
def in_a_sentence() -> Iterator[None]:
    """What is no answer of a passkey gets the sentence for a wrong one, whatever it breaks on."""
    try:
        yield
    except forms.ValidationError:
        raise
    except (ArithmeticError, AttributeError, InvalidSignature, LookupError, TypeError, ValueError) as error:
        raise get_adapter().validation_error("incorrect_code") from error


class CredentialField(forms.JSONField):
    """What the device said; nested deeper than any device would, it is no answer either."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """The answer; raises ValidationError for whatever no device gives."""
        try:
            return super().to_python(value)
        except RecursionError as error:
            raise get_adapter().validation_error("incorrect_code") from error

    def bound_data(self, data: Any, initial: Any) -> str:
        """An answer is used once; it is not put back in the page."""
        return ""

    def prepare_value(self, value: Any) -> str:
        """Empty, for the script to fill."""
        return ""


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """A passkey that can sign in by itself: the device asks for a finger, a face or a PIN."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Bijvoorbeeld: laptop van het werk. Zo herkent u hem later."),
    )
    credential = CredentialField()
    passwordless = forms.BooleanField(initial=True, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """With the answer of the device looked through."""
        with in_a_sentence():
            cleaned: dict[str, Any] = super().clean()
        return cleaned


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    """Another name."""

    name = forms.CharField(label=_("Naam"), max_length=LONGEST_NAME)


class _Sturdy:
    """An answer of a passkey."""

    def clean_credential(self) -> Authenticator:
        """The passkey that gave it."""
        with in_a_sentence():
            passkey: Authenticator = super().clean_credential()  # type: ignore[misc]
        return passkey


class PassWithPasskeyForm(_Sturdy, webauthn.AuthenticateWebAuthnForm):
    """As the second step."""

    credential = CredentialField()


class SignInWithPasskeyForm(_Sturdy, webauthn.LoginWebAuthnForm):
    """Instead of a password."""

    credential = CredentialField()


class ProveWithPasskeyForm(_Sturdy, webauthn.ReauthenticateWebAuthnForm):
    """Once more."""

    credential = CredentialField()
