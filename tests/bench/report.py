"""docs/snelheid.md: how fast every page is beside the least it can cost, and which aims are met."""

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime

from tests.bench.long_work import KINDS
from tests.bench.pages import FLOOR
from tests.bench.phone import DOORS, FIRST_MS, LATER_MS, SLOWER, faults_of
from tests.bench.table import SHARE, Line, Verdict, growth_of, lines_of
from tests.bench.timing import KEPT, Result
from tests.evidence.figure import ROOT

PAGE = ROOT / "docs" / "snelheid.md"
# What no bench can write: why an aim is not met.
REASONS = KEPT / "waarom.md"
# The guard is for any machine, with its noise: what it stops is far above an aim.
GUARD_SLACK = 1.5
INTRO = """\
# Snelheid

Hoe snel elke bladzijde is, naast de *vloer*: het minste dat zo'n bladzijde kan kosten. De vloer is kale Django met
sessie en gebruiker, één goede vraag aan de database en een klein sjabloon, op dezelfde machine, in dezelfde database en
in dezelfde ronde. Tijden zijn van deze machine en zeggen op een andere weinig; wat telt zijn de **verhoudingen**.

De tabellen schrijft `make bench`; niemand vult ze met de hand in. `make bench SIZES="1000 100000"` meet die
groottes opnieuw en laat de andere staan, met `DATABASE=sqlite` op SQLite, met `KEEP=map` wordt een gevulde gemeente
bewaard voor de volgende keer. De generator vult een gemeente met initiatieven van acht jaar, elk met ongeveer acht
gebeurtenissen, hun brieven, mensen en taken. Gemeten als interne coördinator, die alles ziet, tenzij er iets anders
staat. *p50* en *p95*: milliseconden, één bezoeker tegelijk. *Bij acht*: verzoeken per seconde met acht bezoekers
tegelijk, en welk deel dat is van de vloer. *Vragen*: aan de database, met de tijd die zij kosten. *gzip*: bytes.
"""
HEAD = (
    "| Bladzijde | p50 | p95 | × | mag | bij acht /s | deel | vragen | mag | SQL ms | gzip | doel |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|"
)


def write_page(results: Sequence[Result]) -> None:
    """The whole page anew, of every size there is a result of."""
    PAGE.write_text("\n".join(_page(results)) + "\n")


def _page(results: Sequence[Result]) -> Iterator[str]:
    """Head, growth, and a part for every size."""
    yield INTRO
    largest, grown = growth_of(results)
    if grown:
        yield f"## Groei van 1.000 naar {_number(largest)} initiatieven\n"
        yield "| Bladzijde | keer | mag | doel |\n|---|---:|---:|---|"
        names = {line.page.key: line.page.name for result in results for line in lines_of(result)}
        for verdict in grown:
            yield f"| {names[verdict.page]} | {verdict.seen} | {verdict.allowed} | {_met(verdict.met)} |"
        yield ""
    yield REASONS.read_text()
    for result in results:
        yield from part_of(result)


def part_of(result: Result) -> Iterator[str]:
    """One size: on what, and the tables of ours and of the floor."""
    lines = lines_of(result)
    met = sum(verdict.met for line in lines for verdict in line.verdicts)
    machine = ", ".join(f"{name} {value}" for name, value in result.machine.items())
    yield f"## {_number(result.size)} initiatieven, {result.database}\n"
    yield f"{datetime.fromisoformat(result.at):%d-%m-%Y %H:%M}, versie `{result.commit}`; {machine}."
    yield f"Gevuld in {result.built:.0f} s. Doelen gehaald: {met} van {sum(len(line.verdicts) for line in lines)}.\n"
    yield HEAD
    for line in lines:
        yield _row(line)
    yield "\n| Vloer | p50 | p95 | bij acht /s | vragen | SQL ms | fouten |\n|---|---:|---:|---:|---:|---:|---:|"
    for page in FLOOR:
        if timing := result.pages.get(page.key):
            name = page.name.removeprefix("vloer: ")
            figures = (timing.p50, timing.p95, timing.per_second, timing.statements, timing.sql_ms, timing.errors)
            yield f"| {name} | {' | '.join(str(figure) for figure in figures)} |"
    yield ""
    if result.phone:
        yield from _on_a_phone(result)
    if result.long:
        yield from _long_work(result)


def _on_a_phone(result: Result) -> Iterator[str]:
    """What somebody with a slow telephone waits for."""
    yield f"Op een telefoon met traag 4G en een processor die {SLOWER} keer zo traag is; *er* is het grootste op de"
    yield f"bladzijde, de eerste keer binnen {FIRST_MS} ms en daarna binnen {LATER_MS}:\n"
    yield "| Bladzijde | bytes | mag | verzoeken | mag | eerste keer er, ms | daarna er, ms | doel |"
    yield "|---|---:|---:|---:|---:|---:|---:|---|"
    for door in DOORS:
        if visit := result.phone.get(door.name):
            weight, requests = door.may
            figures = (visit.bytes, weight, visit.requests, requests, visit.first_ms, visit.later_ms)
            missed = ", ".join(faults_of(door, visit))
            said = f"**niet**: {missed}" if missed else "gehaald"
            yield f"| {door.name} | {' | '.join(str(figure) for figure in figures)} | {said} |"
    yield ""


def _long_work(result: Result) -> Iterator[str]:
    """What takes long by its nature; memory that grows with the number would show."""
    yield "| Lang werk | aantal | seconden | MB ervoor | MB hoogstens |\n|---|---:|---:|---:|---:|"
    for kind, name in KINDS.items():
        work = result.long[kind]
        figures = (work.seconds, work.before_mb, work.most_mb) if work.number else ("niet gemeten", "–", "–")
        yield f"| {name} | {_number(work.number) if work.number else '–'} | {' | '.join(map(str, figures))} |"
    yield ""


def _row(line: Line) -> str:
    """One page of ours."""
    page, timing = line.page, line.timing
    missed = ", ".join(verdict.aim for verdict in line.verdicts if not verdict.met)
    cells = (
        page.name, timing.p50, timing.p95, _or_dash(line.ratio), _or_dash(page.most), timing.per_second,
        _or_dash(line.share_of_eight), timing.statements, _or_dash(page.statements), timing.sql_ms, timing.gzip,
        "gehaald" if line.met else f"**niet**: {missed}",
    )  # fmt: skip
    return f"| {' | '.join(str(cell) for cell in cells)} |"


def _or_dash(value: float | None) -> str:
    """What was not measured, or has no aim."""
    return "–" if value is None else str(value)


def _met(met: bool) -> str:
    """In a word."""
    return "gehaald" if met else "**niet**"


def _number(number: int) -> str:
    """As one writes it here."""
    return f"{number:,}".replace(",", ".")


def _as_before(verdict: Verdict, known: Verdict | None) -> bool:
    """What was not met before, and has not become worse by more than the slack."""
    if known is None:
        return False
    if verdict.aim == SHARE:
        return verdict.seen >= known.seen / GUARD_SLACK
    return verdict.seen <= known.seen * GUARD_SLACK


def guard(result: Result, kept: Sequence[Result] = ()) -> int:
    """Every aim with slack, or as it was the last time that this size was measured whole; 1 and a line for each that is
    met in neither way.
    """
    before = {(one.database, one.size): one for one in kept}.get((result.database, result.size))
    known = {(one.page, one.aim): one for line in (lines_of(before) if before else ()) for one in line.verdicts}
    missed = [(line.page, verdict) for line in lines_of(result, slack=GUARD_SLACK) for verdict in line.verdicts]
    missed = [
        (page, verdict)
        for page, verdict in missed
        if not verdict.met and not _as_before(verdict, known.get((verdict.page, verdict.aim)))
    ]
    for page, verdict in missed:
        say(f"{page.name}: {verdict.aim} is {verdict.seen}, mag {verdict.allowed} zijn")
    say("De snelheid is niet in orde." if missed else "De snelheid is in orde.")
    return 1 if missed else 0


def say(text: str) -> None:
    """At once, for whoever looks on."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
