"""On which ideas a group of residents is asked what it thinks, and has not said so yet."""

from datetime import date

from django.utils import timezone

from initiatives.models import SupportCheck, SupportEntry
from initiatives.models.choices import SupportMethod
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.statuses import Status
from overleg.models import AgendaItem, Meeting


def opinions_wanted(meeting: Meeting, ideas: InitiativeQuerySet) -> list[SupportCheck]:
    """The checks among these that go on and in which this group was not heard, the first to close on top."""
    running = SupportCheck.objects.filter(initiative__in=ideas.values("pk"), closed_at=None)
    running = running.filter(initiative__status=Status.SUPPORT_CHECK).select_related("initiative")
    heard = _heard(meeting, ideas)
    # A list in JSON is not searched the same way by both databases, and few checks are open.
    return [
        check
        for check in running.order_by("closes_on", "pk")
        if SupportMethod.KERNOVERLEG in check.ways
        and max(heard.get(check.initiative_id, (date.min,))) < timezone.localdate(check.started_at)
    ]


def _heard(meeting: Meeting, ideas: InitiativeQuerySet) -> dict[int, list[date]]:
    """When this group said what it thinks, in a meeting or on paper."""
    said = AgendaItem.objects.filter(meeting__kernoverleg=meeting.kernoverleg, meeting__closed_at__isnull=False)
    entered = SupportEntry.objects.filter(
        poll__initiative__in=ideas.values("pk"), way=SupportMethod.KERNOVERLEG, struck_at=None,
        place=meeting.group_name,
    )  # fmt: skip
    days = [
        *said.exclude(opinion="").filter(initiative__isnull=False).values_list("initiative", "meeting__held_on"),
        *entered.values_list("poll__initiative", "noted_on"),
    ]
    heard: dict[int, list[date]] = {}
    for pk, day in days:
        heard.setdefault(pk or 0, []).append(day)
    return heard
