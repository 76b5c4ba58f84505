"""A spreadsheet with running and finished initiatives, read without touching anything: what each line would bring."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.deeds.import_running import Running
from initiatives.forms.warnings import remarks_on
from initiatives.models.choices import InitiatorKind
from kernen.csv_import import BadFile, read_text
from kernen.models import Kern

NEEDED = ("titel", "kern", "samenvatting", "stand", "datum")
COLUMNS = (
    "titel", "kern", "samenvatting", "soort initiatiefnemer", "stand", "datum", "afgerond op", "resultaat",
)  # fmt: skip
LONGEST = {"titel": 120, "samenvatting": 300, "resultaat": 2000}
# Words that give away a column with persons in it.
PERSONS = (
    "naam",
    "mail",
    "telefoon",
    "tel.",
    "mobiel",
    "adres",
    "straat",
    "postcode",
    "contact",
    "persoon",
    "bsn",
    "geboorte",
)
EXPLORING, FINISHED = "verkenning", "afgerond"
EVERYWHERE = "hele gemeente"
MOST_BYTES, MOST_LINES = 200_000, 500
FIRST_DAY = date(1990, 1, 1)
DAY_FORMATS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y")
UPLOAD_SALT, UPLOAD_SECONDS = "initiatives.import", 3600


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of the file: what it would bring, or what is wrong with it; remarks do not stop it."""

    number: int
    title: str
    row: Running | None = None
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Known:
    """What the reading needs of the database: kernen by name in lower case, and what is there already."""

    kernen: Mapping[str, Kern]
    titles: Mapping[str, str]
    today: date


def check(text: str, known: Known) -> list[Line]:
    """Every line with what it would do; BadFile when there is no table of ours in it."""
    seen: dict[str, int] = {}
    lines = []
    for number, cells in _read_rows(text):
        reading = _Reading(number, cells, known)
        line = reading.line()
        earlier = seen.setdefault(line.title.casefold(), number)
        if line.title and earlier != number:
            twice = _("Dit initiatief staat ook op regel %d.") % earlier
            line = Line(number=number, title=line.title, faults=(twice, *line.faults))
        lines.append(line)
    return lines


def _read_rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """The rows under the header, by column, with their line numbers."""
    first = text.partition("\n")[0]
    mark = ";" if first.count(";") >= first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        table = [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
    except csv.Error:
        sentence = _("Regel %d kunnen wij niet lezen: staat er een aanhalingsteken te veel, of te weinig?")
        raise BadFile(sentence % reader.line_num) from None
    table = [(number, cells) for number, cells in table if any(cells)]
    if len(table) < 2:
        raise BadFile(_("In dit bestand staat geen enkel initiatief onder de kolomnamen."))
    if len(table) - 1 > MOST_LINES:
        raise BadFile(_("Dit bestand heeft meer dan %d regels. Verdeel het over meer bestanden.") % MOST_LINES)
    header = [" ".join(cell.lower().replace("_", " ").split()) for cell in table[0][1]]
    _check_header(header)
    return [(number, _by_column(header, cells)) for number, cells in table[1:]]


def _by_column(header: list[str], cells: list[str]) -> dict[str, str]:
    """The cells of one line; what lies beyond the last column is kept under an empty name, to be told of."""
    return dict(zip(header, cells, strict=False)) | {"": " ".join(cells[len(header) :]).strip()}


def _check_header(header: list[str]) -> None:
    """Our columns, each once, and none about persons."""
    strangers = [column for column in header if column and column not in COLUMNS]
    if persons := [column for column in strangers if any(word in column for word in PERSONS)]:
        raise BadFile(
            _("Dit bestand heeft kolommen over personen: %s. Haal die eerst weg; personen worden niet ingelezen.")
            % ", ".join(persons)[:200]
        )
    if strangers:
        raise BadFile(
            _("Deze kolommen kennen wij niet: %(strange)s. Haal ze weg. Wij kennen: %(known)s.")
            % {"strange": ", ".join(strangers)[:200], "known": ", ".join(COLUMNS)}
        )
    if missing := [column for column in NEEDED if column not in header]:
        raise BadFile(_("Deze kolommen ontbreken: %s.") % ", ".join(missing))
    if twice := [column for column in COLUMNS if header.count(column) > 1]:
        raise BadFile(_("Deze kolom staat er twee keer in: %s.") % ", ".join(twice))


class _Reading:
    """One line being read; it gathers what is wrong."""

    def __init__(self, number: int, cells: Mapping[str, str], known: Known) -> None:
        self.number, self.cells, self.known = number, cells, known
        self.faults: list[str] = []

    def line(self) -> Line:
        """The line, whole or with its faults."""
        title = self.text("titel", needed=True)
        row = self.row(title)
        if self.cells[""]:
            self.faults.append(_("Deze regel heeft meer vakken dan er kolommen zijn."))
        if standing := self.known.titles.get(title.casefold()):
            self.faults.append(_("Er is al een initiatief met deze titel: %s.") % standing)
        if self.faults:
            return Line(number=self.number, title=title[:120], faults=tuple(self.faults))
        return Line(number=self.number, title=title, row=row, remarks=self.remarks(row))

    def row(self, title: str) -> Running:
        """What the line says, as far as it can be read."""
        kernen, everywhere = self.places()
        started = self.day("datum", needed=True) or FIRST_DAY
        finished = self.is_finished()
        completed = self.day("afgerond op", needed=finished)
        if completed and completed < started:
            self.faults.append(_("“afgerond op” ligt vóór de datum."))
        if not finished and (completed or self.cells.get("resultaat")):
            self.faults.append(_("“afgerond op” en “resultaat” horen alleen bij “afgerond”."))
        return Running(
            title=title,
            summary=self.text("samenvatting", needed=True),
            kernen=kernen,
            whole_municipality=everywhere,
            initiator_kind=self.kind(),
            started_on=started,
            completed_on=completed if finished else None,
            result=self.text("resultaat", needed=finished),
        )

    def text(self, column: str, *, needed: bool) -> str:
        """A text that is there, is not too long and holds only what a person types."""
        value = self.cells.get(column, "")
        if needed and not value:
            self.faults.append(_("“%s” ontbreekt.") % column)
        if len(value) > LONGEST[column]:
            limits = {"column": column, "is": len(value), "most": LONGEST[column]}
            self.faults.append(_("“%(column)s” is te lang: %(is)d tekens, hooguit %(most)d.") % limits)
        if any(not sign.isprintable() and sign not in "\n\r\t" for sign in value):
            self.faults.append(_("In “%s” staan tekens die er niet horen.") % column)
        return value

    def places(self) -> tuple[tuple[Kern, ...], bool]:
        """The kernen, the first one leading, or the whole municipality."""
        names = [name.strip() for name in self.cells.get("kern", "").split("|") if name.strip()]
        if [name.casefold() for name in names] == [EVERYWHERE]:
            return (), True
        if not names:
            self.faults.append(_("“kern” ontbreekt. Schrijf “hele gemeente” als het overal is."))
        unknown = [name for name in names if name.casefold() not in self.known.kernen]
        self.faults += [_("De kern “%s” kennen wij niet.") % name[:80] for name in unknown]
        found = [self.known.kernen[name.casefold()] for name in names if name not in unknown]
        self.faults += [_("De kern “%s” is gearchiveerd.") % kern.name for kern in found if kern.is_archived]
        return tuple(dict.fromkeys(found)), False

    def is_finished(self) -> bool:
        """Whether it is done already."""
        state = self.cells.get("stand", "").lower()
        if state not in (EXPLORING, FINISHED):
            self.faults.append(_("“stand” moet “verkenning” of “afgerond” zijn, niet “%s”.") % state[:40])
        return state == FINISHED

    def day(self, column: str, *, needed: bool) -> date | None:
        """A day that was."""
        written = self.cells.get(column, "")
        if not written:
            if needed:
                self.faults.append(_("“%s” ontbreekt.") % column)
            return None
        day = _parse_day(written)
        if day is None:
            said = {"column": column, "text": written[:40]}
            self.faults.append(_("“%(text)s” bij “%(column)s” is geen datum. Schrijf 31-12-2025.") % said)
        elif not FIRST_DAY <= day <= self.known.today:
            self.faults.append(_("“%(column)s” moet tussen 1990 en vandaag liggen.") % {"column": column})
        return day

    def kind(self) -> str:
        """In what capacity, by its word or its code."""
        written = self.cells.get("soort initiatiefnemer", "").lower()
        words = {str(label).lower(): value for value, label in InitiatorKind.choices}
        if not written or written in InitiatorKind.values:
            return written
        if written not in words:
            said = {"text": written[:40], "words": ", ".join(words)}
            self.faults.append(_("“%(text)s” is geen soort initiatiefnemer. Kies uit: %(words)s.") % said)
        return words.get(written, "")

    def remarks(self, row: Running) -> tuple[str, ...]:
        """What seems to say too much of somebody; it does not stop the line."""
        said = " ".join((row.title, row.summary, row.result))
        return tuple(str(sentence) for sentence in remarks_on(said))


def _parse_day(written: str) -> date | None:
    """A day as people write it."""
    for shape in DAY_FORMATS:
        try:
            return datetime.strptime(written, shape).date()
        except ValueError:
            continue
    return None


class RunningUploadForm(forms.Form):
    """The file; cleaned to its text."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Een CSV van hooguit 200 kB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """The text of the file, or a sentence about what is wrong with it."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is te groot: hooguit 200 kB."))
        try:
            return read_text(upload.read())
        except BadFile as bad:
            raise forms.ValidationError(str(bad)) from None


class ConfirmRunningForm(forms.Form):
    """What was shown, signed, so that it comes back as it went."""

    upload = forms.CharField(widget=forms.HiddenInput)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def clean_upload(self) -> Any:
        """The text and the digest of what was shown."""
        try:
            return signing.loads(self.cleaned_data["upload"], salt=UPLOAD_SALT, max_age=UPLOAD_SECONDS)
        except signing.BadSignature:
            raise forms.ValidationError(_("Dit duurde te lang. Kies het bestand nog een keer.")) from None
