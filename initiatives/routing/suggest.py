"""A ranked, explained proposal for one initiative, learnt only from what this municipality decided before."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Initiative
from initiatives.models.choices import Ask
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.routing.learning import Case, Clue, Kind, Learned, Place, Text, is_clear
from initiatives.routing.words import clues_in, keywords_of, words_of
from kernen.models import PolicyDomain

# Enough to learn from, and little enough to count again for every page.
MOST_EARLIER, MOST_SHOWN, MOST_ALIKE, MOST_REASONS = 800, 3, 3, 4
TEXTS = ("title", "summary", "description", "aim")
COLUMNS = ("pk", "reference", "status", "informed_at", "logged_at", "created_at", "lead_domain_id", "asks", *TEXTS)
# A trial ranks everything twice.
MOST_TRIED = 500
# Two texts that share this much of their telling words are worth a look.
ALIKE_FROM = 0.2
# A clue must point somewhere before it is named as a reason.
TELLING = 0.25


@dataclass(frozen=True, kw_only=True)
class Alike:
    """An earlier initiative that resembles this one, and where it ended."""

    initiative: Initiative
    domain: PolicyDomain


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """One domain with its score and, in words, why."""

    domain: PolicyDomain
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Route:
    """The proposals, the likeliest first; with too little to go on none, and only what was found, in order of name."""

    suggestions: tuple[Suggestion, ...] = ()
    found: tuple[Suggestion, ...] = ()
    alike: tuple[Alike, ...] = ()
    changes: str = ""
    learnt_from: int = 0

    @property
    def first(self) -> PolicyDomain | None:
        """What the software would choose, if it dares to say so."""
        return self.suggestions[0].domain if self.suggestions else None

    @cached_property
    def rank(self) -> dict[int, int]:
        """The place of each proposed domain, counted from one."""
        return {suggestion.domain.pk: n for n, suggestion in enumerate(self.suggestions, 1)}


def earlier_decisions(rows: InitiativeQuerySet) -> InitiativeQuerySet:
    """Of these, the ones an officer took up in the domain where they now are, the latest first."""
    decided = rows.filter(lead_domain__isnull=False, confirmed_at__isnull=False, emptied_at=None)
    return decided.only(*COLUMNS).order_by("-pk")


def decided_cases() -> list[Case]:
    """The words of what was decided before, for figures alone: nothing confidential, and no text is shown."""
    rows = earlier_decisions(Initiative.objects.filter(is_confidential=False))
    return [
        case_of(row, row.lead_domain.code)
        for row in rows.select_related("lead_domain").only(*COLUMNS, "lead_domain__code")[:MOST_TRIED]
        if row.lead_domain
    ]


def suggest(initiative: Initiative, *, earlier: InitiativeQuerySet) -> Route:
    """Rank the domains in use for this initiative; `earlier` is what the person may see. Always two queries."""
    domains = {domain.code: domain for domain in PolicyDomain.objects.current().order_by("code")}
    by_pk = {domain.pk: domain for domain in domains.values()}
    before = list(earlier_decisions(earlier).exclude(pk=initiative.pk)[:MOST_EARLIER])
    cases = [case_of(other, by_pk[other.lead_domain_id].code) for other in before if other.lead_domain_id in by_pk]
    learned = Learned(cases, {code: keywords_of(domain.keywords) for code, domain in domains.items()})
    text = text_of(initiative)
    places = learned.rank(text)
    alike = tuple(_alike(text, [other for other in before if other.lead_domain_id in by_pk], learned, by_pk))
    told = [
        Suggestion(domain=domains[place.desk], score=place.score, reasons=tuple(_reasons(place))) for place in places
    ]
    if not is_clear(places):
        found = sorted((one for one in told if one.reasons), key=lambda one: one.domain.name)
        return Route(found=tuple(found), alike=alike)
    # Without a history a domain that nothing speaks for has no place in the order.
    shown = [one for one in told[:MOST_SHOWN] if learned.has_learnt or one.reasons]
    changes = _what_would_change(places, domains, second=shown[1].domain.name if len(shown) > 1 else "")
    return Route(suggestions=tuple(shown), changes=changes, alike=alike, learnt_from=learned.size)


def text_of(initiative: Initiative) -> Text:
    """What the resident said and asked."""
    texts = [str(getattr(initiative, name)) for name in TEXTS]
    return Text(words=words_of(*texts), whole=" ".join(texts).lower(), asks=tuple(sorted(initiative.asks)))


def case_of(initiative: Initiative, desk: str) -> Case:
    """An earlier one, as the counts want it."""
    return Case(text=text_of(initiative), desks=(desk,))


def _reasons(place: Place) -> list[str]:
    """The heaviest clues that speak for this desk, each in a sentence; one word is named once."""
    named: set[tuple[bool, str]] = set()
    sentences = []
    for clue in place.clues:
        here = (clue.is_ask, clue.found_in)
        if clue.weight < TELLING or here in named:
            continue
        named.add(here)
        sentences.append(_sentence(clue))
    return sentences[:MOST_REASONS]


def _sentence(clue: Clue) -> str:
    """One clue in words."""
    word = clue.found_in
    if clue.kind is Kind.KEYWORD:
        if clue.key == word:
            return _("“%s” is een trefwoord van dit domein.") % word
        return _("In “%(word)s” zit het trefwoord “%(key)s”.") % {"word": word, "key": clue.key}
    facts: dict[str, object] = {"n": round(clue.seen), "here": round(clue.here)}
    if clue.kind is Kind.ASK:
        facts |= {"ask": Ask(clue.key).label if clue.key in Ask.values else clue.key}
        return _("Gevraagd: %(ask)s. Dat ging eerder %(here)s van de %(n)s keer hierheen.") % facts
    if not word.startswith(clue.key):
        word = _("%(part)s (in %(word)s)") % {"part": clue.key, "word": word}
    facts |= {"word": word}
    return (
        ngettext(
            "“%(word)s” kwam %(n)s keer eerder voor, toen bij dit domein.",
            "“%(word)s” kwam %(n)s keer eerder voor, %(here)s keer bij dit domein.",
            round(clue.seen),
        )
        % facts
    )


def _what_would_change(places: list[Place], domains: dict[str, PolicyDomain], *, second: str) -> str:
    """The one clue without which another domain stood first, or that there is none."""
    for clue in places[0].clues:
        best = _first_without(clue, places)
        if clue.weight > 0 and best.desk != places[0].desk:
            what = Ask(clue.key).label if clue.is_ask and clue.key in Ask.values else clue.found_in
            return _("Zonder “%(what)s” stond %(domain)s bovenaan.") % {"what": what, "domain": domains[best.desk].name}
    if second:
        return _("Ook zonder een van deze woorden bleef de eerste dezelfde. De tweede keus is %s.") % second
    return _("Ook zonder een van deze woorden bleef de eerste dezelfde. Een tweede keus is er niet.")


def _first_without(clue: Clue, places: list[Place]) -> Place:
    """Who would stand first without this clue."""
    return min(places, key=lambda place: (-place.without(clue), place.desk))


def _alike(text: Text, others: list[Initiative], learned: Learned, by_pk: dict[int, PolicyDomain]) -> list[Alike]:
    """The earlier ones that share most of the telling words; rare words tell more."""
    mine = set(clues_in(text.words, learned.vocabulary))
    total = len(learned.cases) + 1

    def tells(clues: set[str]) -> float:
        return sum(1 - sum(learned.counts[(Kind.WORD, clue)].values()) / total for clue in sorted(clues))

    near = []
    for other, case in zip(others, learned.cases, strict=True):
        theirs = set(clues_in(case.text.words, learned.vocabulary))
        shared = mine & theirs
        if len(shared) > 1 and (share := tells(shared) / (min(tells(mine), tells(theirs)) or 1)) >= ALIKE_FROM:
            near.append((-share, -other.pk, other))
    nearest = [other for *_order, other in sorted(near, key=lambda one: one[:2])[:MOST_ALIKE]]
    return [Alike(initiative=other, domain=by_pk[other.lead_domain_id or 0]) for other in nearest]
