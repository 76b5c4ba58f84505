"""What the directory of the municipality says about roles: only those that need no kern, domain or mandate."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.directory import InvitedOnly
from accounts.models import User
from kernen.models import Role, RoleHolding

# A role with a place or a mandate needs somebody who knows which; the keys of /beheer/ are handed over there alone.
BY_CLAIM = frozenset({Role.INTERNAL_COORDINATOR, Role.MANAGER, Role.GGD_ADVISER})


class DirectoryAdapter(InvitedOnly):
    """Single sign-on, with roles."""

    def let_in(self, *, user: User, claims: dict[str, Any]) -> None:
        """The roles follow the claim at every sign-in, if the municipality wants so."""
        if settings.OIDC_ROLE_CLAIM:
            said_at = datetime.fromtimestamp(claims["iat"], tz=UTC)
            follow_claims(user=user, said=said_in(claims), on=timezone.localdate(said_at))


def said_in(claims: dict[str, Any]) -> frozenset[str]:
    """The values of the claim; a claim that is not there has none."""
    value = claims.get(settings.OIDC_ROLE_CLAIM)
    values = value if isinstance(value, list) else [value]
    return frozenset(one for one in values if isinstance(one, str))


@transaction.atomic
def follow_claims(*, user: User, said: frozenset[str], on: date) -> None:
    """Start and end the roles that the settings leave to the directory; every other role stays as it is."""
    User.objects.get_queryset().select_for_update().get(pk=user.pk)
    mapped = {value: Role(role) for value, role in settings.OIDC_ROLES.items() if role in BY_CLAIM}
    wanted = {role for value, role in mapped.items() if value in said}
    current = RoleHolding.objects.current(on).filter(user=user)
    for holding in current.filter(role__in=set(mapped.values()) - wanted):
        holding.ends_on = on - timedelta(days=1)
        # Ended on the day it began: it ends before today all the same.
        holding.starts_on = min(holding.starts_on, holding.ends_on)
        holding.save(update_fields=["starts_on", "ends_on"])
    held = set(current.values_list("role", flat=True))
    RoleHolding.objects.bulk_create(
        RoleHolding(user=user, role=role, starts_on=on) for role in sorted(wanted) if role not in held
    )
