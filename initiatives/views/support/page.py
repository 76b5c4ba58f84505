"""De buurt: who is asked what until when, the count with every line it is made of, and the ledger of concerns."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django_stubs_ext import StrPromise

from accounts.models import User
from initiatives.deeds.neighbourhood.asked import WHO
from initiatives.deeds.table import DEED_OF
from initiatives.forms.support import DESKS, Desk
from initiatives.models import Initiative, SupportCheck
from initiatives.models.access import Looked
from initiatives.models.choices import SupportMethod
from initiatives.models.tally import last_of_each, voices_of
from initiatives.relations import Relation, held_now
from initiatives.views.act import find_initiative
from initiatives.views.edit import crumbs
from initiatives.views.heard import day_of_forgetting, heard_of
from initiatives.views.noted import note, refuse
from initiatives.views.public import neighbour_address
from initiatives.views.signed_in import signed_in
from initiatives.views.support.beside import FROM_THE_PAGE
from initiatives.views.support.code import take_code
from initiatives.views.support.facts import (
    SHORT,
    apart_of,
    lines_of,
    stand_of,
    warn,
    words_of,
)
from initiatives.workflow.action import Action, Actor
from initiatives.workflow.neighbours import is_on_the_website
from initiatives.workflow.table import ROW_OF
from kernen.roles import roles_of

# Who weighs what neighbours wrote in their own words.
READS_WORDS = {relation: WHO[relation] for relation in (Relation.INTERNAL_COORDINATOR, Relation.LEAD_OFFICER)}
# What is printed, and for which ways; a poster tells everybody.
PRINTS: dict[str, tuple[StrPromise, tuple[SupportMethod, ...]]] = {
    "support_letters": (gettext_lazy("Brieven met codes"), (SupportMethod.LETTER,)),
    "support_poster": (gettext_lazy("Poster"), ()),
    "support_list_paper": (gettext_lazy("Lege papieren lijst"), (SupportMethod.LIST, SupportMethod.DOOR_TO_DOOR)),
}
STEPS = ("start_support", "close_support")


def may_follow(user: User, initiative: Initiative) -> bool:
    """Whether this person works on what the neighbourhood says."""
    return bool(held_now(WHO, roles_of(user), initiative))


@require_safe
def show_support(request: HttpRequest, key: str) -> HttpResponse:
    """The check that goes on, or the last one; an earlier one with `?keer=`."""
    user, initiative = signed_in(request), find_initiative(request, key)
    if not may_follow(user, initiative):
        refuse(Looked.REACTIONS, initiative, by=user)
    checks = list(initiative.support_checks.select_related("initiative").order_by("-started_at", "-pk"))
    check = _chosen(request, checks)
    actor = Actor(user=user)
    context: dict[str, Any] = {
        "initiative": initiative,
        "check": check,
        "earlier": [one for one in checks if one != check],
        "may": {row.name: row for row in _open_to(initiative, actor)},
        "breadcrumb": crumbs(initiative, _("De buurt")),
    }
    if check is not None:
        may_read_words = bool(held_now(READS_WORDS, roles_of(user), initiative))
        if may_read_words:
            note(Looked.REACTIONS, initiative, by=user)
        context |= _counted(check, with_words=may_read_words) | _ways_on(initiative, check)
        context["code"] = take_code(request, check)
    return render(request, "initiatives/support.html", context)


def _chosen(request: HttpRequest, checks: list[SupportCheck]) -> SupportCheck | None:
    """The one that was asked for, or the last."""
    asked = request.GET.get("keer", "")
    if not asked:
        return next(iter(checks), None)
    found = next((one for one in checks if str(one.pk) == asked), None)
    if found is None:
        raise Http404
    return found


def _open_to(initiative: Initiative, actor: Actor) -> list[Action]:
    """The buttons this person may press now."""
    rows = (*(DEED_OF[name] for name in FROM_THE_PAGE), *(ROW_OF[name] for name in STEPS))
    return [row for row in rows if row.is_open_to(initiative, actor)]


def _counted(check: SupportCheck, *, with_words: bool) -> dict[str, Any]:
    """The count, the rule, and everything the count is made of."""
    heard, voices = heard_of([check])[0], last_of_each(voices_of([check]))
    return stand_of(heard) | {
        "ways": [str(SHORT[SupportMethod(way)]) for way in check.ways],
        "days_left": heard.days_left,
        "warnings": [] if check.closed_at else warn(check),
        "lines": lines_of(check),
        "apart": apart_of(voices),
        "with_words": with_words,
        "said": words_of(voices) if with_words else [],
        "concerns": list(heard.concerns),
        "forgetting": day_of_forgetting(check),
    }


def _ways_on(initiative: Initiative, check: SupportCheck) -> dict[str, Any]:
    """Where one can go from here: entering, printing, and what neighbours see."""
    return {
        "desks": desks_of(check),
        "prints": _prints(initiative, check),
        "neighbour_url": neighbour_address(initiative) if is_on_the_website(initiative) else "",
    }


def desks_of(check: SupportCheck) -> list[Desk]:
    """The ways of this check that are typed in here."""
    return [desk for desk in DESKS if desk.way_in(check)]


def _prints(initiative: Initiative, check: SupportCheck) -> list[tuple[str, str]]:
    """What this check needs on paper."""
    return [
        (str(label), reverse(name, args=[initiative.key]))
        for name, (label, ways) in PRINTS.items()
        if not ways or set(ways) & set(check.ways)
    ]
