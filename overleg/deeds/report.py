"""The report of a meeting: short, in plain words and without names; kept as it was when the meeting was closed."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.deeds.meeting import lines_of
from initiatives.models.choices import Opinion
from initiatives.workflow.sentences import long_day, whole
from overleg.deeds.record import Point
from overleg.models import Meeting, Promise


def write_report(meeting: Meeting, points: Sequence[Point]) -> str:
    """The whole text, in Dutch whatever language the chair reads."""
    with translation.override(settings.LANGUAGE_CODE):
        parts = [
            _opening(meeting),
            *_discussed(points),
            _next_time(points),
            _("De mening telt mee. De gemeente besluit."),
        ]
    return "\n\n".join(part for part in parts if part)


def _opening(meeting: Meeting) -> str:
    """When, where, how many, and who wrote it down."""
    where = ", ".join(part for part in (long_day(meeting.held_on), meeting.place) if part)
    number = meeting.present or 0
    lines = [where, ngettext("Er was %(number)s persoon.", "Er waren %(number)s mensen.", number) % {"number": number}]
    if meeting.recorder:
        lines.append(_("Wie schreef dit op: %s.") % meeting.recorder)
    return "\n".join(lines)


def _discussed(points: Iterable[Point]) -> list[str]:
    """Everything that was talked about, numbered anew."""
    talked = [point for point in points if point.item.discussed]
    if not talked:
        return [_("Wij bespraken geen punten van de agenda.")]
    return ["\n".join([f"{n}. {point.title}", *_said(point)]) for n, point in enumerate(talked, start=1)]


def _said(point: Point) -> list[str]:
    """What was said of one point."""
    item, lines = point.item, []
    if item.opinion:
        lines.append(_("Onze mening: %s.") % Opinion(item.opinion).label)
    if concerns := lines_of(item.concerns):
        lines += [_("Zorgen:"), *(f"- {said}" for said in concerns)]
    if item.note:
        lines.append(item.note)
    lines += [_promised(row) for row in item.promises.all()]
    if item.wants_more_time:
        lines.append(_("Wij willen meer tijd, omdat: %s") % whole(item.wants_more_time))
    return lines


def _promised(row: Promise) -> str:
    """Who does what, and by when."""
    said = {"what": row.what, "who": row.who, "day": long_day(row.due_on)}
    return _("Beloofd: %(what)s. Wie: %(who)s. Voor: %(day)s.") % said


def _next_time(points: Iterable[Point]) -> str:
    """What is still to be talked about."""
    left = [f"- {point.title}" for point in points if not point.item.discussed]
    return "\n".join([_("Volgende keer:"), *left]) if left else ""
