"""The one door for everything that is done to an initiative: ask, then let the table decide."""

from contextlib import suppress
from typing import Any
from uuid import UUID, uuid4

from crispy_forms.layout import Submit
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from initiatives.deeds.do import do
from initiatives.deeds.table import DEED_OF
from initiatives.forms.act import ActForm
from initiatives.forms.plain import CHECK
from initiatives.models import Initiative
from initiatives.models.choices import Audience
from initiatives.models.stake import with_stakes
from initiatives.relations import is_visible
from initiatives.views.queue import queue_of
from initiatives.views.signed_in import signed_in
from initiatives.views.support.beside import beside, go_on, start_from
from initiatives.workflow.action import Action, Actor, Incomplete, NotNow, NotYours, Refused, Situation, Stale
from initiatives.workflow.once import handled
from initiatives.workflow.perform import example, perform
from initiatives.workflow.table import ROW_OF
from kernen.models import PolicyDomain
from kernen.roles import roles_of

# The one row with a page of its own: it shows the proposal beside the questions.
ASSIGN = "assign"
# The second button, for who works through a queue.
NEXT = "volgende"


def find_initiative(request: HttpRequest, key: str) -> Initiative:
    """The initiative of this address, or 404 as for one that does not exist."""
    rows = Initiative.objects.visible_to(signed_in(request)).for_list().annotate(**with_stakes())
    if key.startswith("concept-"):
        number = key.removeprefix("concept-")
        known = number.isascii() and number.isdigit() and len(number) < 18
        return get_object_or_404(rows, pk=int(number) if known else 0, reference=None)
    if "\x00" in key:
        raise Http404
    return get_object_or_404(rows, reference=key)


def _find_or_none(request: HttpRequest, key: str) -> Initiative | None:
    """The initiative of this address, if this person may see it."""
    with suppress(Http404):
        return find_initiative(request, key)
    return None


@require_http_methods(["GET", "POST"])
def act(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """Show what is asked and what will happen; on POST do it, wholly or not at all."""
    initiative = _find_or_none(request, key)
    # What this very form did, moved it on or took it out of sight: only then is there anything to ask.
    moved = initiative is None or request.POST.get("version") != str(initiative.version)
    if moved and (done := _done_already(request)) is not None:
        return done
    if initiative is None:
        raise Http404
    row = ROW_OF.get(name) or DEED_OF.get(name)
    if row is None:
        raise Http404
    actor, now = Actor(user=signed_in(request)), timezone.now()
    situation = Situation(initiative=initiative, actor=actor, at=now, inputs=_picked(request, row))
    try:
        row.function_now(initiative, actor)
    except NotYours:
        raise PermissionDenied from None
    except NotNow as refusal:
        return _too_late(request, initiative, refusal)
    form = ActForm(row, situation, data=request.POST or None, version=initiative.version, key=str(uuid4()))
    form.initial = {**form.initial, **start_from(request, name, initiative)}
    if CHECK in request.POST:
        form.only_looked_at()
    elif request.method == "POST" and form.is_valid():
        return _do(request, row, situation, form)
    return _ask(request, row, situation, form)


def _picked(request: HttpRequest, row: Action) -> dict[str, Any]:
    """The domain that was chosen first (`?domain=`), so that its people stand on top of the list."""
    picked = request.GET.get("domain", "")
    if row.name != ASSIGN or not picked.isascii() or not picked.isdigit() or len(picked) > 9:
        return {}
    domain = PolicyDomain.objects.current().filter(pk=int(picked)).first()
    return {"domain": domain} if domain else {}


def _do(request: HttpRequest, row: Action, s: Situation, form: ActForm) -> HttpResponse:
    """Do it, and say so; a refusal is a sentence on the form with everything still there."""
    run, on_to = perform if row.name in ROW_OF else do, _next_in_queue(request, s.initiative)
    version, key = form.cleaned_data["version"], form.cleaned_data["form_key"]
    try:
        by = form.actor(s.actor)
        event = run(row.name, s.initiative, by=by, at=s.at, version=version, form_key=key, **form.inputs())
    except Incomplete as incomplete:
        for field, sentences in incomplete.errors.items():
            form.add_error(field, sentences)
        return _ask(request, row, s, form)
    except Stale as refusal:
        return _somebody_was_first(request, row, s, form, refusal)
    except Refused as refusal:
        form.add_error(None, str(refusal.reason))
        return _ask(request, row, s, form)
    messages.success(request, _("Gedaan: %s.") % row.button)
    return on_to or _after(request, event.initiative if event else None, name=row.name)


def _next_in_queue(request: HttpRequest, initiative: Initiative) -> HttpResponse | None:
    """With "Opslaan en volgende": the way to what came next, read while this one is still in its place."""
    queue = queue_of(request)
    if queue is None or NEXT not in request.POST:
        return None
    following = queue.next_after(initiative)
    return redirect(queue.address(following) if following else queue.list_url)


def _after(request: HttpRequest, initiative: Initiative | None, *, name: str) -> HttpResponse:
    """Back to where one came from, or to the day's work where it is gone or this person may not see it any more."""
    if initiative is None or not is_visible(roles_of(signed_in(request)), initiative):
        return redirect("work")
    if queue := queue_of(request):
        return redirect(queue.address(initiative))
    return go_on(name, initiative) or redirect(initiative)


def _done_already(request: HttpRequest) -> HttpResponse | None:
    """The second press of a button leads where the first one did, and does nothing."""
    try:
        form_key = UUID(request.POST.get("form_key", ""))
    except ValueError:
        return None
    event = handled(form_key)
    if event is None or event.actor_id != signed_in(request).pk:
        return None
    return _next_in_queue(request, event.initiative) or _after(request, event.initiative, name=event.action)


def _preview(row: Action, s: Situation) -> str:
    """What the resident will read; nothing where that is no more than what is typed below."""
    said = example(row, s.initiative, by=s.actor, at=s.at)
    return "" if said.strip() in ("…", "...") else said


def _ask(request: HttpRequest, row: Action, s: Situation, form: ActForm, *, status: int = 200) -> HttpResponse:
    """The questions, what will happen, and what the resident will read."""
    if queue := queue_of(request):
        form.helper.add_input(Submit(NEXT, _("Opslaan en volgende"), css_class="secondary"))
    context: dict[str, Any] = beside(row.name, s) | {
        "suffix": queue.suffix if queue else "",
        "initiative": s.initiative,
        "row": row,
        "form": form,
        "obstacle": row.obstacle(s),
        "public": Audience.PUBLIC,
        "resident_reads": _preview(row, s),
        "breadcrumb": [(_("Initiatieven"), "/initiatieven/"), (s.initiative.title, s.initiative.get_absolute_url())],
    }
    if row.name == ASSIGN:
        return render(request, "initiatives/assign.html", context | {"route": s.route}, status=status)
    return render(request, "initiatives/act.html", context, status=status)


def _too_late(request: HttpRequest, initiative: Initiative, refusal: Refused) -> HttpResponse:
    """409: the right person, the wrong moment; what was typed is given back."""
    typed = [value for name, value in request.POST.items() if name not in HIDDEN and value]
    context = {"happened": str(refusal.reason), "back_url": initiative.get_absolute_url(), "typed": typed}
    return render(request, "409.html", context, status=409)


HIDDEN = ("csrfmiddlewaretoken", "version", "form_key", "submit", NEXT, CHECK)


def _somebody_was_first(
    request: HttpRequest, row: Action, s: Situation, form: ActForm, refusal: Refused
) -> HttpResponse:
    """409: if it can still be done, the form comes back filled in, on the new version; else what was typed."""
    fresh = find_initiative(request, s.initiative.key)
    try:
        row.function_now(fresh, s.actor)
    except Refused:
        return _too_late(request, fresh, refusal)
    now = Situation(initiative=fresh, actor=s.actor, at=s.at)
    again = ActForm(row, now, data=form.on_version(fresh.version), version=fresh.version, key=str(uuid4()))
    again.full_clean()
    again.add_error(None, str(refusal.reason))
    return _ask(request, row, now, again, status=409)
