"""Signing in with the account of the municipality: to the directory, and back."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from requests import RequestException

from accounts.directory import AGAIN, PROVED_JUST_NOW, refuse
from accounts.provider import Conversation
from accounts.sudo import count_as_fresh

View = Callable[..., HttpResponse]


def by_password(view: View) -> View:
    """A door that is shut where the directory alone lets people in; the sign-in page itself can still be read."""

    @wraps(view)
    def enter(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_sign_in = request.resolver_match is not None and request.resolver_match.url_name == "account_login"
        if settings.OIDC_ONLY and not (is_sign_in and request.method == "GET"):
            return redirect("account_login")
        return view(request, *args, **kwargs)

    return enter


def directory_in_use() -> str:
    """The name under which the settings know the directory; raises Http404 where there is none."""
    for app in settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]:
        return str(app["provider_id"])
    raise Http404


def _in_a_sentence(request: HttpRequest, talk: Callable[[], HttpResponse]) -> HttpResponse:
    """A directory that is away or speaks another language is no fault of the visitor."""
    try:
        try:
            return talk()
        except (RequestException, AttributeError, LookupError, TypeError, ValueError) as error:
            sentence = _("Het inloggen met uw werkaccount werkt nu niet. Probeer het straks nog eens.")
            refuse(request, why=type(error).__name__, sentence=sentence)
    except ImmediateHttpResponse as answer:
        page: HttpResponse = answer.response
        return page


@login_not_required
@require_POST
def to_directory(request: HttpRequest) -> HttpResponse:
    """Off to the directory, with a question that only this browser can use the answer of."""
    if refusal := ratelimit.consume_or_429(request, app="allauth.account", action="login", limit_get=True):
        wait: HttpResponse = refusal
        return wait
    provider = get_adapter().get_provider(request, directory_in_use())
    wishes = provider.get_auth_params()
    again = AGAIN if AGAIN in request.POST else None
    if again:
        wishes |= {"prompt": "login", "max_age": "0"}
    where_to = get_next_redirect_url(request)

    def go() -> HttpResponse:
        answer: HttpResponse = provider.redirect(
            request, AuthProcess.LOGIN, next_url=where_to, data=again, auth_params=wishes
        )
        return answer

    return _in_a_sentence(request, go)


@login_not_required
def from_directory(request: HttpRequest) -> HttpResponse:
    """Back, with an answer that is checked before it is believed."""
    talk = OAuth2CallbackView.adapter_view(Conversation(request, directory_in_use()))
    response = _in_a_sentence(request, lambda: talk(request))
    if request.user.is_authenticated and getattr(request, PROVED_JUST_NOW, False):
        count_as_fresh(request)
    return response
