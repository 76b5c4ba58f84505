"""What the neighbourhood is asked, or what it said: the same facts for residents, neighbours and staff."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.clocks import load_clocks
from initiatives.deeds.neighbourhood.asked import why_no_answers
from initiatives.models import Concern, Initiative, SupportCheck
from initiatives.models.choices import CONCLUSIONS, Opinion, SupportMethod
from initiatives.models.parts import part_of
from initiatives.models.tally import Tally, count_each
from initiatives.workflow.counted import OPINIONS, how_many_of, in_numbers, what_was_said
from initiatives.workflow.sentences import long_day
from kernen.models import Enough
from kernen.models.municipality import Article
from kernen.words import words_for_residents


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way of asking and what came of it."""

    label: str
    numbers: str


@dataclass(frozen=True, kw_only=True)
class Heard:
    """One check as anybody may read it; for who has no account numbers only when it is over (`told_of`)."""

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
    def based_on(self) -> str:
        """How many answers there were, and what of; more answers than households came from more people in each."""
        number, households = self.tally.all.total, self.check.households
        if not number:
            return ""
        if not households or number <= households:
            return f"{how_many_of(self.check, self.tally)}."
        plain = ngettext("%(number)s antwoord", "%(number)s antwoorden", number) % {"number": number}
        return f"{plain}. {_('Wij vroegen %s huishoudens.') % households}"

    @property
    def numbers(self) -> str:
        """All ways together; empty where nobody was counted."""
        return in_numbers(self.tally.all) if self.tally.all.total else ""

    @property
    def ways(self) -> list[Way]:
        """Per way, so that a list at the door is not taken for a page on the internet."""
        return [Way(label=str(way.label), numbers=in_numbers(votes)) for way, votes in self.tally.per_way.items()]

    @property
    def opinions(self) -> list[str]:
        """What a kernoverleg thinks, under the name that residents know."""
        who = capfirst(_the_group())
        return [f"{who} {OPINIONS[Opinion(entry.opinion)]}." for entry in self.tally.opinions]

    @property
    def concerns(self) -> Iterable[Concern]:
        """What neighbours worry about, and what is done with it."""
        return self.check.concerns.order_by("pk")

    @property
    def enough(self) -> str:
        """What counts as enough, as it is said beforehand."""
        return enough_in_words(self.check)

    @property
    def answers(self) -> list[str]:
        """How a neighbour can answer."""
        return how_to_answer(self.check)

    @property
    def days_left(self) -> int:
        """How many days neighbours can still answer, today included; nothing once it is over."""
        return max((self.check.closes_on - timezone.localdate()).days + 1, 0)

    @property
    def has_letters(self) -> bool:
        """Whether neighbours got a letter with a code."""
        return SupportMethod.LETTER in self.check.ways

    @property
    def takes_answers(self) -> bool:
        """Whether one can answer today."""
        return self.check.takes_answers(timezone.localdate())

    @property
    def why_no_answers(self) -> str:
        """Why one cannot answer today; nothing while one can."""
        return why_no_answers(self.check, on=timezone.localdate())

    @property
    def erased_on(self) -> str:
        """The last day on which single answers are kept; empty where they are gone."""
        day = None if self.check.forgotten_at else day_of_forgetting(self.check)
        return long_day(day)


def last_heard(initiative: Initiative) -> Heard | None:
    """The check that goes on, or the last one that was finished."""
    shown = part_of(initiative, "support_checks").filter(conclusion__in=("", *CONCLUSIONS))
    check = shown.order_by("-started_at", "-pk").first()
    return told_of([check])[0] if check else None


def last_asked(initiative: Initiative) -> Heard | None:
    """The same, or one that stopped halfway: who got a letter about it still finds the page."""
    check = initiative.support_checks.order_by("-started_at", "-pk").first()
    return heard_of([check])[0] if check else None


def heard_of(checks: Collection[SupportCheck]) -> list[Heard]:
    """Each check with its count; so many checks, never more than two queries."""
    tallies = count_each(checks)
    return [Heard(check=check, tally=tallies[check.pk]) for check in checks]


def told_of(checks: Collection[SupportCheck]) -> list[Heard]:
    """The same for residents and neighbours: nothing is counted of what goes on, for they read no numbers of it yet."""
    tallies = count_each([check for check in checks if check.is_closed])
    return [Heard(check=check, tally=tallies.get(check.pk, Tally())) for check in checks]


def enough_in_words(check: SupportCheck) -> str:
    """The rule of this check in plain words, with people and households instead of a percentage."""
    number = check.enough_number or 0
    if check.enough == Enough.NUMBER:
        return _("Het is genoeg als %s mensen voor zijn.") % number
    if check.enough == Enough.SHARE and check.households:
        return _("Het is genoeg als %(number)s van de %(households)s huishoudens voor zijn.") % {
            "number": check.needed,
            "households": check.households,
        }
    if check.enough == Enough.SHARE:
        return _("Het is genoeg als van elke 100 huishoudens er %s voor zijn.") % number
    if check.enough == Enough.OPINION:
        return _("Wij kijken vooral naar de mening van %s. De gemeente beslist.") % _the_group()
    return _("Er is geen vast aantal. Wij kijken naar alle antwoorden en leggen uit waarom het genoeg is, of niet.")


def how_to_answer(check: SupportCheck) -> list[str]:
    """Every way of this check, as a neighbour can use it."""
    said = {
        SupportMethod.LETTER: _("Met uw brief: op deze website met de code, of op papier."),
        SupportMethod.PAGE: _("Op deze website. U heeft geen brief nodig."),
        SupportMethod.LIST: _("Op de papieren lijst in uw buurt."),
        SupportMethod.DOOR_TO_DOOR: _("Aan de deur. Er komt iemand bij u langs."),
        SupportMethod.MEETING: _("Op een bijeenkomst. Daar tellen wij wie voor en tegen is."),
        SupportMethod.KERNOVERLEG: _("Bij %s. Daar praten bewoners over het plan.") % _the_group(),
    }
    return [sentence for way, sentence in said.items() if way in check.ways]


def _the_group() -> str:
    """The kernoverleg under the name that residents know, article and all."""
    called = words_for_residents()["kernoverleg"]
    named = _("het %s") if called.article == Article.HET else _("de %s")
    return named % called.singular


def day_of_forgetting(check: SupportCheck) -> date | None:
    """The last day on which single answers are kept, once it is over."""
    return load_clocks().after("reaction_kept", timezone.localdate(check.closed_at)) if check.closed_at else None
