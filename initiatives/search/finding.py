"""Finding: what somebody typed, looked for inside what that person may see."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from initiatives.models import ContactPerson, Initiative, InitiativeKern
from initiatives.models.counting import MOST_COUNTED
from initiatives.search.index import NAMES, STORIES, Wanted, nearby, rows_with
from initiatives.search.words import SHORTEST_PREFIX, halves_of, is_same, is_slip, keys_of, telling, words_in
from kernen.kept import Kept
from kernen.models import Kern

MOST_ASKED = 10
REFERENCE = re.compile(r"^\s*([A-Za-z]{2,5})[\s-]*(\d{4})[\s-]+(\d{1,6})\s*$", re.ASCII)
Rule = Callable[[str, str], bool]


def is_near(asked: str, word: str) -> bool:
    """Also with a typing error in it."""
    return is_same(asked, word) or is_slip(asked, word)


def find(rows: QuerySet[Initiative], text: str, *, people: Q | None = None) -> QuerySet[Initiative]:
    """Those of these rows in which everything that was typed is found, newest first.

    Call it on rows that went through `visible_to`. `people` says in which of them names of contact persons may be
    looked for; without it in none. Whether a row is found depends on its own words alone: typing errors are
    forgiven where none of *these rows* fits as it was typed, so that nobody learns what stands elsewhere.
    """
    if reference := reference_in(text):
        return _newest_first(rows.filter(Q(reference__startswith=reference) | Q(reference=_whole(reference))))
    asked = telling(words_in(text))[:MOST_ASKED]
    if not asked:
        return rows.none() if text.strip() else rows
    found = _looked_up(rows, _Sources(asked, people, rule=is_same).holding_all())
    if found is None:
        found = _looked_up(rows, _Sources(asked, people, rule=is_near).holding_all())
    return rows.none() if found is None else _newest_first(found)


def _looked_up(rows: QuerySet[Initiative], holding: Q) -> QuerySet[Initiative] | None:
    """Those of these rows, or None where there are none. Of a few the numbers say it all: whatever is asked of them
    next begins there, and not at the words again.
    """
    found = rows.filter(holding)
    few = list(found.order_by().values_list("pk", flat=True)[: MOST_COUNTED + 1])
    return (found if len(few) > MOST_COUNTED else rows.filter(pk__in=few)) if few else None


def reference_in(text: str) -> str:
    """What was typed, written as a reference; nothing where it is none."""
    found = REFERENCE.match(text)
    return f"{found[1].upper()}-{found[2]}-{found[3]}" if found else ""


def find_reference(rows: QuerySet[Initiative], text: str) -> Initiative | None:
    """The one initiative with this reference, to go to at once."""
    reference = reference_in(text)
    return rows.filter(reference=_whole(reference)).first() if reference else None


def _whole(reference: str) -> str:
    """People leave out the noughts: VAG-2026-42 is VAG-2026-0042."""
    start, _dash, number = reference.rpartition("-")
    return f"{start}-{number.zfill(4)}"


def _newest_first(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """No rank: it would have to weigh every row that fits before it could show the first."""
    return rows.order_by("-created_at", "-pk")


# Of every kern, also an archived one, the words of its name.
kept_kernen = Kept(lambda: [(pk, words_in(name)) for pk, name in Kern.objects.values_list("pk", "name")])


class _Sources:
    """Where a word may be found: the story, the name of a kern, the name of a person."""

    def __init__(self, asked: Sequence[str], people: Q | None, *, rule: Rule) -> None:
        self.asked, self.people, self.rule = asked, people, rule
        slips = rule is is_near
        self.words = nearby(asked, index=STORIES, slips=slips)
        self.names = nearby(asked, index=NAMES, slips=slips) if people is not None else []
        self.kernen = kept_kernen()

    def holding_all(self) -> Q:
        """Each word somewhere in the row; those that only a story can hold are asked of the index at once."""
        only_story, everywhere = [], Q()
        for asked in self.asked:
            wanted = wanted_for(asked, self.words, self.rule)
            elsewhere = self._elsewhere(asked)
            if not elsewhere:
                only_story.append(wanted)
                continue
            story = Initiative.objects.filter(pk__in=rows_with([wanted], index=STORIES)).values("pk")
            everywhere &= Q(pk__in=story.union(*elsewhere))
        return everywhere & Q(pk__in=rows_with(only_story, index=STORIES)) if only_story else everywhere

    def _elsewhere(self, asked: str) -> list[QuerySet[Any, Any]]:
        """Rows of a kern of this name, and rows whose people may be looked for and have this name."""
        found: list[QuerySet[Any, Any]] = []
        if kernen := [pk for pk, name in self.kernen if any(self.rule(asked, word) for word in name)]:
            found.append(InitiativeKern.objects.filter(kern__in=kernen).values("initiative"))
        if self.people is not None and (names := frozenset(word for word in self.names if self.rule(asked, word))):
            called = ContactPerson.objects.filter(pk__in=rows_with([Wanted(forms=names)], index=NAMES))
            may = Initiative.objects.filter(self.people)
            found.append(called.filter(initiative__in=may.values("pk")).values("initiative"))
        return found


def wanted_for(asked: str, words: Iterable[str], rule: Rule) -> Wanted:
    """Every form of this word that the index holds, and its halves where both are there."""
    words = list(words)
    forms = frozenset(word for word in words if rule(asked, word)) | {asked}
    cuts = halves_of(asked)
    by_key: dict[str, set[str]] = defaultdict(set)
    for word in words if cuts else ():
        if word[:SHORTEST_PREFIX] in asked:
            for key in keys_of(word):
                by_key[key].add(word)

    def called(part: str) -> frozenset[str]:
        return frozenset().union(*(by_key.get(key, ()) for key in keys_of(part)))

    halves = ((called(first), called(second)) for first, second in cuts)
    return Wanted(forms=forms, halves=tuple(dict.fromkeys(pair for pair in halves if all(pair))))
