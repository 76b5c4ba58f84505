"""Passkeys: add, rename, take away, and sign in with one."""

import json
from typing import Any

from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import flows
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse_lazy

from accounts.factors import SealedFactors
from accounts.second_step import note_second_step
from accounts.sudo import ask_directory_again


def for_the_script(context: dict[str, Any]) -> dict[str, Any]:
    """What the browser needs to ask the device, as text for an attribute: no script stands in a page."""
    [options] = context.pop("js_data").values()
    return context | {"passkey_options": json.dumps(options, cls=DjangoJSONEncoder)}


class AddPasskey(webauthn.AddWebAuthnView):
    """A device that vouches for its owner."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """After the question whether it is still you."""
        return ask_directory_again(request) or super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the question for the device."""
        return for_the_script(super().get_context_data(**kwargs))

    def form_valid(self, form: Form) -> HttpResponse:
        """Whoever added it has just shown it."""
        response: HttpResponse = super().form_valid(form)
        note_second_step(self.request, self.request.user, by="webauthn")
        return response


class RenamePasskey(webauthn.EditWebAuthnView):
    """Another name."""

    success_url = reverse_lazy("mfa_index")


class RemovePasskey(webauthn.RemoveWebAuthnView):
    """A device that is sold or lost; never the last second step."""

    request: HttpRequest
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Form) -> HttpResponse:
        """Gone, unless there would be no way back in."""
        adapter = SealedFactors()
        if not adapter.can_delete_authenticator(self.get_object()):
            messages.error(self.request, adapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        response: HttpResponse = super().form_valid(form)
        return response


class SignInWithPasskey(webauthn.LoginWebAuthnView):
    """Instead of a password and a code: the device asked for a finger, a face or a PIN."""

    request: HttpRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A question for the device; each is kept until it is answered, so not without end."""
        refusal: HttpResponse | None = ratelimit.consume_or_429(
            request, app="allauth.account", action="login", limit_get=True
        )
        return refusal or super().get(request, *args, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """In, and on to where one wanted to go."""
        passkey = form.cleaned_data["credential"]
        login = Login(user=passkey.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = flows.perform_passwordless_login(self.request, passkey, login)
        return response


class ProveWithPasskey(webauthn.ReauthenticateWebAuthnView):
    """The passkey once more, before something that matters."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the question for the device."""
        return for_the_script(super().get_context_data(**kwargs))
