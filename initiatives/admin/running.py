"""What /beheer/ says of running initiatives before something is taken out of use."""

from django.contrib import admin
from django.utils.translation import ngettext

from accounts.models import User
from initiatives.admin.reviews import ReviewedAccountAdmin
from initiatives.models import Initiative
from kernen.admin import beheer
from kernen.admin.places import KernAdmin
from kernen.admin.tables import PolicyDomainAdmin
from kernen.models import Kern, PolicyDomain

for model in (Kern, PolicyDomain, User):
    beheer.unregister(model)


@admin.register(Kern, site=beheer)
class KernWithInitiativesAdmin(KernAdmin):
    """Says how many initiatives still run there."""

    def consequences(self, obj: Kern) -> list[str]:
        """First what runs."""
        count = Initiative.objects.running().filter(kernen=obj).distinct().count()
        sentence = ngettext(
            "%(count)d lopend initiatief hoort bij deze kern en houdt hem.",
            "%(count)d lopende initiatieven horen bij deze kern en houden hem.",
            count,
        )
        return [*([sentence % {"count": count}] if count else []), *super().consequences(obj)]


@admin.register(PolicyDomain, site=beheer)
class DomainWithInitiativesAdmin(PolicyDomainAdmin):
    """Says how many initiatives still run there."""

    def consequences(self, obj: PolicyDomain) -> list[str]:
        """First what runs."""
        count = Initiative.objects.running().filter(lead_domain=obj).count()
        sentence = ngettext(
            "%(count)d lopend initiatief hoort bij dit domein. Wijs het eerst opnieuw toe.",
            "%(count)d lopende initiatieven horen bij dit domein. Wijs ze eerst opnieuw toe.",
            count,
        )
        return [*([sentence % {"count": count}] if count else []), *super().consequences(obj)]


@admin.register(User, site=beheer)
class AccountWithInitiativesAdmin(ReviewedAccountAdmin):
    """Says how many initiatives this person still leads."""

    def consequences(self, user: User) -> list[str]:
        """First what runs."""
        count = Initiative.objects.running().filter(officer=user).count()
        sentence = ngettext(
            "%(count)d lopend initiatief ligt bij deze persoon. Wijs het aan een ander toe.",
            "%(count)d lopende initiatieven liggen bij deze persoon. Wijs ze aan een ander toe.",
            count,
        )
        return [*([sentence % {"count": count}] if count else []), *super().consequences(user)]
