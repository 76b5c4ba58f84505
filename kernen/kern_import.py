"""Kernen from a spreadsheet, written: all lines or none."""

from django.db import transaction

from kernen.csv_import import Facts, Line, Outcome, Report
from kernen.models import CbsArea, Kern
from kernen.slugs import make_slug


def known_kernen() -> dict[str, Facts]:
    """Every kern there is, archived ones too, by its name in lower case; two queries."""
    return {kern.name.casefold(): facts_of(kern) for kern in Kern.objects.prefetch_related("cbs_areas")}


def facts_of(kern: Kern) -> Facts:
    """A kern as the import knows it."""
    return Facts(
        name=kern.name,
        inhabitants=kern.inhabitants,
        inhabitants_year=kern.inhabitants_year,
        inhabitants_source=kern.inhabitants_source,
        households=kern.households,
        households_year=kern.households_year,
        households_source=kern.households_source,
        codes=frozenset((area.code, area.partial) for area in kern.cbs_areas.all()),
        is_archived=kern.is_archived,
    )


@transaction.atomic
def write_report(report: Report) -> list[Kern]:
    """Make and change the kernen of a checked file; the kernen that were written."""
    if not report.is_ready:
        raise ValueError("A report with a fault in it, or with nothing to do, is never written.")
    taken = set(Kern.objects.values_list("slug", flat=True))
    return [_write_line(line, taken) for line in report.lines if line.outcome in (Outcome.NEW, Outcome.CHANGED)]


def _write_line(line: Line, taken: set[str]) -> Kern:
    facts = line.facts
    kern = Kern.objects.filter(name=facts.name).first() or Kern(
        name=facts.name, slug=make_slug(facts.name, taken=taken)
    )
    taken.add(kern.slug)
    kern.inhabitants, kern.inhabitants_year = facts.inhabitants, facts.inhabitants_year
    kern.inhabitants_source = facts.inhabitants_source
    kern.households, kern.households_year = facts.households, facts.households_year
    kern.households_source = facts.households_source
    kern.full_clean()
    kern.save()
    kern.cbs_areas.all().delete()
    CbsArea.objects.bulk_create(CbsArea(kern=kern, code=code, partial=partial) for code, partial in sorted(facts.codes))
    return kern
