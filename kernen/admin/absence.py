"""Absence in /beheer/: for who forgot to enter it, or cannot."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.models import User
from kernen.admin.site import BeheerAdmin, beheer
from kernen.models import Absence


@admin.register(Absence, site=beheer)
class AbsenceAdmin(BeheerAdmin[Absence]):
    """Who is away when, and who stands in; no reason is kept."""

    fields = ("user", "deputy", "starts_on", "ends_on")
    list_display = ("user", "starts_on", "ends_on", "deputy")
    list_select_related = ("user", "deputy")
    search_fields = ("user__name", "deputy__name")
    ordering = ("-ends_on", "pk")
    explanation = gettext_lazy(
        "Wie afwezig is, krijgt geen nieuw werk; de vervanger wordt genoemd. Een reden wordt niet bewaard. "
        "Medewerkers vullen dit zelf in bij Mijn werk, onder Afwezig."
    )

    def choices_for(self, name: str, rows: Any) -> Any:
        """People who work here today."""
        rows = super().choices_for(name, rows)
        return rows.current(timezone.localdate()).order_by("name") if rows.model is User else rows

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Who is back early is back."""
        return self.admin_site.has_permission(request)
