"""The statement of destruction: how many of which kind, by which rule, when and how; no person and no title."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Max, Min
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import DestructionList
from archive.models.retention import ResultType
from initiatives.workflow.sentences import long_day
from kernen.municipality import get_municipality
from kernen.words import words
from overleg.printing.sheet import Fact, Point, Sheet


def compose_statement(destruction: DestructionList) -> Sheet:
    """As a sheet for the screen and for a PDF, computed from the list as it was carried out.

    Source of what it holds: Archiefbesluit 1995 art. 8 (what was destroyed, on what ground and in what way).
    """
    gone = destruction.items.filter(destroyed_at__isnull=False)
    rows = gone.values("result", "list_number", "months").order_by("result", "list_number", "months")
    groups = rows.annotate(number=Count("pk"), first=Min("ended_on"), last=Max("ended_on"))
    return Sheet(
        title=_("Verklaring van vernietiging"),
        municipality=_("Gemeente %s") % get_municipality().name,
        facts=tuple(_facts(destruction, gone=gone.count())),
        intro=_(
            "De onderstaande initiatieven zijn vernietigd. Alle teksten, contactgegevens, berichten, notities en "
            "bijlagen zijn gewist, ook uit de zoekindex. Kenmerk, plaats, domein, data en uitkomst zijn bewaard om te "
            "kunnen tellen."
        ),
        points=tuple(_point(group, number=number) for number, group in enumerate(groups, start=1)),
        empty=_("Er is niets vernietigd: alles op deze lijst bleef bewaard."),
        closing=(_("Plaats en datum:"), _("Handtekening van de archivaris of zorgdrager:")),
        large=False,
        page_word=_("blad"),
        day=str(long_day(timezone.localdate(destruction.executed_at))) if destruction.executed_at else "",
    )


def _facts(destruction: DestructionList, *, gone: int) -> Iterator[Fact]:
    """Who by function, and when."""
    called = words()
    stayed = destruction.items.exclude(kept_because="").count()
    yield _("Lijst"), _("%(year)s, nummer %(number)s") % {"year": destruction.year, "number": destruction.pk}
    yield _("Peildatum"), _said(destruction.cutoff)
    yield _("Voorgesteld door"), _by(called["internal_coordinator"].singular, destruction.proposed_at)
    if destruction.approved_at:
        yield _("Goedgekeurd door"), _by(_("functioneel beheerder"), destruction.approved_at)
    if destruction.executed_at:
        yield _("Vernietigd op"), _said(timezone.localdate(destruction.executed_at))
    yield _("Wijze"), _("gewist uit de databank, de zoekindex en de bestanden, per initiatief in één keer")
    yield _("Aantal vernietigd"), ngettext("%s initiatief", "%s initiatieven", gone) % gone
    if stayed:
        yield _("Toch bewaard"), ngettext("%s initiatief", "%s initiatieven", stayed) % stayed


def _by(function: str, moment: Any) -> str:
    """A function and a day; never a name."""
    day = _said(timezone.localdate(moment))
    return _("%(function)s, op %(day)s") % {"function": function, "day": day}


def _said(day: date) -> str:
    """A day in words."""
    return str(long_day(day))


def _point(group: Mapping[str, Any], *, number: int) -> Point:
    """One kind: how many, by which rule, and from which years."""
    span = _("%(first)s tot en met %(last)s") % {"first": _said(group["first"]), "last": _said(group["last"])}
    count, months = group["number"], group["months"]
    return Point(
        number=number,
        title=_("Initiatieven: %s") % ResultType(group["result"]).label,
        facts=(
            (_("Aantal"), str(count)),
            (_("Selectielijst"), group["list_number"]),
            (_("Termijn"), ngettext("%s maand", "%s maanden", months) % months),
            (_("Geëindigd"), _said(group["first"]) if group["first"] == group["last"] else span),
        ),
    )
