"""A tip: loose, perhaps anonymous, not yet an initiative and without a promise."""

from typing import ClassVar, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models.choices import SENSITIVE_REFERRALS, ReferralKind
from initiatives.models.initiative import Initiative
from initiatives.relations import NEVER, Relation, visible_q
from kernen.models import Kern
from kernen.roles import Roles, roles_of


class SignalState(models.TextChoices):
    """What became of it."""

    NEW = "new", _("nieuw")
    BECAME = "became", _("werd een initiatief")
    JOINED = "joined", _("gevoegd bij een initiatief")
    REFERRED = "referred", _("doorverwezen")
    LAPSED = "lapsed", _("vervallen")


class SignalKind(models.TextChoices):
    """What somebody wants to pass on; all but an idea are about an initiative that is there."""

    IDEA = "idea", _("heeft een idee")
    SUPPORT = "support", _("is het ermee eens")
    WORRY = "worry", _("heeft een zorg")
    JOIN = "join", _("wil meedoen")


# In these functions one reads what neighbours say about an initiative.
HEARS_NEIGHBOURS = (
    Relation.EXTERNAL_COORDINATOR,
    Relation.INTERNAL_COORDINATOR,
    Relation.KERNAMBTENAAR,
    Relation.LEAD_OFFICER,
)


def heard_by_q(roles: Roles) -> Q:
    """Ideas from one's own kernen; what neighbours say of an initiative one works on and may see."""
    everywhere = roles.is_internal_coordinator or roles.external_everywhere or roles.kernambtenaar_everywhere
    own = Q() if everywhere else Q(kern__in=roles.external_kernen | roles.kernambtenaar_kernen)
    theirs = Initiative.objects.filter(visible_q(roles, through=HEARS_NEIGHBOURS)).values("pk")
    ideas = own & Q(kind=SignalKind.IDEA) if roles.may_log else NEVER
    return ideas | (~Q(kind=SignalKind.IDEA) & Q(initiative__in=theirs))


class SignalQuerySet(models.QuerySet["Signal"]):
    """Signals, asked for by who looks."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """What this person hears; every page of signals goes through here."""
        return self.filter(heard_by_q(roles_of(user)))

    def waiting(self) -> Self:
        """Nobody has done anything with it yet."""
        return self.filter(state=SignalState.NEW)

    def handled(self) -> Self:
        """What was done with; of what is private nothing is listed."""
        return self.exclude(state=SignalState.NEW).exclude(referred_as__in=SENSITIVE_REFERRALS)

    def counted_only(self) -> Self:
        """People in need or in a quarrel who were helped on: a number and nothing else."""
        return self.filter(referred_as__in=SENSITIVE_REFERRALS)


class Signal(models.Model):
    """What somebody wrote at 'Ik heb een idee', or about an initiative in their street; never shown with a name.

    `initiative` is what a neighbour reacts to, or what an idea became or joined. Emptied when it is handled elsewhere
    or its term is over.
    """

    kind = models.CharField(_("soort"), max_length=10, choices=SignalKind, default=SignalKind.IDEA)

    kern = models.ForeignKey(Kern, models.PROTECT, null=True, related_name="signals", verbose_name=_("kern"))
    text = models.TextField(_("wat iemand schreef"), max_length=2000, blank=True)
    name = models.CharField(_("naam"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=30, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    may_call = models.BooleanField(_("mag gebeld worden"), default=False)
    state = models.CharField(_("stand"), max_length=10, choices=SignalState, default=SignalState.NEW)
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, related_name="signals")
    referred_as = models.CharField(_("doorverwezen als"), max_length=20, choices=ReferralKind, blank=True)
    note = models.TextField(_("wat is ermee gedaan"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("binnengekomen op"))
    handled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="signals_handled")
    handled_at = models.DateTimeField(_("afgehandeld op"), null=True)
    form_key = models.UUIDField(unique=True)

    objects: ClassVar[SignalQuerySet] = SignalQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("signaal")
        verbose_name_plural = _("signalen")
        indexes = (models.Index(fields=("kern", "created_at"), name="signal_open", condition=Q(state="new")),)
        constraints = (
            models.CheckConstraint(condition=Q(state__in=SignalState.values), name="signal_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=SignalKind.values), name="signal_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=SignalState.NEW, handled_at=None) | ~Q(state=SignalState.NEW),
                name="signal_new_is_not_handled",
            ),
        )

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_idea(self) -> bool:
        """An idea of its own, not something about an initiative that is there."""
        return self.kind == SignalKind.IDEA

    @property
    def is_new(self) -> bool:
        """Nobody has done anything with it yet."""
        return self.state == SignalState.NEW

    @property
    def is_private(self) -> bool:
        """Only the count is left."""
        return self.referred_as in SENSITIVE_REFERRALS

    @property
    def can_be_reached(self) -> bool:
        """Whether there is a number or an address."""
        return bool(self.phone or self.email)
