"""Emergency access in /beheer/: the list of every time it was opened, opening it, and closing it."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.sudo import ask_password_again
from kernen.admin.site import BeheerAdmin, beheer
from kernen.emergency import close_emergency, open_emergency, people_told, times_today
from kernen.models import BreakGlass
from kernen.people_forms import EmergencyForm
from kernen.roles import roles_of


def _in_minutes(at: datetime) -> str:
    """As one reads it: half an hour is too short for a day alone."""
    return formats.date_format(timezone.localtime(at), "j M Y, H:i")


@admin.register(BreakGlass, site=beheer)
class BreakGlassAdmin(BeheerAdmin[BreakGlass]):
    """Every time somebody broke the glass; nothing here can be changed."""

    list_display = ("began", "who", "reason", "until")
    list_select_related = ("user",)
    list_display_links = None
    ordering = ("-started_at", "-pk")
    explanation = gettext_lazy(
        "Wie noodtoegang opent, leest een half uur alles en verandert niets. De interne coördinator en de "
        "functionaris gegevensbescherming krijgen meteen bericht."
    )

    @admin.display(description=gettext_lazy("begonnen op"), ordering="started_at")
    def began(self, emergency: BreakGlass) -> str:
        """Day and minute."""
        return _in_minutes(emergency.started_at)

    @admin.display(description=gettext_lazy("wie"), ordering="user__name")
    def who(self, emergency: BreakGlass) -> str:
        """The functional administrator."""
        return emergency.user.name

    @admin.display(description=gettext_lazy("tot"), ordering="ends_at")
    def until(self, emergency: BreakGlass) -> str:
        """When it ended by itself, or was closed before that."""
        return _in_minutes(emergency.closed_at or emergency.ends_at)

    def has_add_permission(self, request: HttpRequest) -> bool:  # type: ignore[override]
        """Through its own page, which asks for the password and the reason."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was opened, was opened."""
        return False

    def get_urls(self) -> list[URLPattern]:
        """Opening and closing besides the list."""
        enter = self.admin_site.admin_view
        own = [
            path("openen/", enter(self.open_view), name="kernen_breakglass_open"),
            path("sluiten/", enter(require_POST(self.close_view)), name="kernen_breakglass_close"),
        ]
        return [*own, *super().get_urls()]

    def list_tools(self) -> list[tuple[str, str]]:
        """The way in."""
        return [(_("Noodtoegang openen"), self.address("open"))]

    def open_view(self, request: HttpRequest) -> HttpResponse:
        """Password and second step once more, a reason, and it is open."""
        user = request.user
        if not isinstance(user, User) or request.method not in ("GET", "HEAD", "POST"):
            return HttpResponse(status=405)
        if (sent_away := ask_password_again(request)) is not None:
            return sent_away
        if roles_of(user).in_emergency:
            messages.info(request, _("De noodtoegang is al open."))
            return redirect(self.address("changelist"))
        now = timezone.now()
        told, times = people_told(user, on=timezone.localdate(now)), times_today(user, at=now)
        form = EmergencyForm(request.POST or None, initial={"form_key": uuid4()})
        if told and form.is_valid():
            open_emergency(user=user, at=now, **form.cleaned_data)
            messages.success(request, _("De noodtoegang is een half uur open. Wie het moet weten, heeft bericht."))
            return redirect("initiative_list")
        title = _("Noodtoegang openen")
        context = self.page_context(request, None, title=title, form=form, told=told, times=times)
        return render(request, "admin/emergency.html", context)

    def close_view(self, request: HttpRequest) -> HttpResponse:
        """At once; pressed twice it stays closed."""
        user = request.user
        if isinstance(user, User) and close_emergency(user=user, at=timezone.now()):
            messages.success(request, _("De noodtoegang is gesloten."))
        return HttpResponseRedirect(self.address("changelist"))
