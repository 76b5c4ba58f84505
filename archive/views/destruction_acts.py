"""What is done to a destruction list: a line is kept or put back, the list is approved or given back."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from archive.deeds.approve import approve, send_back
from archive.deeds.propose import keep, put_back
from archive.forms.destruction import KeepForm, SeenForm, SendBackForm
from archive.models import DestructionItem, DestructionList
from archive.views.destruction import crumbs, find_list, refuse
from archive.views.who import administrator_of, coordinator_of
from initiatives.clocks import load_clocks
from initiatives.models import Initiative
from initiatives.workflow.action import Refused


def _seen(request: HttpRequest) -> int:
    """The version that was seen; nonsense is one that nobody saw."""
    form = SeenForm(request.POST)
    return int(form.cleaned_data["version"]) if form.is_valid() else 0


def _page(destruction: DestructionList) -> str:
    """The list."""
    return reverse("destruction", args=[destruction.pk])


def _try(request: HttpRequest, destruction: DestructionList, act: Callable[[], None], *, said: str) -> HttpResponse:
    """Done and back on the list, or 409 with the reason and what was typed."""
    try:
        act()
    except Refused as refusal:
        typed = [text for text in (request.POST.get("because", ""),) if text]
        return refuse(request, refusal, back=_page(destruction), typed=typed)
    messages.success(request, said)
    return redirect(_page(destruction))


def _line(destruction: DestructionList, pk: int) -> DestructionItem:
    """One line of this list, or 404."""
    rows = destruction.items.select_related("destruction", "initiative")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_line(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Off the list, with a reason."""
    user, destruction = coordinator_of(request), find_list(pk)
    line = _line(destruction, item)
    first = {"version": destruction.version, "because": line.kept_because}
    form = KeepForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        said = _("%s blijft bewaard.") % line.initiative.reference
        facts = form.cleaned_data
        return _try(request, destruction, lambda: keep(line, by=user, **facts), said=said)
    title = Initiative.objects.visible_to(user).filter(pk=line.initiative_id).values_list("title", flat=True).first()
    context: dict[str, Any] = {
        "destruction": destruction,
        "line": line,
        "title": title or "",
        "form": form,
        "breadcrumb": crumbs(destruction, _("Toch bewaren")),
    }
    return render(request, "archive/destruction_keep.html", context)


@require_POST
def put_line_back(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """On the list again."""
    user, destruction = coordinator_of(request), find_list(pk)
    line = _line(destruction, item)
    said = _("%s staat weer op de lijst.") % line.initiative.reference
    return _try(request, destruction, lambda: put_back(line, version=_seen(request), by=user), said=said)


@require_http_methods(["GET", "HEAD", "POST"])
def approve_list(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what will happen and ask; then approve."""
    user, destruction, now = administrator_of(request), find_list(pk), timezone.now()
    if request.method == "POST":
        said = _("De lijst is goedgekeurd. Tot en met de genoemde dag kunt u haar nog teruggeven.")
        version = _seen(request)
        return _try(request, destruction, lambda: approve(destruction, by=user, at=now, version=version), said=said)
    if not destruction.is_open:
        return redirect(_page(destruction))
    clocks = load_clocks()
    context = {
        "destruction": destruction,
        "going": destruction.items.filter(kept_because="").count(),
        "last_day": clocks.after("destruction_wait", timezone.localdate(now)),
        "breadcrumb": crumbs(destruction, _("Goedkeuren")),
    }
    return render(request, "archive/destruction_approve.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def send_list_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Not approved, or stopped within the term of reflection, with a reason."""
    user, destruction, now = administrator_of(request), find_list(pk), timezone.now()
    form = SendBackForm(request.POST if request.method == "POST" else None, initial={"version": destruction.version})
    if request.method == "POST" and form.is_valid():
        facts, said = form.cleaned_data, _("De lijst is teruggegeven. Er is niets vernietigd.")
        return _try(request, destruction, lambda: send_back(destruction, by=user, at=now, **facts), said=said)
    context = {"destruction": destruction, "form": form, "breadcrumb": crumbs(destruction, _("Teruggeven"))}
    return render(request, "archive/destruction_send_back.html", context)
