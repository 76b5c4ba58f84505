"""Likeness: which initiatives look like this one, why, and what was decided on them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import Decision, Initiative, InitiativeKern
from initiatives.models.decision import Outcome
from initiatives.search.finding import kept_kernen, wanted_for
from initiatives.search.index import STORIES, nearby, rows_with, rows_with_any
from initiatives.search.words import STOP_WORDS, is_alike, is_same, words_in
from initiatives.statuses import RUNNING
from kernen.kept import Kept
from kernen.models import Kernoverleg

SHOWN = 5
# Enough to choose the best from; the newest, because the oldest help least.
CANDIDATES = 100
MOST_ASKED = 10
DOUBLE, RELATED_NEAR, RELATED_FAR = 0.6, 0.4, 0.5
IN_SENTENCE = 0.5
# Words that half of all titles have.
COMMON = STOP_WORDS | {
    "buurt", "buurtbewoners", "bewoners", "bewoner", "dorp", "kern", "wijk", "straat", "gemeente", "idee",
    "initiatief", "plan", "project", "nieuw", "nieuwe", "graag", "maken", "organiseren", "plaatsen", "extra", "meer",
    "beter", "betere", "voorbeeld",
}  # fmt: skip
DECIDED = {
    Outcome.YES.value: gettext_lazy("ja"),
    Outcome.YES_IF.value: gettext_lazy("ja, met voorwaarden"),
    Outcome.NO.value: gettext_lazy("nee"),
}


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """An initiative that looks like this one; `reason` and `decided` are words to show."""

    initiative: Initiative
    is_double: bool
    reason: str
    decided: str
    score: float


@dataclass(frozen=True, kw_only=True)
class _Candidate:
    """As little of an initiative as the weighing needs; there are hundreds of them."""

    pk: int
    title: str
    summary: str
    everywhere: bool
    status: str
    kernen: AbstractSet[int]


@dataclass(frozen=True, kw_only=True)
class _Weighed:
    """One that is like enough, and in what."""

    pk: int
    score: float
    shared: Sequence[str]
    is_own: bool
    is_near: bool
    is_double: bool


@dataclass(frozen=True, kw_only=True)
class _Places:
    """The kernen an idea is about, those that share a kernoverleg with them, and how all kernen are called."""

    own: frozenset[int]
    neighbours: frozenset[int]
    names: frozenset[str]


def similar_to(
    title: str, *, kernen: Collection[int], rows: QuerySet[Initiative], shown: int = SHOWN
) -> list[Likeness]:
    """The likeliest of these rows, doubles first; call it on rows that went through `visible_to`."""
    places = _places(frozenset(kernen))
    asked = [word for word in words_in(title) if len(word) > 2 and word not in COMMON | places.names][:MOST_ASKED]
    if not asked:
        return []
    weighed = (_weigh(asked, other, places) for other in _candidates(asked, rows))
    best = sorted((one for one in weighed if one), key=lambda one: (not one.is_double, -one.score))[:shown]
    whole = {row.pk: row for row in _whole([one.pk for one in best], rows)} if best else {}
    # Somebody may have closed one while we were weighing.
    return [_told(one, whole[one.pk], places) for one in best if one.pk in whole]


def _candidates(asked: Sequence[str], rows: QuerySet[Initiative]) -> list[_Candidate]:
    """The newest that share a word; where those are many, the newest that share the most."""
    words = nearby(asked, index=STORIES)
    wanted = [wanted_for(word, words, is_same) for word in asked]
    columns = ("pk", "title", "summary", "whole_municipality", "status")
    newest = rows.order_by("-created_at", "-pk").values_list(*columns)
    found = list(newest.filter(pk__in=rows_with_any(wanted, index=STORIES))[:CANDIDATES])
    if len(found) == CANDIDATES and len(asked) > 1:
        fitting = list(newest.filter(pk__in=rows_with(wanted, index=STORIES))[:CANDIDATES])
        found = list(dict.fromkeys((*fitting, *found)))
    kernen: dict[int, set[int]] = defaultdict(set)
    links = InitiativeKern.objects.filter(initiative__in=[pk for pk, *_rest in found])
    for initiative, kern in links.values_list("initiative", "kern"):
        kernen[initiative].add(kern)
    return [
        _Candidate(pk=pk, title=title, summary=summary, everywhere=everywhere, status=status, kernen=kernen[pk])
        for pk, title, summary, everywhere, status in found
    ]


def _weigh(asked: Sequence[str], other: _Candidate, places: _Places) -> _Weighed | None:
    """How much two titles say the same, and where; nothing where that is too little."""
    title = [word for word in words_in(other.title) if len(word) > 2 and word not in COMMON | places.names]
    sentence = words_in(other.summary)
    shared = [word for word in title if any(is_alike(one, word) for one in asked)]
    there = sum(_weight(one, title, sentence) for one in asked) / len(asked)
    score = (2 * there + len(shared) / max(len(title), 1)) / 3
    is_own = bool(other.kernen & places.own)
    is_near = is_own or other.everywhere or not places.own or bool(other.kernen & places.neighbours)
    if score < (RELATED_NEAR if is_near else RELATED_FAR):
        return None
    is_double = is_near and other.status in RUNNING and score >= DOUBLE
    return _Weighed(pk=other.pk, score=score, shared=shared, is_own=is_own, is_near=is_near, is_double=is_double)


def _whole(numbers: Sequence[int], rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """All that is shown of the few that are."""
    decided = Decision.objects.filter(outcome__in=DECIDED).order_by("decided_at", "pk")
    full = rows.for_list().prefetch_related(Prefetch("decisions", queryset=decided, to_attr="decided"))  # type: ignore[attr-defined]
    return full.filter(pk__in=numbers)  # type: ignore[no-any-return]


def _told(one: _Weighed, other: Initiative, places: _Places) -> Likeness:
    """In words."""
    return Likeness(
        initiative=other,
        is_double=one.is_double,
        reason=_reason(other, one.shared, places, is_own=one.is_own, is_near=one.is_near),
        decided=_decided(other),
        score=one.score,
    )


def _weight(asked: str, title: Sequence[str], sentence: Sequence[str]) -> float:
    """A word in the title says more than one in the sentence below it."""
    if any(is_alike(asked, word) for word in title):
        return 1.0
    return IN_SENTENCE if any(is_same(asked, word) for word in sentence) else 0.0


def _reason(other: Initiative, shared: Sequence[str], places: _Places, *, is_own: bool, is_near: bool) -> str:
    """Why it is shown: where it is, and which words it shares."""
    if is_own:
        where = _("ook in %s") % other.where
    elif other.whole_municipality:
        where = _("voor de hele gemeente")
    elif not places.own:
        where = _("in %s") % other.where
    else:
        where = (_("vlakbij, in %s") if is_near else _("elders, in %s")) % other.where
    return _("%(where)s; zelfde woorden: %(words)s") % {"where": where, "words": ", ".join(shared)} if shared else where


def _decided(other: Initiative) -> str:
    """What was decided on it, in words."""
    decisions: list[Decision] = getattr(other, "decided", [])
    if not decisions or decisions[-1].decided_at is None:
        return ""
    last = decisions[-1]
    year = timezone.localtime(last.decided_at).year
    return _("in %(year)s: %(outcome)s") % {"year": year, "outcome": DECIDED[last.outcome]}


def _words_of_kernen() -> frozenset[str]:
    """Of all their names; an idea is not like another because both say where."""
    return frozenset(word for _kern, name in kept_kernen() for word in name)


def _who_meet() -> Collection[AbstractSet[int]]:
    """The kernen of each kernoverleg."""
    groups: dict[int, set[int]] = defaultdict(set)
    for group, kern in Kernoverleg.kernen.through.objects.values_list("kernoverleg", "kern"):
        groups[group].add(kern)
    return tuple(groups.values())


kept_groups = Kept(_who_meet)


def _places(own: frozenset[int]) -> _Places:
    """A neighbouring kern is one with which a kernoverleg is shared: who meets, knows what goes on."""
    shared = (group for group in kept_groups() if group & own)
    return _Places(own=own, neighbours=frozenset().union(*shared), names=_words_of_kernen())
