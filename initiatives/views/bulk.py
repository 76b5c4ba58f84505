"""The same for many at once: choose, see what would happen, confirm, and read what was skipped and why."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from initiatives.deeds.bulk import BULK_OF, MOST, Bulk, Outcome, carry_out, foresee
from initiatives.forms.bulk import BulkForm
from initiatives.models import Initiative
from initiatives.models.stake import with_stakes
from initiatives.views.emergency import only_in_emergency
from initiatives.views.queue import parse_query
from initiatives.views.signed_in import signed_in
from initiatives.views.slices import is_name
from initiatives.workflow.action import Actor, Situation

# Where the report waits for the list to be shown once more.
REPORT = "bulk_report"
LARGEST_NUMBER = 2**31


@require_POST
def act_on_many(request: HttpRequest) -> HttpResponse:
    """Ask, show what would happen, or do it: which of the three says `stap`."""
    user, bulk = signed_in(request), BULK_OF.get(request.POST.get("actie", ""))
    versions = _chosen(request.POST)
    if bulk is None:
        return _back(request, complaint=_("Kies wat u wilt doen met de gekozen initiatieven."))
    if not versions:
        return _back(request, complaint=_("Kies eerst een of meer initiatieven: zet een vinkje voor de titel."))
    if len(versions) > MOST:
        return _back(request, complaint=_("Kies hooguit %s initiatieven tegelijk.") % MOST)
    initiatives = _fetch(user, versions)
    if not initiatives:
        return _back(request, complaint=_("De gekozen initiatieven zijn er niet, of u kunt ze niet meer zien."))
    step = request.POST.get("stap", "")
    situation = Situation(initiative=initiatives[0], actor=Actor(user=user), at=timezone.now())
    form = BulkForm(bulk.row, situation, data=request.POST if step else None)
    if (step and not form.is_valid()) or (not step and form.fields):
        return _show(request, bulk, form, initiatives, inputs=None)
    if step != "doe":
        form = form if step else _empty(bulk, situation)
        return _show(request, bulk, form, initiatives, inputs=form.cleaned_data)
    return _do(request, bulk, form, initiatives, versions)


def _empty(bulk: Bulk, s: Situation) -> BulkForm:
    """The form of an action that asks nothing."""
    form = BulkForm(bulk.row, s, data=QueryDict())
    form.full_clean()
    return form


def _chosen(posted: QueryDict) -> dict[int, int]:
    """Number and, once seen, version of each initiative that was ticked; anything else is passed over."""
    chosen = {}
    for text in posted.getlist("gekozen"):
        number, _dot, version = text.partition(".")
        if _is_number(number) and (not version or _is_number(version)):
            chosen[int(number)] = int(version) if version else 0
    return chosen


def _is_number(text: str) -> bool:
    """A number that a row can have."""
    return text.isascii() and text.isdigit() and len(text) < 11 and int(text) < LARGEST_NUMBER


def _fetch(user: User, chosen: Iterable[int]) -> list[Initiative]:
    """Those that this person may see, in the order one reads them; behind broken glass one reads and does nothing."""
    rows = Initiative.objects.visible_to(user).filter(pk__in=list(chosen)).for_list().annotate(**with_stakes())
    seen = rows.prefetch_related("co_advices").order_by("due_on", "pk")
    return [row for row in seen if not only_in_emergency(row, by=user)]


def _show(
    request: HttpRequest, bulk: Bulk, form: BulkForm, initiatives: list[Initiative], *, inputs: dict[str, Any] | None
) -> HttpResponse:
    """By name what would happen; while something is still asked, the questions."""
    seen = foresee(bulk, initiatives, by=signed_in(request), at=timezone.now(), inputs=inputs)
    context = {
        "bulk": bulk,
        "form": form,
        "is_preview": inputs is not None,
        "outcome": seen,
        "skipped_title": _skipped_title(len(seen.skipped)),
        "title": _title(bulk, inputs or {}, len(seen.done)),
        "initiatives": initiatives,
        "batch": request.POST.get("sleutel", "")[:36] or str(uuid4()),
        "terug": parse_query(request.POST.get("terug", "")).urlencode(),
        "bladzijde": _page(request),
        "back_url": _list_url(request, initiatives),
        "breadcrumb": [(_("Initiatieven"), reverse("initiative_list")), (str(bulk.label), "")],
    }
    return render(request, "initiatives/bulk.html", context)


def _do(
    request: HttpRequest, bulk: Bulk, form: BulkForm, initiatives: list[Initiative], versions: dict[int, int]
) -> HttpResponse:
    """What can be done is done; the list says what was not, with the same filters and ticks."""
    try:
        batch = UUID(request.POST.get("sleutel", ""))
    except ValueError:
        return _back(request, complaint=_("Dit formulier was niet compleet. Er is niets gedaan. Begin opnieuw."))
    outcome = carry_out(
        bulk,
        initiatives,
        versions=versions,
        by=signed_in(request),
        at=timezone.now(),
        batch=batch,
        inputs=form.cleaned_data,
    )
    if outcome.done:
        messages.success(request, _("Gedaan: %s.") % _title(bulk, form.cleaned_data, len(outcome.done)))
    _report(request, outcome, unseen=len(versions) - len(initiatives))
    return redirect(_list_url(request, initiatives))


def _report(request: HttpRequest, outcome: Outcome, *, unseen: int) -> None:
    """Kept until the list is shown."""
    lines = [[initiative.reference or _("concept"), initiative.title, why] for initiative, why in outcome.skipped]
    if unseen:
        lines.append(
            ["", ngettext("%d initiatief", "%d initiatieven", unseen) % unseen, _("U kunt dit niet (meer) zien.")]
        )
    if lines:
        request.session[REPORT] = {"title": _skipped_title(len(outcome.skipped) + unseen), "lines": lines}


def _title(bulk: Bulk, inputs: dict[str, Any], number: int) -> str:
    """12 initiatieven → Piet."""
    what = ngettext("%d initiatief", "%d initiatieven", number) % number
    return f"{what} → {inputs.get('officer') or bulk.label}"


def _skipped_title(number: int) -> str:
    """How many are passed over."""
    return ngettext("%d wordt overgeslagen", "%d worden overgeslagen", number) % number


def _page(request: HttpRequest) -> str:
    """The page of the list one came from."""
    text = request.POST.get("bladzijde", "")
    return text if is_name(text) else ""


def _list_url(request: HttpRequest, initiatives: Iterable[Initiative] = ()) -> str:
    """The list as it was: filters, page and ticks."""
    query = parse_query(request.POST.get("terug", ""))
    if page := _page(request):
        query["bladzijde"] = page
    if ticked := ".".join(str(initiative.pk) for initiative in initiatives):
        query["kies"] = ticked
    return f"{reverse('initiative_list')}?{query.urlencode()}"


def _back(request: HttpRequest, *, complaint: str) -> HttpResponse:
    """Nothing done; the list says what is missing."""
    messages.error(request, complaint)
    return redirect(_list_url(request))
