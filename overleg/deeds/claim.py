"""Of two people who change one meeting at once, the second hears it and loses nothing."""

from django.utils.translation import gettext as _

from initiatives.workflow.action import Stale
from overleg.models import Meeting


def claim(meeting: Meeting, *, version: int) -> None:
    """Compare and swap: the meeting is ours until the transaction ends; raises Stale for who looked at an older one."""
    if Meeting.objects.filter(pk=meeting.pk, version=version).update(version=version + 1) != 1:
        raise Stale(_("Iemand anders was u net voor. Wat u typte staat er nog. Bekijk eerst wat er is veranderd."))
    meeting.version = version + 1
