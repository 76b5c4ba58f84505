"""Whether somebody proved twice who they are, in this very session."""

from enum import Enum

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet
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


def factors_of(user: User | OuterRef) -> QuerySet[Authenticator]:
    """What somebody proves for the second time who they are with."""
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type__in=FACTORS)
    return found


def has_factor(user: User, *, besides: Authenticator | None = None) -> bool:
    """Whether this person has a second step, also when that one would be taken away."""
    if besides is not None:
        return factors_of(user).exclude(pk=besides.pk).exists()
    # At the start of a request it was asked along with the person.
    known: bool | None = getattr(user, "second_step_set", None)
    return factors_of(user).exists() if known is None else known


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
