"""The public steps as the resident's page draws them: what is behind us, where we are, what was not needed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.models import Initiative
from initiatives.statuses import ENDED, PUBLIC_STEPS, STATES, STEP_NEIGHBOURHOOD, Status
from initiatives.views.telling import Text
from initiatives.workflow.sentences import long_day

STEP_DECISION = 4


@dataclass(frozen=True, kw_only=True)
class Step:
    """One of the public steps; `state` is done, current, todo or skipped."""

    title: Text
    state: str
    text: Text = ""


class Walk:
    """Which steps an initiative went through, and when each was left; going back takes the later ones away."""

    def __init__(self, moves: Iterable[tuple[str, datetime]]) -> None:
        self.present = 0
        self.entered: dict[int, date] = {}
        self.left: dict[int, date] = {}
        for target, at in moves:
            if step := STATES[Status(target)].step:
                self._enter(step, timezone.localdate(at))

    def _enter(self, step: int, on: date) -> None:
        """One move."""
        if step > self.present:
            self.left |= {behind: on for behind in self.entered if self.present <= behind < step}
        else:
            for undone in [later for later in self.left if later >= step and later != STEP_NEIGHBOURHOOD]:
                del self.left[undone]
        if step < self.present == STEP_NEIGHBOURHOOD:
            # Asking the neighbourhood is over when its answers go back to the officer.
            self.left[STEP_NEIGHBOURHOOD] = on
        self.entered[step] = on
        self.present = step


def steps_of(initiative: Initiative, *, moves: Iterable[tuple[str, datetime]], label: Text) -> list[Step]:
    """Six steps while it runs and when it is done; of what ended otherwise only those that were taken."""
    untold = initiative.is_untold
    walk = Walk((target, at) for target, at in moves if not (untold and target == initiative.status))
    if initiative.status == Status.COMPLETED:
        return _all_six(walk, present=len(PUBLIC_STEPS) + 1, label=label)
    if initiative.status in ENDED and not untold:
        taken = [number for number in PUBLIC_STEPS if number in walk.left]
        return [*(_done(number, walk) for number in taken), Step(title=label, state="current")]
    return _all_six(walk, present=STEP_DECISION if untold else initiative.public_step, label=label)


def _all_six(walk: Walk, *, present: int, label: Text) -> list[Step]:
    """What lies behind is done, what nobody needed is said to be so."""
    return [_step(number, walk, present=present, label=label) for number in PUBLIC_STEPS]


def _step(number: int, walk: Walk, *, present: int, label: Text) -> Step:
    """One step of a walk that goes on."""
    if number == present:
        return Step(title=PUBLIC_STEPS[number], state="current", text=label)
    asked = STEP_NEIGHBOURHOOD in walk.left
    if number < present and number == STEP_NEIGHBOURHOOD and not asked:
        return Step(title=PUBLIC_STEPS[number], state="skipped", text=_("De buurt hoefden wij niets te vragen."))
    if number < present or (number == STEP_NEIGHBOURHOOD and asked):
        return _done(number, walk)
    return Step(title=PUBLIC_STEPS[number], state="todo")


def _done(number: int, walk: Walk) -> Step:
    """Behind us, with the day it was over."""
    left, entered = walk.left.get(number), walk.entered.get(number)
    text = _("Klaar op %s") % long_day(left) if left else _("Op %s") % long_day(entered) if entered else ""
    return Step(title=PUBLIC_STEPS[number], state="done", text=text)
