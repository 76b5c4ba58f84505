"""The list of the platform of kernambtenaren: what this reader may see, and how many points more there are."""

from datetime import date

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from initiatives.models import Initiative
from initiatives.views.rows import Row, rows_of
from initiatives.workflow.sentences import long_day
from kernen.municipality import get_municipality
from kernen.words import words
from overleg.models import AgendaItem, Meeting
from overleg.printing.agenda import when_and_where
from overleg.printing.sheet import Point, Sheet


def compose_platform(meeting: Meeting, *, reader: User, today: date) -> Sheet:
    """In the order of the list; only colleagues read it."""
    items = list(meeting.items.filter(removed_at=None).select_related("initiative"))
    ideas = Initiative.objects.visible_to(reader).for_list().filter(agenda_items__in=items)
    rows = {row.initiative.pk: row for row in rows_of(ideas, today=today, words=words())}
    shown = [item for item in items if item.initiative_id is None or item.initiative_id in rows]
    return Sheet(
        title=_("Lijst %(group)s") % {"group": meeting.group_name},
        municipality=_("Gemeente %s") % get_municipality().name,
        facts=when_and_where(meeting),
        intro=meeting.note,
        points=tuple(_point(item, rows, number=number) for number, item in enumerate(shown, start=1)),
        empty=_("Er staat nog niets op de lijst."),
        closing=_left_out(sum(not _is_private(item) for item in items if item not in shown)),
        large=False,
        page_word=_("blad"),
        day=formats.date_format(meeting.held_on, "j F Y"),
    )


def _is_private(item: AgendaItem) -> bool:
    """What is confidential or emptied is not even counted for who may not see it."""
    return item.initiative is not None and (item.initiative.is_confidential or item.initiative.is_emptied)


def _left_out(number: int) -> tuple[str, ...]:
    """Points that others print."""
    if not number:
        return ()
    said = ngettext("Nog %(number)s punt over andere kernen.", "Nog %(number)s punten over andere kernen.", number)
    return (said % {"number": number},)


def _point(item: AgendaItem, rows: dict[int, Row], *, number: int) -> Point:
    """One line: why it is here, where it stands and whose turn it is."""
    row = rows.get(item.initiative_id or 0)
    facts = [(_("Waarom"), item.get_reason_display())]
    if row is not None:
        since = _("%(status)s, sinds %(day)s") % {
            "status": row.initiative.get_status_display(),
            "day": long_day(row.since),
        }
        due = row.initiative.due_on
        facts += [
            (_("Waar"), row.where),
            (_("Stand"), since),
            (_("Aan zet"), str(row.ball)),
            (_("Volgende datum"), ", ".join(filter(None, (long_day(due), str(row.term))))),
        ]
    title = f"{row.initiative.title} ({row.initiative.reference})" if row and not item.title else item.title
    return Point(
        number=number,
        title=title,
        facts=tuple((label, value) for label, value in facts if value),
        room=_("Besluit en actie (wie, wanneer):"),
    )
