"""What meetings said of an initiative of which only the count is left goes too."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from overleg.deeds.record import points_of
from overleg.deeds.report import write_report
from overleg.models import AgendaItem, Meeting, Promise

SAID = {"opinion": "", "concerns": "", "note": "", "wants_more_time": ""}
KEPT = Q(**SAID, promises=None)


def forget_emptied(*, now: datetime) -> str:
    """Every point about what was emptied (a quarrel, a cry for help, a complaint): its words, promises and report."""
    emptied = AgendaItem.objects.filter(initiative__emptied_at__lte=now).exclude(KEPT)
    meetings = list(Meeting.objects.filter(items__in=emptied).distinct().order_by("pk").values_list("pk", flat=True))
    for pk in meetings:
        _forget(pk, now=now)
    return (
        _("%s vergaderingen ontdaan van wat over een leeggemaakt initiatief ging") % len(meetings) if meetings else ""
    )


@transaction.atomic
def _forget(pk: int, *, now: datetime) -> None:
    """One meeting; the report is written anew from what is left."""
    meeting = Meeting.objects.select_for_update().get(pk=pk)
    over = meeting.items.filter(initiative__emptied_at__lte=now)
    Promise.objects.filter(item__in=over).delete()
    over.update(**SAID)
    if meeting.report:
        meeting.report = write_report(meeting, points_of(meeting))
        meeting.save(update_fields=["report"])
