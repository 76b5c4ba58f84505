"""Whom the directory may let in: who was invited here, as the person it first vouched for."""

import logging
from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.backends import CurrentAccountBackend
from accounts.models import User
from accounts.stages import VOUCHED_FOR
from accounts.sudo import is_just_now

logger = logging.getLogger(__name__)

# What was asked of the directory, kept with the question: that it makes sure once more.
AGAIN = "again"
# What its answer leaves on the request that brought it.
PROVED_JUST_NOW = "directory_proved_just_now"


def refuse(request: HttpRequest, *, why: str, sentence: str) -> NoReturn:
    """The page that says what went wrong, and a line in the log without anybody's name; raises, as allauth wants."""
    logger.warning("single sign-on refused: %s", why)
    page = render(request, "account/sso_refused.html", {"sentence": sentence}, status=403)
    raise ImmediateHttpResponse(page)


class InvitedOnly(DefaultSocialAccountAdapter):
    """No sign-up, no connecting by hand: an account that was made here, found by its address and bound from then on."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Never."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Any:
        """The directory tells nothing about somebody that we do not know."""
        return sociallogin.user

    def on_authentication_error(self, request: HttpRequest, provider: Any, **about: Any) -> None:
        """Whatever was wrong: one page, which does not tell a stranger what."""
        refuse(
            request,
            why=f"{about.get('error')}: {type(about.get('exception')).__name__}",
            sentence=_("Het inloggen met uw werkaccount is niet gelukt. Probeer het nog eens."),
        )

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """The account that goes with this person, or a page that says why not."""
        claims: dict[str, Any] = sociallogin.claims
        user = sociallogin.user if sociallogin.is_existing else self._invited(request, sociallogin, claims)
        if not CurrentAccountBackend().user_can_authenticate(user):
            refuse(request, why="account ended", sentence=_("Met dit account kunt u niet meer inloggen."))
        if not sociallogin.is_existing:
            self._bind(request, sociallogin, user)
        if claims.get("acr") in settings.OIDC_ACR:
            setattr(request, VOUCHED_FOR, user.pk)
        self._look_when(request, sociallogin, claims)
        self.let_in(user=user, claims=claims)

    def let_in(self, *, user: User, claims: dict[str, Any]) -> None:
        """What else the claims mean; the floor above knows."""

    def _look_when(self, request: HttpRequest, sociallogin: SocialLogin, claims: dict[str, Any]) -> None:
        """Whether somebody proved it there a moment ago, or only has a session there that is still open."""
        fresh = is_just_now(claims.get("auth_time"))
        if sociallogin.state.get("data") == AGAIN and not fresh:
            sentence = _("De aanmeldserver vroeg niet opnieuw wie u bent. Vertel het de beheerder van Burgerkracht.")
            refuse(request, why="asked again, not proven again (auth_time)", sentence=sentence)
        setattr(request, PROVED_JUST_NOW, fresh)

    def _invited(self, request: HttpRequest, sociallogin: SocialLogin, claims: dict[str, Any]) -> User:
        """The first time: an invited account with this address, which nobody else of the directory has."""
        unknown = _("Er is hier geen account voor u. Vraag de beheerder van Burgerkracht om een uitnodiging.")
        email = str(claims.get("email") or "").strip().lower()
        if not email or not (claims.get("email_verified") is True or settings.OIDC_TRUST_EMAIL):
            refuse(request, why="no verified address", sentence=unknown)
        user = User.objects.filter(email=email).first()
        if user is None:
            refuse(request, why="no account", sentence=unknown)
        if SocialAccount.objects.filter(user=user, provider=sociallogin.account.provider).exists():
            # An address that went to a new colleague does not bring the account along.
            refuse(request, why="address of somebody else", sentence=unknown)
        return user

    def _bind(self, request: HttpRequest, sociallogin: SocialLogin, user: User) -> None:
        """From now on it is this person, whatever the address."""
        sociallogin.account.user = user
        try:
            with transaction.atomic():
                sociallogin.account.save()
        except IntegrityError:
            refuse(request, why="twice at once", sentence=_("Probeer het nog eens."))
        sociallogin.user = user
