"""Kernen from a spreadsheet, read without touching anything: what every line would do, or why it cannot."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

COLUMNS = (
    "naam", "inwoners", "jaar", "bron", "huishoudens", "huishoudens_jaar", "huishoudens_bron", "cbs_codes",
)  # fmt: skip
MOST_BYTES, MOST_LINES = 200_000, 500
LONGEST = {"naam": 80, "bron": 120, "huishoudens_bron": 120}
LARGEST = {"inwoners": 2_000_000, "huishoudens": 2_000_000}
YEARS = range(1900, 2101)
CBS_CODE = re.compile(r"^(WK[0-9]{6}|BU[0-9]{8})(\*?)$")

Codes = frozenset[tuple[str, bool]]


class BadFile(ValueError):
    """A file that cannot be read at all; the sentence says why."""


class Outcome(StrEnum):
    """What a line would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A kern as the file and the database both know it."""

    name: str
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    inhabitants_source: str = ""
    households: int | None = None
    households_year: int | None = None
    households_source: str = ""
    codes: Codes = frozenset()
    is_archived: bool = False


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the file, and what it would do."""

    number: int
    name: str
    outcome: Outcome
    remarks: tuple[str, ...] = ()
    facts: Facts = field(default_factory=lambda: Facts(name=""))


@dataclass(frozen=True, kw_only=True)
class Report:
    """Every line, and what is said about the file as a whole."""

    lines: tuple[Line, ...]
    notices: tuple[str, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many lines would do this."""
        return sum(line.outcome == outcome for line in self.lines)

    @property
    def is_ready(self) -> bool:
        """Something to do, and nothing wrong."""
        return not self.count(Outcome.FAULT) and self.count(Outcome.UNCHANGED) < len(self.lines)


def read_text(data: bytes) -> str:
    """The text of an uploaded file: UTF-8, or else what Excel on Windows makes; BadFile says what is wrong."""
    if len(data) > MOST_BYTES:
        raise BadFile(_("Dit bestand is te groot. Een lijst met kernen is hooguit 200 kB."))
    if data.startswith(b"PK"):
        raise BadFile(_("Dit is een Excel-bestand. Bewaar het eerst als CSV."))
    if b"\0" in data:
        raise BadFile(_("In dit bestand staan tekens die niet in een CSV horen. Bewaar het opnieuw als CSV (UTF-8)."))
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadFile(_("Dit bestand kunnen wij niet lezen. Bewaar het opnieuw als CSV (UTF-8)."))


def check(text: str, known: Mapping[str, Facts]) -> Report:
    """What each line would do to the known kernen (by name in lower case); BadFile when there is no table in it."""
    rows, notices = _read_rows(text)
    seen: dict[str, int] = {}
    lines = []
    for number, row in rows:
        line = _check_row(number, row, known)
        earlier = seen.setdefault(line.name.casefold(), number)
        if line.name and earlier != number:
            remark = _("Deze kern staat ook op regel %(number)d.") % {"number": earlier}
            line = Line(number=number, name=line.name, outcome=Outcome.FAULT, remarks=(remark, *_faults_of(line)))
        lines.append(line)
    return Report(lines=tuple(lines), notices=notices)


def _read_rows(text: str) -> tuple[list[tuple[int, dict[str, str]]], tuple[str, ...]]:
    """The rows under the header, as dicts with their line number; unknown columns are named and left out."""
    first = text.split("\n", 1)[0]
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=";" if first.count(";") >= first.count(",") else ",", strict=True
    )
    try:
        table = [(reader.line_num, cells) for cells in reader]
    except csv.Error:
        raise BadFile(
            _("Regel %(n)d kunnen wij niet lezen: een aanhalingsteken sluit niet.") % {"n": reader.line_num}
        ) from None
    table = [(number, [cell.strip() for cell in cells]) for number, cells in table if any(map(str.strip, cells))]
    if not table:
        raise BadFile(_("Dit bestand is leeg."))
    header = [cell.lower() for cell in table[0][1]]
    _check_header(header, lines=len(table) - 1)
    unknown = ", ".join(column for column in header if column and column not in COLUMNS)
    notices = (
        (_("Deze kolommen kennen wij niet en slaan wij over: %(names)s.") % {"names": unknown},) if unknown else ()
    )
    return [(number, _as_dict(header, cells)) for number, cells in table[1:]], notices


def _check_header(header: list[str], *, lines: int) -> None:
    if "naam" not in header:
        columns = ", ".join(COLUMNS)
        raise BadFile(
            _("De eerste regel moet de kolomnamen bevatten, met ten minste “naam”. Wij kennen: %(columns)s.")
            % {"columns": columns}
        )
    if twice := next((column for column in header if column and header.count(column) > 1), ""):
        raise BadFile(_("De kolom “%(name)s” staat er twee keer in.") % {"name": twice})
    if not lines:
        raise BadFile(_("Onder de kolomnamen staat geen enkele kern."))
    if lines > MOST_LINES:
        raise BadFile(_("Dit bestand heeft meer dan %(most)d regels.") % {"most": MOST_LINES})


def _as_dict(header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells by column; what lies beyond the last column is kept under an empty name, to be told of."""
    row = dict(zip(header, cells, strict=False))
    row[""] = " ".join(cells[len(header) :]).strip()
    return row


def _check_row(number: int, row: dict[str, str], known: Mapping[str, Facts]) -> Line:
    name = " ".join(row["naam"].split()) if row.get("naam") else ""
    before = known.get(name.casefold())
    faults: list[str] = []
    facts = _read_facts(row, name, before or Facts(name=name), faults)
    faults += _find_faults(row, name, facts, before)
    if faults:
        return Line(number=number, name=name, outcome=Outcome.FAULT, remarks=tuple(faults))
    if before is None:
        return Line(number=number, name=name, outcome=Outcome.NEW, facts=facts)
    changes = _changes(before, facts)
    return Line(
        number=number,
        name=name,
        outcome=Outcome.CHANGED if changes else Outcome.UNCHANGED,
        remarks=changes,
        facts=facts,
    )


def _read_facts(row: dict[str, str], name: str, before: Facts, faults: list[str]) -> Facts:
    """What the row says on top of what is known; an empty cell leaves what was there."""
    return Facts(
        name=before.name or name,
        inhabitants=_read_number(row, "inwoners", before.inhabitants, faults),
        inhabitants_year=_read_number(row, "jaar", before.inhabitants_year, faults),
        inhabitants_source=row.get("bron") or before.inhabitants_source,
        households=_read_number(row, "huishoudens", before.households, faults),
        households_year=_read_number(row, "huishoudens_jaar", before.households_year, faults),
        households_source=row.get("huishoudens_bron") or before.households_source,
        codes=_read_codes(row.get("cbs_codes", ""), before.codes, faults),
    )


def _read_number(row: dict[str, str], column: str, before: int | None, faults: list[str]) -> int | None:
    text = row.get(column) or ""
    if not text:
        return before
    if not re.fullmatch(r"[0-9]{1,9}|[0-9]{1,3}(\.[0-9]{3}){1,2}", text):
        faults.append(_("“%(text)s” bij %(column)s is geen heel getal.") % {"text": text[:40], "column": column})
        return before
    number = int(text.replace(".", ""))
    if column in ("jaar", "huishoudens_jaar") and number not in YEARS:
        faults.append(_("%(text)s is geen jaartal.") % {"text": text})
    elif number > LARGEST.get(column, number):
        faults.append(_("%(text)s bij %(column)s is te veel.") % {"text": text, "column": column})
    return number


def _read_codes(text: str, before: Codes, faults: list[str]) -> Codes:
    """Codes with a space or comma between them; a star after a code means: only a part of it."""
    if not text:
        return before
    codes: dict[str, bool] = {}
    for part in re.split(r"[\s,|]+", text.upper()):
        match = CBS_CODE.match(part)
        if match:
            codes[match[1]] = bool(match[2])
        elif part:
            faults.append(_("“%(code)s” is geen CBS-code (WK met zes of BU met acht cijfers).") % {"code": part[:40]})
    return frozenset(codes.items())


def _find_faults(row: dict[str, str], name: str, facts: Facts, before: Facts | None) -> list[str]:
    """What is wrong besides cells that cannot be read."""
    faults = [
        _("%(column)s is te lang: hooguit %(most)d tekens.") % {"column": column, "most": most}
        for column, most in LONGEST.items()
        if len(row.get(column) or "") > most
    ]
    if not any(letter.isalnum() for letter in name):
        faults.append(_("De naam ontbreekt."))
    if not (name + facts.inhabitants_source + facts.households_source).isprintable():
        faults.append(_("In deze regel staan tekens die er niet horen."))
    if before and before.is_archived:
        faults.append(_("Deze kern is gearchiveerd. Haal hem eerst terug uit het archief."))
    if _lacks_source(row, before.inhabitants if before else None, facts.inhabitants, "jaar", "bron"):
        faults.append(_("Geef bij het aantal inwoners ook het jaar en de bron."))
    if _lacks_source(
        row, before.households if before else None, facts.households, "huishoudens_jaar", "huishoudens_bron"
    ):
        faults.append(_("Geef bij het aantal huishoudens ook het jaar en de bron."))
    if row.get(""):
        faults.append(_("Deze regel heeft meer vakken dan er kolommen zijn."))
    return faults


def _lacks_source(row: dict[str, str], before: int | None, after: int | None, *columns: str) -> bool:
    """A new number of which the file does not say when and by whom it was counted; what stood there may stay."""
    return after is not None and after != before and not all(row.get(column) for column in columns)


def _changes(before: Facts, after: Facts) -> tuple[str, ...]:
    """A sentence per fact that would change."""
    pairs = (
        (_("inwoners"), before.inhabitants, after.inhabitants),
        (_("jaar"), before.inhabitants_year, after.inhabitants_year),
        (_("bron"), before.inhabitants_source, after.inhabitants_source),
        (_("huishoudens"), before.households, after.households),
        (_("huishoudens, jaar"), before.households_year, after.households_year),
        (_("huishoudens, bron"), before.households_source, after.households_source),
        (_("CBS-codes"), show_codes(before.codes), show_codes(after.codes)),
    )
    return tuple(f"{what}: {old or '–'} → {new or '–'}" for what, old, new in pairs if old != new)


def show_codes(codes: Codes) -> str:
    """The codes as they are typed in the file."""
    return " ".join(f"{code}{'*' if partial else ''}" for code, partial in sorted(codes))


def _faults_of(line: Line) -> tuple[str, ...]:
    return line.remarks if line.outcome == Outcome.FAULT else ()
