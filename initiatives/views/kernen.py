"""The kernen: who stands for each, and what runs there."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Initiative
from initiatives.statuses import RUNNING
from initiatives.views.rows import rows_of
from initiatives.views.signed_in import signed_in
from kernen.models import Kern, Role, RoleHolding
from kernen.words import words

AT_MOST = 50


def show_kernen(request: HttpRequest) -> HttpResponse:
    """Every kern in use, with how much runs there that this person may see."""
    visible = Initiative.objects.visible_to(signed_in(request)).filter(status__in=RUNNING)
    counted = Count("initiative_links", filter=Q(initiative_links__initiative__in=visible.values("pk")))
    kernen = Kern.objects.current().annotate(running=counted).order_by("name")
    held: dict[tuple[int | None, str], list[str]] = {}
    for holding in _holdings():
        held.setdefault((holding.kern_id, holding.role), []).append(holding.user.name)
    rows = [
        {
            "kern": kern,
            "external": held.get((kern.pk, Role.EXTERNAL_COORDINATOR)) or held.get((None, Role.EXTERNAL_COORDINATOR)),
            "officials": held.get((kern.pk, Role.KERNAMBTENAAR)) or held.get((None, Role.KERNAMBTENAAR)),
        }
        for kern in kernen
    ]
    return render(request, "initiatives/kern_list.html", {"rows": rows})


def _holdings() -> list[RoleHolding]:
    """Who stands for a kern today."""
    current = RoleHolding.objects.current(timezone.localdate())
    of_kernen = current.filter(role__in=(Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR))
    return list(of_kernen.select_related("user").order_by("user__name"))


def show_kern(request: HttpRequest, slug: str) -> HttpResponse:
    """One kern: its people, its kernoverleg, and its initiatives."""
    kern = get_object_or_404(Kern, slug=slug)
    today, called = timezone.localdate(), words()
    visible = Initiative.objects.visible_to(signed_in(request)).filter(
        pk__in=kern.initiative_links.values("initiative")
    )
    running = visible.running().for_list().order_by("due_on", "pk")[:AT_MOST]
    ended = visible.exclude(status__in=RUNNING).for_list().order_by("-entered_at", "-pk")[:AT_MOST]
    holders = [h for h in _holdings() if h.all_kernen or h.kern_id == kern.pk]
    context = {
        "kern": kern,
        "external": [h.user for h in holders if h.role == Role.EXTERNAL_COORDINATOR],
        "officials": [h.user for h in holders if h.role == Role.KERNAMBTENAAR],
        "kernoverleggen": list(kern.kernoverleggen.order_by("name")),
        "running": list(rows_of(running, today=today, words=called)),
        "ended": list(rows_of(ended, today=today, words=called)),
        "breadcrumb": [(called["kern"].plural.capitalize(), reverse("kern_list")), (kern.name, "")],
    }
    return render(request, "initiatives/kern.html", context)
