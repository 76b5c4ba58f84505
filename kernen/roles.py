"""What a person may be today: the roles they hold, as plain sets that never query again."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.models import User
from kernen.models import BreakGlass, Role, RoleHolding

# Without a ceiling of its own a mandate covers every amount (euro cents).
NO_CEILING = 10**15


@dataclass(frozen=True, kw_only=True)
class Roles:
    """The roles one person holds on one day."""

    user_id: int | None = None
    kinds: frozenset[str] = frozenset()
    external_kernen: frozenset[int] = frozenset()
    external_everywhere: bool = False
    kernambtenaar_kernen: frozenset[int] = frozenset()
    kernambtenaar_everywhere: bool = False
    domains: frozenset[int] = frozenset()
    ceiling_cents: int = field(default=-1)
    # Until when this functional administrator sees what is closed, and the reason given for it.
    emergency_until: datetime | None = None
    emergency_reason: str = ""

    @property
    def any(self) -> bool:
        """Holds at least one role."""
        return bool(self.kinds)

    @property
    def is_external_coordinator(self) -> bool:
        """Externe coördinator of at least one kern."""
        return Role.EXTERNAL_COORDINATOR in self.kinds

    @property
    def is_internal_coordinator(self) -> bool:
        """Interne coördinator."""
        return Role.INTERNAL_COORDINATOR in self.kinds

    @property
    def is_beleidsmedewerker(self) -> bool:
        """Beleidsmedewerker of at least one domain."""
        return Role.BELEIDSMEDEWERKER in self.kinds

    @property
    def is_kernambtenaar(self) -> bool:
        """Kernambtenaar of at least one kern."""
        return Role.KERNAMBTENAAR in self.kinds

    @property
    def is_decider(self) -> bool:
        """Decides up to a mandate."""
        return Role.DECIDER in self.kinds

    @property
    def is_manager(self) -> bool:
        """Member of the management team."""
        return Role.MANAGER in self.kinds

    @property
    def is_functional_admin(self) -> bool:
        """Functioneel beheerder."""
        return Role.FUNCTIONAL_ADMIN in self.kinds

    @property
    def in_emergency(self) -> bool:
        """Functioneel beheerder who broke the glass less than half an hour ago."""
        return self.is_functional_admin and self.emergency_until is not None

    @property
    def may_hand_over(self) -> bool:
        """Who hands over the work of who leaves: internal coordinators, and who ends accounts; not behind broken glass,
        where everything is read and nothing is done.
        """
        return self.is_internal_coordinator or (self.is_functional_admin and not self.in_emergency)

    @property
    def may_approve_destruction(self) -> bool:
        """Approves, or gives back, what another proposed to destroy; not behind broken glass either."""
        return self.is_functional_admin and not self.in_emergency

    @property
    def is_ggd_adviser(self) -> bool:
        """Adviser of the public health service."""
        return Role.GGD_ADVISER in self.kinds

    @property
    def own_kernen(self) -> frozenset[int]:
        """The kernen this person was named for, as coordinator or as kernambtenaar."""
        return self.external_kernen | self.kernambtenaar_kernen

    @property
    def stands_for_all(self) -> bool:
        """Keeps the affairs of every kern: the internal coordinator, and who was named for all of them."""
        return self.is_internal_coordinator or self.external_everywhere or self.kernambtenaar_everywhere

    @property
    def only_kern(self) -> int | None:
        """The one kern this person stands for; None for who stands for more, for all or for none."""
        named_for_all = self.external_everywhere or self.kernambtenaar_everywhere
        return min(self.own_kernen) if len(self.own_kernen) == 1 and not named_for_all else None

    @property
    def may_log(self) -> bool:
        """May write down a resident's idea."""
        return self.is_external_coordinator or self.is_internal_coordinator or self.is_kernambtenaar


NOBODY = Roles()


def roles_of(user: User | AnonymousUser, *, on: date | None = None) -> Roles:
    """The roles this person holds, asked of the database once per request (the user object lives that long)."""
    if not isinstance(user, User):
        return NOBODY
    day = on or timezone.localdate()
    cached: tuple[date, Roles] | None = user.__dict__.get("_roles_on")
    if cached is None or cached[0] != day:
        cached = user.__dict__["_roles_on"] = (day, _load(user, on=day))
    return cached[1]


def _load(user: User, *, on: date) -> Roles:
    """One query, and for who may break the glass another one."""
    held = list(RoleHolding.objects.current(on).filter(user=user).select_related("mandate"))
    external = [h for h in held if h.role == Role.EXTERNAL_COORDINATOR]
    of_kern = [h for h in held if h.role == Role.KERNAMBTENAAR]
    ceilings = [NO_CEILING if h.mandate.ceiling_cents is None else h.mandate.ceiling_cents for h in held if h.mandate]
    kinds = frozenset(h.role for h in held)
    emergency = _open_emergency(user) if Role.FUNCTIONAL_ADMIN in kinds else None
    return Roles(
        user_id=user.pk,
        kinds=kinds,
        external_kernen=frozenset(h.kern_id for h in external if h.kern_id),
        external_everywhere=any(h.all_kernen for h in external),
        kernambtenaar_kernen=frozenset(h.kern_id for h in of_kern if h.kern_id),
        kernambtenaar_everywhere=any(h.all_kernen for h in of_kern),
        domains=frozenset(h.domain_id for h in held if h.domain_id),
        ceiling_cents=max(ceilings, default=-1),
        emergency_until=emergency.ends_at if emergency else None,
        emergency_reason=emergency.reason if emergency else "",
    )


def _open_emergency(user: User) -> BreakGlass | None:
    """The emergency access of this person that runs at this moment."""
    return BreakGlass.objects.open_at(timezone.now()).filter(user=user).order_by("-ends_at").first()
