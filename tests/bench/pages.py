"""Every page of the bench: who asks for it, what the floor beside it is, and how far above that it may be."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

from tests.bench import words
from tests.bench.client import Ask
from tests.evidence.visitor import intake

Facts = Mapping[str, Any]
# For the client in this seat, the next time it asks.
Asking = Callable[[Facts, int], Callable[[], Ask]]
LIST, KERN = "/initiatieven/", "/kernen/"
# By its name.
LAST = "?bladzijde=laatste"


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of ours or of the floor.

    `against`: the page its ratio is to, with at most `most` times its time; `statements` and `weight` (bytes gzip)
    are what it may cost. None where there is no aim.
    """

    key: str
    name: str
    asking: Asking
    against: str = ""
    most: float | None = None
    statements: int | None = None
    weight: int | None = None
    writes: bool = False
    is_floor: bool = False
    growth: float = 1.5


def staff(path: str, who: str = "coordinator") -> Asking:
    """A page for somebody of the house; what stands in braces is read from the facts."""
    return lambda facts, seat: lambda: Ask(path=path.format(**facts), session=facts["sessions"][who][seat])


def anybody(path: str) -> Asking:
    """A page without a session."""
    return lambda facts, _seat: lambda: Ask(path=path.format(**facts))


def each(path: str, among: str, who: str = "") -> Asking:
    """One after another of these."""

    def asking(facts: Facts, seat: int) -> Callable[[], Ask]:
        numbers, session = count(seat), facts["sessions"][who][seat] if who else ""
        keys: Sequence[str] = facts[among]
        return lambda: Ask(path=path.format(**facts, key=keys[next(numbers) % len(keys)]), session=session)

    return asking


def each_sent(path: str, among: str) -> Asking:
    """A form that asks nothing, for one of these after another; every seat begins at another."""

    def asking(facts: Facts, seat: int) -> Callable[[], Ask]:
        numbers, keys, session = count(seat), facts[among], facts["sessions"]["floor"][seat]
        return lambda: Ask(path=path.format(key=keys[next(numbers) % len(keys)]), session=session, fields={"a": "b"})

    return asking


def resident(path: str) -> Asking:
    """The page behind number and code."""
    return lambda facts, seat: lambda: Ask(path=path, session=facts["residents"][seat % len(facts["residents"])])


def new(path: str, who: str = "coordinator") -> Asking:
    """An idea written down, each time another."""

    def asking(facts: Facts, seat: int) -> Callable[[], Ask]:
        return lambda: Ask(
            path=path,
            session=facts["sessions"][who][seat],
            fields=intake(facts["kern"], name="Mia Daems", summary=f"Een {words.FIRST[0]}bank voor iedereen."),
        )

    return asking


def moving(path: str) -> Asking:
    """An idea handed on to the town hall, then sent back, then handed on: each time with its letters."""

    def asking(facts: Facts, seat: int) -> Callable[[], Ask]:
        one: list[Any] = facts["moved"][seat % len(facts["moved"])]
        return lambda: _move(path, one, session=facts["sessions"]["coordinator"][seat])

    return asking


def _move(path: str, one: list[Any], *, session: str) -> Ask:
    """`one`: key, version, and whether it lies at the town hall; it is told when the step was taken."""
    key, version, is_there = one
    name, more = ("send_back", {"reason": "Eerst bellen."}) if is_there else ("submit", {})

    def moved() -> None:
        one[1:] = [version + 1, not is_there]

    fields = {"version": str(version), "form_key": str(uuid4()), **more}
    return Ask(path=path.format(key=key, name=name), session=session, fields=fields, done=moved)


OURS = (
    Page(key="work", name="Mijn werk", asking=staff("/werk/"), against="floor_list", most=2.5),
    Page(
        key="list", name="lijst", asking=staff(LIST), against="floor_list", most=2.5, statements=8, weight=6_000
    ),
    Page(
        key="list_external", name="lijst, externe coördinator", asking=staff(LIST, "external"), against="floor_list",
        most=2.5, statements=8,
    ),
    Page(
        key="list_officer", name="lijst, beleidsmedewerker", asking=staff(LIST, "officer"), against="floor_list",
        most=2.5, statements=8,
    ),
    Page(
        key="filtered", name="lijst, status en domein", asking=staff(LIST + "?status=in_review&domain={domain}"),
        against="floor_filtered", most=2.5, statements=8,
    ),
    Page(
        key="saved", name="bewaarde lijst", asking=staff(LIST + "?{saved}"), against="floor_filtered", most=2.5,
        statements=8,
    ),
    Page(key="kern", name="kern", asking=staff(KERN + "{slug}/"), against="floor_kern", most=2.5),
    Page(
        key="rare", name="zoeken, zeldzaam woord", asking=staff(f"{LIST}?q={words.RARE}&show=all"),
        against="floor_rare", most=3, statements=8, growth=2.5,
    ),
    Page(
        key="common", name="zoeken, gewoon woord", asking=staff(f"{LIST}?q={words.COMMON}&show=all"),
        against="floor_common", most=3, statements=8, growth=2.5,
    ),
    Page(
        key="oldest", name="zoeken, woord van vroeger", asking=staff(f"{LIST}?q={words.OLDEST}&show=all"),
        against="rare", most=10, statements=8, growth=2.5,
    ),
    Page(key="last", name="laatste bladzijde", asking=staff(LIST + LAST), against="list", most=1.3, statements=8),
    Page(
        key="initiative", name="één initiatief", asking=each(LIST + "{key}/", "told", "coordinator"),
        against="floor_record", most=3, statements=10, weight=6_000,
    ),
    Page(
        key="in_queue", name="één initiatief, uit de lijst", against="floor_record", most=3, statements=10,
        asking=each(LIST + "{key}/?rij=show%3Dall", "told", "coordinator"),
    ),
    Page(
        key="status", name="statuspagina van een bewoner", asking=resident("/volg/idee/"),
        against="floor_public_record", most=2.5, statements=3,
    ),
    Page(
        key="kernen", name="alle kernen, openbaar", asking=anybody("/dorpen/"), against="floor_public_list", most=2.5,
        statements=3,
    ),
    Page(
        key="public_list", name="lijst van een kern, openbaar", asking=anybody("/dorpen/{slug}/"),
        against="floor_public_list", most=2.5, statements=3,
    ),
    Page(
        key="public", name="één initiatief, openbaar", asking=each("/dorpen/{slug}/{key}/", "public"),
        against="floor_public_record", most=2.5, statements=3,
    ),
    Page(
        key="create", name="idee vastleggen", asking=new("/initiatieven/nieuw/"), against="floor_create", most=2.5,
        statements=8, writes=True,
    ),
    Page(
        key="move", name="doorzetten en terug", asking=moving(LIST + "{key}/{name}/"), against="floor_move", most=2.5,
        statements=10, writes=True,
    ),
)  # fmt: skip


def _floor(key: str, name: str, asking: Asking, *, writes: bool = False) -> Page:
    """The least."""
    return Page(key=f"floor_{key}", name=f"vloer: {name}", asking=asking, writes=writes, is_floor=True)


FLOOR = (
    _floor("hello", "sessie en gebruiker", staff("/hallo/", "floor")),
    _floor("list", "lijst", staff("/lijst/", "floor")),
    _floor("filtered", "lijst, status en domein", staff("/lijst/in_review/{domain}/", "floor")),
    _floor("kern", "kern", staff("/kern/{kern}/", "floor")),
    _floor("rare", "zoeken, zeldzaam woord", staff(f"/zoek/{words.RARE}/", "floor")),
    _floor("common", "zoeken, gewoon woord", staff(f"/zoek/{words.COMMON}/", "floor")),
    _floor("last", "laatste bladzijde", staff("/laatste/", "floor")),
    _floor("record", "één initiatief", each("/een/{key}/", "told", "floor")),
    _floor("public_record", "één initiatief, openbaar", each("/openbaar/{key}/", "public")),
    _floor("public_list", "lijst, openbaar", anybody("/dorpen/{kern}/")),
    _floor("create", "vastleggen", new("/nieuw/", "floor"), writes=True),
    _floor("move", "doorzetten", each_sent("/verder/{key}/", "told"), writes=True),
)
PAGES = {page.key: page for page in (*OURS, *FLOOR)}
