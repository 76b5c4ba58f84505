"""Initiatieven in uw dorp: what everybody may read, per kern, without names and without a cookie."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.deeds.related import goes_on_as
from initiatives.forms.status import read_reference
from initiatives.models import Event, Initiative
from initiatives.models.choices import Audience
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.models.parts import with_parts
from initiatives.statuses import ENDED, PUBLIC_STEPS, Status
from initiatives.views import telling
from initiatives.views.heard import last_heard
from initiatives.views.status.steps import STEP_DECISION
from initiatives.views.telling import Text
from initiatives.workflow.sentences import long_day
from kernen.kept import Kept
from kernen.models import Kern, Role, RoleHolding
from kernen.models.role import OF_A_KERN
from kernen.words import words_for_residents

WHOLE = "hele-gemeente"
# Until the initiator heard the no, neighbours read that a decision is awaited.
UNTOLD_NO = Q(status=Status.REJECTED, informed_at=None)
FINISHED = Q(status__in=ENDED) & ~UNTOLD_NO
# How many are going on and how many are over.
GOING_AND_DONE = {"going": Count("pk", filter=~FINISHED), "done": Count("pk", filter=FINISHED)}


def on_the_website() -> InitiativeQuerySet:
    """What anybody may read."""
    return Initiative.objects.published()


@dataclass(frozen=True, kw_only=True)
class Place:
    """A kern with how many of its initiatives are going on and how many are over."""

    kern: Kern
    going: int
    done: int


@dataclass(frozen=True, kw_only=True)
class Told:
    """Everything a neighbour reads of one initiative; what is not named here never leaves the house."""

    title: str
    text: str
    where: str
    url: str
    label: Text
    tone: str
    step: Text
    since: date


def tell(initiative: Initiative) -> Told:
    """The allow-listed fields."""
    untold = initiative.is_untold
    status = Status.DECISION_PENDING if untold else Status(initiative.status)
    ended = status in ENDED
    return Told(
        title=initiative.title,
        text=initiative.public_summary or initiative.summary,
        where=initiative.where,
        url=address_of(initiative),
        label=telling.FOR_NEIGHBOURS[status],
        tone="neutral" if ended or untold else "info",
        step="" if ended else PUBLIC_STEPS[STEP_DECISION if untold else initiative.public_step],
        since=timezone.localdate(initiative.logged_at or initiative.created_at),
    )


def address_of(initiative: Initiative) -> str:
    """The one address of an initiative: under its lead kern, or under the whole municipality."""
    kern = None if initiative.whole_municipality else initiative.lead_kern
    return reverse("public_detail", args=[kern.slug if kern else WHOLE, initiative.reference])


@login_not_required
@require_safe
def show_list(request: HttpRequest) -> HttpResponse:
    """Choose your kern."""
    places, whole = kept_counts()
    context = {
        "places": places,
        "whole": whole if whole["going"] or whole["done"] else None,
        "whole_url": reverse("public_kern", args=[WHOLE]),
        "breadcrumb": [(title_of_list(), "")],
    }
    return render(request, "initiatives/public_list.html", context)


def _count_everywhere() -> tuple[list[Place], dict[str, int]]:
    """Per kern and for the whole municipality; read from end to end, so kept: for some seconds a number may be old."""
    shown = on_the_website()
    counted = shown.order_by().values_list("kernen").annotate(**GOING_AND_DONE)
    of = {pk: numbers for pk, *numbers in cast("Iterable[tuple[int, ...]]", counted)}
    found = ((kern, *of.get(kern.pk, (0, 0))) for kern in Kern.objects.current().order_by("name"))
    places = [Place(kern=kern, going=going, done=done) for kern, going, done in found]
    return places, shown.filter(whole_municipality=True).aggregate(**GOING_AND_DONE)


kept_counts = Kept(_count_everywhere)


def title_of_list() -> str:
    """In the word that residents of this municipality use."""
    return _("Initiatieven in de %s") % words_for_residents()["kern_b1"].plural


def coordinator_of(kern: Kern | None) -> RoleHolding | None:
    """Whom one calls here; somebody's own coordinator before one of all kernen, and before who stands in."""
    if kern is None:
        return None
    return next((held for held in to_be_called_in(kern) if held.role == Role.EXTERNAL_COORDINATOR), None)


def to_be_called_in(kern: Kern) -> QuerySet[RoleHolding]:
    """Who stands for this kern and has a number: those of this very kern, and who does not stand in, come first."""
    held: QuerySet[RoleHolding] = RoleHolding.objects.current(timezone.localdate())
    of_here = held.filter(Q(kern=kern) | Q(all_kernen=True), role__in=OF_A_KERN).exclude(user__phone="")
    return of_here.select_related("user").order_by("is_deputy", "all_kernen", "pk")


@login_not_required
@require_safe
def show_detail(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    """One initiative, as neighbours may know it."""
    initiative = find_published(reference)
    if request.path != address_of(initiative):
        return redirect(address_of(initiative))
    told = tell(initiative)
    place = _("De hele gemeente") if slug == WHOLE else told.where
    context = {
        "told": told,
        "happenings": [_happening(event) for event in _public_events(initiative)],
        "goes_on": _goes_on_in(initiative),
        "heard": last_heard(initiative),
        "react_url": react_address(initiative) if is_going_on(initiative) else "",
        "neighbour_url": neighbour_address(initiative),
        "breadcrumb": [*crumbs_to(slug, place), (told.title, "")],
    }
    return render(request, "initiatives/public_detail.html", context)


def find_published(reference: str) -> Initiative:
    """What anybody may read, or 404 as for what does not exist."""
    rows = on_the_website().for_neighbours().annotate(**with_parts("support_checks"))
    initiative = rows.filter(reference=read_reference(reference)).first()
    if initiative is None:
        raise Http404
    return initiative


def is_going_on(initiative: Initiative) -> bool:
    """As neighbours know it: a no that was not told yet must not show in what is missing here."""
    return initiative.is_untold or initiative.is_running


def react_address(initiative: Initiative) -> str:
    """Where a neighbour says something about it."""
    return f"{address_of(initiative)}reageren/"


def neighbour_address(initiative: Initiative) -> str:
    """Where a neighbour reads what the neighbourhood is asked, and answers."""
    return f"{address_of(initiative)}buurt/"


def crumbs_to(slug: str, place: str) -> list[tuple[str, str]]:
    """The way back to the place."""
    return [(title_of_list(), reverse("public_list")), (place, reverse("public_kern", args=[slug]))]


def _public_events(initiative: Initiative) -> Iterable[Event]:
    """What was said to everybody, newest first."""
    said = initiative.events.filter(audience=Audience.PUBLIC).exclude(text__sentence="")
    return said.select_related("text").order_by("-at", "-pk")


def _happening(event: Event) -> dict[str, object]:
    """One event in words."""
    day = timezone.localdate(event.at)
    title = telling.TITLES.get(event.action, telling.TITLE_OF_ANY)
    language = get_language() or settings.LANGUAGE_CODE
    said, is_dutch = event.text.said_in(language), event.text.is_dutch_in(language)
    return {"title": title, "date": long_day(day), "iso": day.isoformat(), "text": said, "is_dutch": is_dutch}


def _goes_on_in(initiative: Initiative) -> Told | None:
    """The initiative with which it goes on, where neighbours may read that one too."""
    last = goes_on_as(initiative)
    target = on_the_website().for_neighbours().filter(pk=last.pk).first() if last else None
    return tell(target) if target else None
