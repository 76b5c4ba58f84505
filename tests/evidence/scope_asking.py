"""Asks a random world its pages, and says which words stood there that this person may not read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import quote
from zipfile import ZipFile

from django.db import transaction

from initiatives.models import Initiative
from initiatives.views.export import XLSX_TYPE
from tests.evidence.scope_paths import PATHS, Ask
from tests.evidence.scope_rule import BETWEEN, CONTACT, FILES, LIST, NOTES, PUBLIC, Story, may, may_anybody
from tests.evidence.scope_worlds import COLUMN, Ground, World
from tests.initiatives.world import TODAY

WORD = re.compile(r"zq(?P<kind>[tbpnca])(?P<number>\d{3})z")
REFERENCE_IN = re.compile(r"VAG-2026-\d{4}")
REFERENCE = re.compile(r"VAG-2026-(?P<number>\d{4})")
COUNT_OF_TAB = re.compile(r'aria-current="page">Alles <span class="bk-tabs__count">(\d+)<')
COUNT_OF_KERN = re.compile(r'/kernen/(kern-\w)/">.*?class="bk-number"[^>]*>(\d+)<', re.DOTALL)
# What a word of each kind asks of the matrix; titles, texts and references ask to be in scope.
ACTION = {"p": CONTACT, "n": NOTES, "c": BETWEEN, "a": FILES}
PATHS_A_WORLD = 9


@dataclass(kw_only=True)
class Seen:
    """What was asked in how many worlds, what was shown rightly, and what leaked."""

    worlds: int = 0
    asked: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    leaks: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Said:
    """One answer as text."""

    status: int
    text: str


def go_through(ground: Ground, seeds: Iterable[int], seen: Seen, *, names: Sequence[str] = ()) -> Seen:
    """So many worlds, each asked these paths, or some of all in turn, and gone afterwards."""
    for seed in seeds:
        with transaction.atomic():
            world = World(seed=seed, ground=ground)
            for name in names or _in_turn(seed):
                seen.asked[name] += 1
                seen.leaks.extend(f"world {seed}, {name}: {leak}" for leak in _leaks(world, name, seen))
            transaction.set_rollback(True)
        seen.worlds += 1
    return seen


def _in_turn(seed: int) -> list[str]:
    """Each world goes on where the one before it stopped."""
    every = list(PATHS)
    return [every[(seed * PATHS_A_WORLD + n) % len(every)] for n in range(PATHS_A_WORLD)]


def ask(world: World, question: Ask) -> Said:
    """The answer, of a page, a file or a sheet; nothing of it stays."""
    browser: Any = world.ground.browser
    cookies = browser.cookies.copy()
    with transaction.atomic():
        if question.data is None:
            response = browser.get(question.address)
        else:
            response = browser.post(question.address, question.data)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    browser.cookies = cookies
    text = _sheet(content) if response.headers.get("Content-Type") == XLSX_TYPE else content.decode()
    return Said(status=response.status_code, text=text + " " + response.headers.get("Location", ""))


def _sheet(content: bytes) -> str:
    """Everything that is in a spreadsheet, hidden or not."""
    with ZipFile(BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def _leaks(world: World, name: str, seen: Seen) -> Iterator[str]:
    """What stood on this page and is not this person's; and what is missing where everything should be."""
    question = PATHS[name](world)
    said = ask(world, question)
    found = set(_found(_without_echo(said, question)))
    seen.shown[name] += len({number for _, number in found})
    for kind, number in sorted(found):
        if not _is_right(world, question, kind, world.stories[number]):
            yield f"{kind} of {number} ({question.address}, {_told(world)}, {world.stories[number]})"
    if said.status == 200 and question.whole and (wrong := _incomplete(world, said, found)):
        yield f"not all and only their own: {wrong} ({_told(world)})"
    if said.status == 200 and question.counted and (counts := _counts(said)) != (right := _right_counts(world)):
        yield f"counts {counts}, not {right} ({_told(world)})"


def _mine(world: World) -> dict[int, Initiative]:
    """What this person may see, by number."""
    stories = ((number, story) for number, story in world.stories.items() if may(world.person, story, LIST, on=TODAY))
    return {number: world.ideas[number - 1] for number, _ in stories}


def _incomplete(world: World, said: Said, found: set[tuple[str, int]]) -> list[int]:
    """The numbers whose title is here and should not be, or the other way round; and the count of the list itself."""
    mine = _mine(world)
    counted = [int(number) for number in COUNT_OF_TAB.findall(said.text)]
    titled = {number for number, row in mine.items() if row.anonymised_at is None}
    wrong = titled ^ {number for kind, number in found if kind == "t" and world.ideas[number - 1].anonymised_at is None}
    return sorted(wrong) or ([] if counted == [len(mine)] else [-1])


def _counts(said: Said) -> dict[str, int]:
    """How many run in each kern, as the page says it."""
    return {slug: int(number) for slug, number in COUNT_OF_KERN.findall(said.text)}


def _right_counts(world: World) -> dict[str, int]:
    """The same, counted one by one."""
    running = [row for row in _mine(world).values() if COLUMN[row.status] != "ended"]
    return {kern.slug: sum(kern.pk in world.rows.places[row.pk] for row in running) for kern in world.ground.kernen}


def _told(world: World) -> str:
    """Who was asked, to find it again."""
    roles = ", ".join(one.role for one in world.person.held)
    return f"pk {world.person.pk}: {roles}"


def _found(text: str) -> Iterator[tuple[str, int]]:
    """The kind of each word that tells, and of which initiative it is."""
    for match in WORD.finditer(text):
        yield match["kind"], int(match["number"])
    for match in REFERENCE.finditer(text):
        yield "r", int(match["number"])


def _without_echo(said: Said, question: Ask) -> str:
    """A page may say back what was typed; one that is not there, or asks to sign in, may say back its address."""
    echoes = [echo for echo in (question.echo, quote(question.echo, safe="")) if echo]
    if said.status != 200 and not question.echo:
        echoes += REFERENCE_IN.findall(question.address)
    text = said.text
    for echo in echoes:
        text = text.replace(echo, "")
    return text


def _is_right(world: World, question: Ask, kind: str, story: Story) -> bool:
    """Whether the matrix grants this person, or anybody, this word of this initiative."""
    if question.by == PUBLIC:
        return may_anybody(story)
    if question.listed and _may_list(world, kind, story):
        return True
    if kind == "r" and _went_on_there(world, story):
        return True
    action = ACTION.get(kind, question.by)
    return may(world.person, story, action, on=TODAY)


def _went_on_there(world: World, story: Story) -> bool:
    """Whether something of theirs was merged into this: the residents are told that number, and so is who helps them.
    It leads nowhere for who may not see the other.
    """
    there = world.ideas[story.number - 1].pk
    return any(row.merged_into_id == there for row in _mine(world).values())


def _may_list(world: World, kind: str, story: Story) -> bool:
    """Who hands over or destroys reads a number, and for handing over the title of what is not confidential."""
    on = TODAY
    admin = any(one.role == "functional_admin" and one.starts <= on <= (one.ends or on) for one in world.person.held)
    if world.person.ended or not admin or story.emptied:
        return False
    return kind == "r" or (kind == "t" and not story.confidential and story.group not in ("ended", "anonymised"))
