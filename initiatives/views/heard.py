"""What the neighbourhood is asked, or what it said: the same facts for residents, neighbours and staff."""

from dataclasses import dataclass

from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import CONCLUSIONS
from initiatives.models.tally import Tally, count
from initiatives.workflow.counted import how_many_of, in_numbers, what_was_said


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way of asking and what came of it."""

    label: str
    numbers: str


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One check as anybody may read it; numbers only when it is over."""

    check: SupportCheck
    tally: Tally

    @property
    def said(self) -> str:
        """What was said, in one sentence."""
        return what_was_said(self.check, self.tally)

    @property
    def how_many(self) -> str:
        """How many answered, of how many."""
        return how_many_of(self.check, self.tally)

    @property
    def ways(self) -> list[Way]:
        """Per way, so that a list at the door is not taken for a page on the internet."""
        return [Way(label=str(way.label), numbers=in_numbers(votes)) for way, votes in self.tally.per_way.items()]


def last_heard(initiative: Initiative) -> Heard | None:
    """The check that goes on, or the last one that was finished."""
    shown = initiative.support_checks.filter(conclusion__in=("", *CONCLUSIONS))
    check = shown.order_by("-started_at", "-pk").first()
    return Heard(check=check, tally=count(check)) if check else None
