"""Domains, terms, holidays, money and words in /beheer/."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.models import User
from kernen.admin.archive import ArchiveAdmin
from kernen.admin.site import BeheerAdmin, beheer
from kernen.fields import show_euros
from kernen.forms import EnoughRuleForm, FundingSourceForm, MandateForm, PolicyDomainForm
from kernen.models import Enough, EnoughRule, FundingSource, Holiday, Mandate, Outage, PolicyDomain, Term, Word


@admin.register(PolicyDomain, site=beheer)
class PolicyDomainAdmin(ArchiveAdmin[PolicyDomain]):
    """The desks of the town hall."""

    form = PolicyDomainForm
    list_display = ("name", "resident_word", "default_officer", "deputy_officer", "archived_on")
    list_select_related = ("default_officer", "deputy_officer")
    search_fields = ("name", "keywords")
    ordering = ("name",)

    def choices_for(self, name: str, rows: Any) -> Any:
        """Officers who work here today."""
        rows = super().choices_for(name, rows)
        return rows.current(timezone.localdate()).order_by("name") if rows.model is User else rows


@admin.register(Term, site=beheer)
class TermAdmin(BeheerAdmin[Term]):
    """How long things may take; the list itself is fixed."""

    list_display = ("name", "days", "unit")
    readonly_fields = ("name",)
    fields = ("name", "days", "unit")
    ordering = ("pk",)
    explanation = gettext_lazy("Deze termijnen gelden voor de hele gemeente. Burgerkracht rekent er meteen mee.")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """The software knows which terms there are."""
        return False


@admin.register(Holiday, site=beheer)
class HolidayAdmin(BeheerAdmin[Holiday]):
    """Days that do not count."""

    list_display = ("day", "name", "legal", "closed")
    ordering = ("-day",)
    search_fields = ("name",)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A day that is no holiday may go."""
        return self.admin_site.has_permission(request)


@admin.register(Outage, site=beheer)
class OutageAdmin(BeheerAdmin[Outage]):
    """When the digital way did not work; it stays on the record."""

    fields = ("starts_at", "ends_at", "text")
    list_display = ("text", "starts_at", "ends_at")
    ordering = ("-starts_at",)
    explanation = gettext_lazy(
        "Werkte de site of de mail niet? Schrijf hier op van wanneer tot wanneer, en wat bewoners dan konden doen. "
        "Wie daardoor te laat was, krijgt langer de tijd."
    )


@admin.register(FundingSource, site=beheer)
class FundingSourceAdmin(BeheerAdmin[FundingSource]):
    """Purses; one that is empty or over gets a last day."""

    form = FundingSourceForm
    list_display = ("name", "owner", "starts_on", "ends_on", "ceiling", "health_only")
    ordering = ("name",)

    @admin.display(description=gettext_lazy("plafond"), ordering="ceiling_cents")
    def ceiling(self, source: FundingSource) -> str:
        """In euro."""
        return "" if source.ceiling_cents is None else f"€ {show_euros(source.ceiling_cents)}"


@admin.register(Mandate, site=beheer)
class MandateAdmin(BeheerAdmin[Mandate]):
    """Who may decide up to what amount."""

    form = MandateForm
    list_display = ("name", "ceiling", "source")
    ordering = ("ceiling_cents",)

    @admin.display(description=gettext_lazy("tot en met"), ordering="ceiling_cents")
    def ceiling(self, mandate: Mandate) -> str:
        """In euro."""
        return (
            str(gettext_lazy("zonder grens"))
            if mandate.ceiling_cents is None
            else f"€ {show_euros(mandate.ceiling_cents)}"
        )


@admin.register(EnoughRule, site=beheer)
class EnoughRuleAdmin(BeheerAdmin[EnoughRule]):
    """What counts as enough support from the neighbourhood."""

    form = EnoughRuleForm
    list_display = ("where", "about", "rule")
    list_select_related = ("kern", "domain")
    ordering = ("kern__name", "domain__name")
    explanation = gettext_lazy(
        "Wanneer is er genoeg steun in de buurt? De regel die het meest past, telt: eerst die voor de kern en het "
        "domein samen, dan die voor de kern, dan die voor het domein. Zonder regel weegt de beleidsmedewerker alles "
        "af, met redenen. De buurt leest de regel vooraf. Een vraag die al loopt, houdt zijn oude regel."
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Without a rule of its own, a wider one counts; what runs keeps its own."""
        return self.admin_site.has_permission(request)

    @admin.display(description=gettext_lazy("kern"), ordering="kern__name")
    def where(self, rule: EnoughRule) -> str:
        """The kern, or all of them."""
        return str(rule.kern or gettext_lazy("alle kernen"))

    @admin.display(description=gettext_lazy("domein"), ordering="domain__name")
    def about(self, rule: EnoughRule) -> str:
        """The domain, or all of them."""
        return str(rule.domain or gettext_lazy("alle domeinen"))

    @admin.display(description=gettext_lazy("wat is genoeg"), ordering="enough")
    def rule(self, rule: EnoughRule) -> str:
        """In people and households."""
        if rule.enough == Enough.NUMBER:
            return ngettext("%s mens voor", "%s mensen voor", rule.number or 0) % rule.number
        if rule.enough == Enough.SHARE:
            return gettext("minstens %s van de 100 huishoudens voor") % rule.number
        return str(rule.get_enough_display())


@admin.register(Word, site=beheer)
class WordAdmin(BeheerAdmin[Word]):
    """What this municipality calls things."""

    list_display = ("key", "singular", "plural", "article")
    ordering = ("key",)
    explanation = gettext_lazy(
        "Hier zet u alleen wat uw gemeente anders noemt. Zonder eigen woord gebruikt Burgerkracht zijn eigen woord."
    )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Without a word of its own, ours stands."""
        return self.admin_site.has_permission(request)
