"""The list of kernen: who stands for each, and how much runs there."""

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from initiatives.models import Initiative
from initiatives.statuses import RUNNING
from initiatives.views.signed_in import signed_in
from kernen.models import Kern, Role, RoleHolding


def show_kernen(request: HttpRequest) -> HttpResponse:
    """Every kern in use, with how much runs there that this person may see."""
    visible = Initiative.objects.visible_to(signed_in(request)).filter(status__in=RUNNING)
    counted = Count("initiative_links", filter=Q(initiative_links__initiative__in=visible.values("pk")))
    kernen = Kern.objects.current().annotate(running=counted).order_by("name")
    held: dict[tuple[int | None, str], list[str]] = {}
    for holding in holdings_of_kernen():
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


def holdings_of_kernen() -> list[RoleHolding]:
    """Who stands for a kern today."""
    current = RoleHolding.objects.current(timezone.localdate())
    of_kernen = current.filter(role__in=(Role.EXTERNAL_COORDINATOR, Role.KERNAMBTENAAR))
    return list(of_kernen.select_related("user").order_by("user__name"))
