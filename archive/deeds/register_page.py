"""The register of processing as a table: what stands in it, how long it stays, and how much there is now."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.utils.translation import gettext as _

from archive.deeds.register_rows import SUBJECTS, WITH_STORY, Subject
from archive.models import RetentionRule
from kernen.terms import FIRST_VALUES, durations

HEADINGS = ("Verwerking", "Van wie", "Wat", "Waarvoor", "Grondslag", "Hoe lang", "Wie het ziet", "Aantal nu")


@dataclass(frozen=True, kw_only=True)
class Processing:
    """One kind of processing, in words."""

    name: str
    whose: str
    what: tuple[str, ...]
    purpose: str
    basis: str
    term: str
    receivers: str
    number: int | None

    def cells(self) -> list[str]:
        """As one line of a sheet, in the order of `HEADINGS`."""
        what = "; ".join(self.what)
        number = "" if self.number is None else str(self.number)
        return [self.name, self.whose, what, self.purpose, self.basis, self.term, self.receivers, number]


def processings(*, counted: bool = True, rules: str = "") -> list[Processing]:
    """Every kind, made from what the software really holds; uncounted it is the same on every installation.

    `rules`: the terms per result, for a sheet that stands on its own; a page says them once and points there.
    """
    terms = _terms() if counted else {key: _("%s dagen") % first.days for key, first in FIRST_VALUES.items()}
    if rules:
        terms[str(WITH_STORY)] = f"{WITH_STORY}: {rules}"
    return [_processing(subject, terms=terms, counted=counted) for subject in SUBJECTS]


def _terms() -> dict[str, str]:
    """The terms of this municipality in words."""
    return {key: _("%s dagen") % duration.days for key, duration in durations().items()}


def _processing(subject: Subject, *, terms: dict[str, str], counted: bool) -> Processing:
    """One kind."""
    tables = {apps.get_model(label): columns.split() for label, columns in subject.tables.items()}
    term = terms.get(str(subject.term), str(subject.term))
    return Processing(
        name=str(subject.name),
        whose=str(subject.whose),
        what=tuple(f"{table._meta.verbose_name}: {_in_words(table, columns)}" for table, columns in tables.items()),
        purpose=str(subject.purpose),
        basis=str(subject.basis),
        term=term,
        receivers=str(subject.receivers),
        number=sum(table._base_manager.count() for table in tables) if counted else None,
    )


def _in_words(table: type[models.Model], columns: list[str]) -> str:
    """The columns as people know them."""
    return ", ".join(str(table._meta.get_field(name).verbose_name) for name in columns)  # type: ignore[union-attr]


def rules_in_words() -> str:
    """How long each result is kept, in one line."""
    return "; ".join(_rules()) or _("er is nog niets bepaald, dus alles blijft")


def _rules() -> Iterator[str]:
    """How long per result, where somebody said so."""
    for rule in RetentionRule.objects.order_by("result"):
        months = _(" (%s maanden)") % rule.months if rule.months else ""
        yield f"{rule}: {rule.get_disposition_display()}{months}"


def as_document() -> str:
    """The register as a document for the repository: what the software can hold, whoever uses it."""
    lines = ["# Register van verwerkingen", "", _INTRODUCTION, ""]
    for one in processings(counted=False):
        lines += [f"## {one.name}", "", f"- Van wie: {one.whose}", f"- Waarvoor: {one.purpose}"]
        lines += [f"- Grondslag: {one.basis}", f"- Hoe lang: {one.term}", f"- Wie het ziet: {one.receivers}"]
        lines += ["- Wat:", *(f"  - {said}" for said in one.what), ""]
    return "\n".join(lines)


_INTRODUCTION = (
    "Gemaakt met `python manage.py processing_docs` uit `archive/deeds/register_rows.py`. Een kolom die daar niet "
    "in staat, maakt een test rood. De aantallen en de eigen termijnen van een gemeente staan op `/verwerkingen/`."
)
