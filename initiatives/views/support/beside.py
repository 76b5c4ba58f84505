"""What stands beside the questions when a check is started, worked on or closed, and where one goes on from there."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from initiatives.models import Initiative, SupportCheck
from initiatives.views.heard import heard_of
from initiatives.views.support.facts import say_rule, stand_of, warn_at_the_end, warn_before
from initiatives.workflow.action import Situation

# Who does one of these comes from the page of the neighbourhood, and goes on there.
FROM_THE_PAGE = ("enter_support", "strike_support", "note_concern", "answer_concern", "postpone_support")
# Who starts goes on there too: letters, a poster and the first list come next.
GOES_ON = (*FROM_THE_PAGE, "start_support")


def beside(name: str, s: Situation) -> dict[str, Any]:
    """The template for the form of this action, with what it shows; nothing for most actions."""
    made = BESIDE.get(name)
    return made(s) if made else {}


def start_from(request: HttpRequest, name: str, initiative: Initiative) -> Mapping[str, Any]:
    """What the link on the page chose already: the line to strike, or the concern with the answer it has now."""
    check = _open(initiative) if name in ("strike_support", "answer_concern") else None
    if check is None:
        return {}
    if name == "strike_support":
        entry = check.entries.filter(pk=_number(request, "telling")).first()
        return {"entry": entry.pk} if entry else {}
    concern = check.concerns.filter(pk=_number(request, "zorg")).first()
    if concern is None:
        return {}
    kept = {name: getattr(concern, name) for name in ("answer", "changed", "still_disagrees")}
    return {"concern": concern.pk} | kept


def go_on(name: str, initiative: Initiative) -> HttpResponse | None:
    """Back to the page of the neighbourhood, after what is done from there."""
    return redirect("support", initiative.key) if name in GOES_ON else None


def _number(request: HttpRequest, name: str) -> int:
    """The number of a row in the address; 0 is none."""
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else 0


def _open(initiative: Initiative) -> SupportCheck | None:
    """The check that goes on."""
    return initiative.support_checks.select_related("initiative").filter(closed_at=None).first()


def _at_the_start(s: Situation) -> dict[str, Any]:
    """The rule that will count, and whom not to forget."""
    return {
        "beside": "initiatives/support_beside_start.html",
        "rule": say_rule(s.enough.enough, s.enough.number),
        "warnings": warn_before(s.initiative),
    }


def _at_the_end(s: Situation) -> dict[str, Any]:
    """The count, the rule, and the worries that nobody answered yet."""
    check = _open(s.initiative)
    if check is None:
        return {}
    heard = heard_of([check])[0]
    concerns = list(heard.concerns)
    return stand_of(heard) | {
        "beside": "initiatives/support_beside_close.html",
        "warnings": warn_at_the_end(check, heard.tally),
        "concerns": concerns,
        "unanswered": [concern for concern in concerns if not concern.answer],
    }


BESIDE: dict[str, Callable[[Situation], dict[str, Any]]] = {
    "start_support": _at_the_start,
    "close_support": _at_the_end,
}
