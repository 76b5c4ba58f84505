"""A neighbour says something about an initiative: to the coordinator, never in public."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.forms.signal import ReactionForm
from initiatives.models import Initiative
from initiatives.models.signal import SignalKind
from initiatives.views.idea import helper_for, keep_once, sending, too_often
from initiatives.views.public import (
    WHOLE,
    address_of,
    crumbs_to,
    find_published,
    is_going_on,
    neighbour_address,
    react_address,
    tell,
)
from kernen.municipality import find_municipality

# What somebody said already by the button they came from.
MEANT = {"meedoen": SignalKind.JOIN, "zorg": SignalKind.WORRY}


def _find(reference: str) -> Initiative:
    """What neighbours can still say something about."""
    initiative = find_published(reference)
    if not is_going_on(initiative):
        raise Http404
    return initiative


@login_not_required
@sensitive_post_parameters("text", "name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def react(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Agree, worry or join; one press is one reaction."""
    initiative = _find(reference)
    if request.path != react_address(initiative):
        return redirect(react_address(initiative))
    form = ReactionForm(request.POST or None, initial={"kind": MEANT.get(request.GET.get("ik", ""))})
    if request.method != "POST" or not form.is_valid() or form.remarks():
        return _show(request, initiative, slug, form)
    if not keep_once(request, form, initiative=initiative, kern=initiative.lead_kern, **form.columns()):
        return too_often(_show(request, initiative, slug, form, status=429))
    joins = form.cleaned_data["kind"] == SignalKind.JOIN or form.cleaned_data["may_call"]
    return redirect(f"{react_address(initiative)}dank-u-wel/{'?bellen=ja' if joins else ''}")


def _show(
    request: HttpRequest, initiative: Initiative, slug: str, form: ReactionForm, *, status: int = 200
) -> HttpResponse:
    """The three choices, and the other ways to say it."""
    told = tell(initiative)
    place = _("De hele gemeente") if slug == WHOLE else told.where
    context = {
        "told": told,
        "helper": helper_for(initiative.lead_kern, find_municipality()),
        "count_url": _where_it_counts(initiative),
        "breadcrumb": [*crumbs_to(slug, place), (told.title, told.url), (_("Reageren"), "")],
    }
    return render(request, "initiatives/idea_react.html", context | sending(request, form), status=status)


def _where_it_counts(initiative: Initiative) -> str:
    """Where one says for or against while the neighbourhood is asked; what is said here is no vote."""
    check = initiative.support_checks.filter(closed_at=None).first()
    takes = check is not None and check.takes_answers(timezone.localdate())
    return neighbour_address(initiative) if takes else ""


@login_not_required
@require_safe
def show_thanks(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """Who reads it, and that nobody else does."""
    initiative = _find(reference)
    told = tell(initiative)
    context = {
        "told": told,
        "helper": helper_for(initiative.lead_kern, find_municipality()),
        "may_call": request.GET.get("bellen") == "ja",
        "breadcrumb": [*crumbs_to(slug, told.where), (told.title, address_of(initiative)), (_("Dank u wel"), "")],
    }
    return render(request, "initiatives/idea_react_thanks.html", context)
