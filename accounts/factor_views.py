"""My account: the app that makes codes, and ending every session."""

from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import views as totp
from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from django.views.generic.edit import FormView

from accounts.models import User
from accounts.second_step import note_second_step
from accounts.sessions import end_sessions
from accounts.sudo import ask_directory_again
from accounts.views import WithoutPlaceholders


class SetSecondStep(WithoutPlaceholders, totp.ActivateTOTPView):
    """The app that makes sign-in codes."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """After the question whether it is still you."""
        return ask_directory_again(request) or super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """The code that was typed counts as the second step of this session."""
        response: HttpResponse = super().form_valid(form)
        note_second_step(self.request, self.request.user, by="totp")
        return response


@method_decorator(reauthentication_required(app="allauth.mfa"), name="dispatch")
class ReplaceSecondStep(SetSecondStep):
    """Another phone: the old one works until the new one does."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Past the door of allauth that first wants the old one gone."""
        return FormView.dispatch(self, request, *args, **kwargs)

    def form_valid(self, form: forms.Form) -> HttpResponse:
        """The new one in the place of the old one, in one go."""
        with transaction.atomic():
            Authenticator.objects.filter(user=self.request.user, type=Authenticator.Type.TOTP).delete()
            return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page says that the old one stays for now."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"replaces": True}


class ProveByDirectory(TemplateView):
    """For who has no password here: sign in again there."""

    template_name = "account/sso_again.html"


@require_POST
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """Every session of mine but this one."""
    user = User.objects.get(pk=request.user.pk or 0)
    end_sessions(user=user)
    update_session_auth_hash(request, user)
    messages.success(request, _("U bent op alle andere apparaten uitgelogd."))
    return redirect("mfa_index")
