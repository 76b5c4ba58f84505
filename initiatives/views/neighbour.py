"""The page on which a neighbour reads what is asked, and later what was done with the answers; without a cookie."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Initiative
from initiatives.models.choices import CONCLUSIONS
from initiatives.views.heard import Heard, last_asked
from initiatives.views.idea import helper_for
from initiatives.views.public import (
    WHOLE,
    crumbs_to,
    find_published,
    is_going_on,
    neighbour_address,
    react_address,
    tell,
)
from initiatives.workflow.neighbours import ON_THE_PAGE
from initiatives.workflow.sentences import long_day
from kernen.municipality import find_municipality


@login_not_required
@require_safe
def show(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """What is asked, until when and how to answer; or what came of it."""
    initiative, heard = find_asked(reference)
    if request.path != neighbour_address(initiative):
        return redirect(neighbour_address(initiative))
    return show_page(request, initiative, heard, slug)


def find_asked(reference: str) -> tuple[Initiative, Heard]:
    """What anybody may read and the neighbourhood was asked about, or 404."""
    initiative = find_published(reference)
    heard = last_asked(initiative)
    if heard is None:
        raise Http404
    return initiative, heard


def show_page(
    request: HttpRequest, initiative: Initiative, heard: Heard, slug: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """The page; with a form in `more`, or with what could not be sent any more."""
    return render(request, "initiatives/neighbour.html", page_of(initiative, heard, slug, **more), status=status)


def page_of(initiative: Initiative, heard: Heard, slug: str, **more: Any) -> dict[str, Any]:
    """All that stands on it."""
    told = tell(initiative)
    place = _("De hele gemeente") if slug == WHOLE else told.where
    return {
        "told": told,
        "heard": heard,
        "notice": notice_of(heard),
        "is_decided": heard.check.conclusion in CONCLUSIONS,
        "answer_url": answer_address(initiative) if has_form(heard) else "",
        "react_url": react_address(initiative) if is_going_on(initiative) else "",
        "helper": helper_for(initiative.lead_kern, find_municipality()),
        "last_day": long_day(heard.check.closes_on),
        "breadcrumb": [*crumbs_to(slug, place), (told.title, told.url), (_("Uw mening"), "")],
    } | more


def answer_address(initiative: Initiative) -> str:
    """Where the page has the form in it."""
    return f"{neighbour_address(initiative)}antwoord/"


def has_form(heard: Heard) -> bool:
    """Whether one can answer here, now."""
    return heard.takes_answers and bool(set(ON_THE_PAGE) & set(heard.check.ways))


def notice_of(heard: Heard) -> str:
    """Why nobody can answer now, where there is no result to read yet; empty while one can."""
    if heard.check.conclusion in CONCLUSIONS:
        return ""
    return heard.why_no_answers
