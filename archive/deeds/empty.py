"""An initiative of which only number, place, domain, dates and result stay: no word and no person of it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from archive.deeds.journal import EVERYTHING, note_erasure
from initiatives.models import Initiative, SavedView
from initiatives.workflow.action import SYSTEM, Situation
from initiatives.workflow.referring import STORY, forget_story
from overleg.deeds.forget import SAID
from overleg.deeds.record import points_of
from overleg.deeds.report import write_report
from overleg.models import AgendaItem, Meeting, Promise

# Lists and pages need a word to press on; it says nothing of what it was about.
NO_TITLE = "(geanonimiseerd)"


@transaction.atomic
def empty_initiative(initiative: Initiative, *, at: datetime, because: str) -> None:
    """Take every word and person out, whatever its status; twice is once.

    `because` says in a word why ("vernietigingslijst", "avg-verzoek"); no names. The files go once it is sure. The
    caller writes the event: after this call nothing of the initiative holds text any more.
    """
    here = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    columns: dict[str, Any] = dict.fromkeys(STORY, "") | {"title": NO_TITLE, "asks": [], "access_code_hash": ""}
    columns |= {"published_at": None, "needed_by": None, "anonymised_at": here.anonymised_at or at}
    columns |= {"silenced_at": here.silenced_at or at, "is_controversial": False}
    forget_story(Situation(initiative=here, actor=SYSTEM, at=at))
    _forget_more(here)
    _forget_in_meetings(here)
    Initiative.objects.filter(pk=here.pk).update(**columns)
    note_erasure(here, columns=EVERYTHING, at=at, because=because)
    for name, value in columns.items():
        setattr(initiative, name, value)


def _forget_more(initiative: Initiative) -> None:
    """What a sensitive referral leaves standing: the way to the receiver, who follows it, and links in mails."""
    initiative.referrals.update(receiver="", receiver_phone="")
    initiative.followers.all().delete()
    initiative.mail_links.all().delete()
    initiative.messages.update(error="")
    if initiative.reference:
        SavedView.objects.filter(query__icontains=initiative.reference).delete()


def _forget_in_meetings(initiative: Initiative) -> None:
    """What was said of it in meetings; their reports are written anew from what is left."""
    items = AgendaItem.objects.filter(initiative=initiative)
    meetings = list(items.order_by("meeting").values_list("meeting", flat=True))
    Promise.objects.filter(item__in=items).delete()
    items.update(title="", **SAID)
    for meeting in Meeting.objects.select_for_update().filter(pk__in=meetings).exclude(report=""):
        meeting.report = write_report(meeting, points_of(meeting))
        meeting.save(update_fields=["report"])
