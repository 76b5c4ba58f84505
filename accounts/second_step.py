"""Whether somebody proved twice who they are, in this very session."""

from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from accounts.models import User

# Recovery codes are no factor of their own: they stand in for one of these.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# How the session notes that the directory asked a second factor itself.
BY_DIRECTORY = "directory"


class Step(Enum):
    """How far somebody who is signed in has come."""

    PASSED = "passed"
    MISSING = "missing"
    UNPROVEN = "unproven"


def has_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    """Whether this person has a second step, also when that one would be taken away."""
    if besides is None:
        return bool(is_mfa_enabled(user, FACTORS))
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exclude(pk=besides.pk).exists())


def note_second_step(request: HttpRequest, user: User | AnonymousUser, *, by: str) -> None:
    """From here on, this session has proven a second factor of this kind."""
    record_authentication(request, user, "mfa", type=by)


def second_step(request: HttpRequest) -> Step:
    """How far the signed-in person came; a factor that was set elsewhere proves nothing about this session."""
    if settings.DEMO:
        return Step.PASSED
    proofs = {
        record.get("type")
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa"
    }
    if BY_DIRECTORY in proofs:
        return Step.PASSED
    if not isinstance(request.user, User) or not has_factor(request.user):
        return Step.MISSING
    return Step.PASSED if proofs else Step.UNPROVEN
