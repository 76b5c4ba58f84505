"""One line of a list of initiatives, ready for a template."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django_stubs_ext import StrPromise

from initiatives.clocks import lateness
from initiatives.models import Initiative
from kernen.models import Word
from kernen.words import say_here

Text = str | StrPromise
# After a yes the officer sees to it that it starts.
OFFICERS_TURN = ("officer", "conditions")
# Turns that are a role with a word of the municipality's own.
WORD_OF = {
    "coordinator": "external_coordinator",
    "internal_coordinator": "internal_coordinator",
    "officer": "beleidsmedewerker",
    "decider": "decider",
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What a list says of one initiative."""

    initiative: Initiative
    where: str
    ball: Text
    since: date
    term: Text
    term_tone: str
    days_open: int


def rows_of(initiatives: Iterable[Initiative], *, today: date, words: dict[str, Word]) -> Iterator[Row]:
    """Lines for these initiatives; they were fetched with `for_list`."""
    for initiative in initiatives:
        entered = timezone.localdate(initiative.entered_at)
        term, tone = lateness(entered=entered, due_on=initiative.due_on, today=today) or ("", "")
        yield Row(
            initiative=initiative,
            where=initiative.where,
            ball=ball_words(initiative, words=words),
            since=entered,
            term=term,
            term_tone=tone,
            days_open=initiative.days_open(today),
        )


def ball_words(initiative: Initiative, *, words: dict[str, Word]) -> Text:
    """Whose turn it is, in this municipality's words; an officer by name of function."""
    ball = initiative.state.ball
    if ball in OFFICERS_TURN and initiative.officer:
        return initiative.officer.name
    return words[WORD_OF[ball]].singular if ball in WORD_OF else say_here(str(ball.label), words)
