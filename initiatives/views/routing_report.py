"""Routering, for the functional administrator: which proposals are overruled, and trying other keywords."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from initiatives.deeds.routing import digest_of, save_keywords
from initiatives.forms.routing import KeywordsForm
from initiatives.models import RouteChoice
from initiatives.models.choices import GiveBackReason
from initiatives.routing.measure import Ranked, Score, Tally, rank_each, report_of, tally_of
from initiatives.routing.suggest import decided_cases
from initiatives.routing.words import keywords_of
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Stale
from kernen.models import PolicyDomain
from kernen.roles import roles_of

MOST_REASONS = 5


@dataclass(frozen=True, kw_only=True)
class Overruled:
    """A proposal, what was chosen instead, how often, and the latest reasons."""

    suggested: str
    chosen: str
    count: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """What the old list and the new list do with the town's own history."""

    count: int
    before: Score
    after: Score
    tally_before: Tally
    tally_after: Tally


def _administrator(request: HttpRequest) -> User:
    """The functional administrator; to anybody else this door is shut."""
    user = signed_in(request)
    if not roles_of(user).is_functional_admin:
        raise PermissionDenied
    return user


@require_safe
def show_report(request: HttpRequest) -> HttpResponse:
    """How often the proposal was followed, and what was chosen instead; counts, no initiative."""
    _administrator(request)
    totals = RouteChoice.objects.aggregate(
        all=Count("pk"),
        proposed=Count("pk", filter=Q(suggested__isnull=False)),
        followed=Count("pk", filter=Q(suggested=F("chosen"))),
    )
    wrong = Q(assignments__end_reason=GiveBackReason.WRONG_DOMAIN)
    context = {
        "totals": totals,
        "overruled": overruled(),
        "domains": PolicyDomain.objects.current()
        .annotate(given_back=Count("assignments", filter=wrong))
        .order_by("name"),
        "breadcrumb": [(_("Routering"), reverse("routing_report"))],
    }
    return render(request, "initiatives/routing_report.html", context)


def overruled() -> list[Overruled]:
    """Per pair of domains, the most frequent first; always one query."""
    rows = RouteChoice.objects.filter(suggested__isnull=False).exclude(suggested=F("chosen"))
    reasons: dict[tuple[str, str], list[str]] = defaultdict(list)
    known = rows.order_by("-at", "-pk").values_list(
        "suggested__name", "chosen__name", "reason", "initiative__is_confidential"
    )
    for suggested, chosen, reason, is_confidential in known:
        reasons[str(suggested), chosen].append("" if is_confidential else reason)
    pairs = sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [
        Overruled(
            suggested=suggested,
            chosen=chosen,
            count=len(given),
            reasons=tuple(dict.fromkeys(reason for reason in given if reason))[:MOST_REASONS],
        )
        for (suggested, chosen), given in pairs
    ]


@require_http_methods(["GET", "POST"])
def try_keywords(request: HttpRequest, code: str) -> HttpResponse:
    """Edit the list, see what it would have done on old initiatives, then keep it."""
    user = _administrator(request)
    domain = get_object_or_404(PolicyDomain.objects.current(), code=code)
    seen = digest_of(domain.keywords)
    form = KeywordsForm(request.POST or None, initial={"keywords": domain.keywords, "seen": seen})
    trial = None
    if request.method == "POST" and form.is_valid():
        keywords = form.cleaned_data["keywords"]
        if "save" in request.POST:
            try:
                save_keywords(domain, keywords=keywords, seen=form.cleaned_data["seen"], by=user)
            except Stale as refusal:
                form.add_error(None, str(refusal.reason))
                return _show_trial(request, domain, form, status=409)
            messages.success(request, _("De trefwoorden van %s zijn bewaard.") % domain.name)
            return redirect("routing_report")
        trial = trial_of(domain, keywords)
    return _show_trial(request, domain, form, trial=trial)


def _show_trial(
    request: HttpRequest, domain: PolicyDomain, form: KeywordsForm, *, trial: Trial | None = None, status: int = 200
) -> HttpResponse:
    """The list, and the figures where it was tried."""
    context: dict[str, Any] = {
        "domain": domain,
        "form": form,
        "trial": trial,
        "breadcrumb": [(_("Routering"), reverse("routing_report")), (domain.name, "")],
    }
    return render(request, "initiatives/routing_try.html", context, status=status)


def trial_of(domain: PolicyDomain, keywords: str) -> Trial:
    """Rank the town's own decided initiatives with the old list and with the new one; each without itself."""
    cases = decided_cases()
    old = {one.code: keywords_of(one.keywords) for one in PolicyDomain.objects.current()}
    before: Ranked = rank_each(cases, old)
    after: Ranked = rank_each(cases, old | {domain.code: keywords_of(keywords)})
    return Trial(
        count=len(before),
        before=report_of(before).everything,
        after=report_of(after).everything,
        tally_before=tally_of(domain.code, before),
        tally_after=tally_of(domain.code, after),
    )
