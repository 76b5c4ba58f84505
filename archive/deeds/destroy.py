"""Destroying what was approved, after the term of reflection: an initiative at a time, wholly or not at all."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from archive.deeds.approve import waits_until
from archive.deeds.erase import empty_initiative
from archive.deeds.retention import load_rules, term_of
from archive.models import DestructionItem, DestructionList
from initiatives.clocks import Clocks, load_clocks
from initiatives.deeds.do import do
from initiatives.models import Initiative
from initiatives.workflow.action import SYSTEM, Refused

BECAUSE = "vernietigingslijst"


def destroy_approved(*, now: datetime) -> str:
    """Every approved list whose term of reflection is over; for the night round, in a sentence.

    Safe to run twice, late, two at once, and again after it was killed at any point: what counts is what stands on
    an approved list and is still past its term by the end of the year of that list, whatever the clock says.
    """
    clocks, destroyed = load_clocks(), 0
    for destruction in DestructionList.objects.filter(
        approved_at__isnull=False, returned_at=None, executed_at=None
    ).order_by("pk"):
        if may_begin(destruction, now=now, clocks=clocks):
            destroyed += carry_out(destruction, now=now)
    return _("%s initiatieven vernietigd volgens de lijst") % destroyed if destroyed else ""


def may_begin(destruction: DestructionList, *, now: datetime, clocks: Clocks) -> bool:
    """Whether the last day on which it could be stopped is over."""
    last = waits_until(destruction, clocks=clocks)
    return last is not None and last < timezone.localdate(now)


def carry_out(destruction: DestructionList, *, now: datetime) -> int:
    """Line by line; how many were destroyed. A line that somebody works on at this moment has its turn tomorrow."""
    waiting = destruction.items.filter(kept_because="", destroyed_at=None).order_by("pk")
    destroyed = 0
    for pk in list(waiting.values_list("pk", flat=True)):
        try:
            destroyed += _destroy(pk, now=now)
        except Refused:
            continue
    _finish(destruction, now=now)
    return destroyed


@transaction.atomic
def _destroy(pk: int, *, now: datetime) -> bool:
    """One initiative; False where somebody was first, where it must wait, or where it must stay after all."""
    # The list first, as everybody who changes a line takes it first.
    destruction = DestructionList.objects.select_for_update(of=("self",)).get(items=pk)
    item = DestructionItem.objects.select_for_update(of=("self",)).select_related("destruction").get(pk=pk)
    if item.kept_because or item.destroyed_at or not destruction.approved_at or not destruction.is_standing:
        return False
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=item.initiative_id)
    if initiative.person_requests.filter(answered_at=None).exists():
        # Who asked about their own data hears it first (AVG 12).
        return False
    if (stays := _stays_because(item, initiative)) is not None:
        DestructionItem.objects.filter(pk=pk).update(kept_because=stays)
        return False
    if initiative.anonymised_at is None:
        do("destroy", initiative, by=SYSTEM, at=now)
        empty_initiative(initiative, at=now, because=BECAUSE)
    DestructionItem.objects.filter(pk=pk).update(destroyed_at=now)
    return True


def _stays_because(item: DestructionItem, initiative: Initiative) -> str | None:
    """Why it may not go after all: it began anew, or the rule became longer since the list was made."""
    end = term_of(initiative, rules=load_rules())
    if end is None or (end.result, end.ended_on) != (item.result, item.ended_on):
        return _("Het initiatief begon opnieuw nadat de lijst was gemaakt.")
    if end.expires_on is None or end.expires_on > item.destruction.cutoff:
        return _("De termijn werd langer nadat de lijst was gemaakt.")
    return None


@transaction.atomic
def _finish(destruction: DestructionList, *, now: datetime) -> None:
    """Once no line waits any more, the list is done."""
    here = DestructionList.objects.select_for_update(of=("self",)).get(pk=destruction.pk)
    if here.is_standing and not here.items.filter(kept_because="", destroyed_at=None).exists():
        here.executed_at = now
        here.save(update_fields=["executed_at"])
