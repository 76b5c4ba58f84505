"""When each term of the table of overdue terms runs out, computed from rows and events and never typed by hand."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils import timezone

from initiatives.deeds.case import Case, Moment
from initiatives.models.task import TaskKind

# What an officer does that a resident notices; ticking 'gebeld' counts as well.
CONTACT = ("message_resident", "plan_appointment", "record_appointment", "request_info")
THIRD = 3


def of_status(case: Case) -> Iterator[Moment]:
    """The term of the status itself is over."""
    if case.initiative.due_on:
        yield case.breach(case.initiative.due_on)


def of_status_again(case: Case) -> Iterator[Moment]:
    """Over for as long again as the resident was given to answer."""
    if case.initiative.due_on:
        yield case.breach(case.clocks.after("answer_again", case.initiative.due_on))


def of_status_twice(case: Case) -> Iterator[Moment]:
    """Nobody was chosen within a second routing term either."""
    if case.initiative.due_on:
        yield case.breach(case.clocks.after("route", case.initiative.due_on))


def of_domain(case: Case) -> Iterator[Moment]:
    """At the town hall, and no domain was ever chosen."""
    if case.initiative.lead_domain_id is None:
        yield case.breach(case.clocks.after("domain_unknown", case.entered))


def of_reminder(case: Case) -> Iterator[Moment]:
    """Asked some days ago, and neither taken up nor given back."""
    if ends := case.initiative.due_on:
        asked = case.clocks.after("accept_reminder", case.entered)
        yield Moment(ends=ends, starts=asked, due=ends)


def of_first_contact(case: Case) -> Iterator[Moment]:
    """Kindly there from the day it was taken up, until the resident heard from a person."""
    ends, taken = case.after_accept("first_contact"), case.initiative.confirmed_at
    if ends and taken and not _heard(case, since=taken):
        yield Moment(ends=ends, starts=timezone.localdate(taken), due=ends)


def of_first_contact_missed(case: Case) -> Iterator[Moment]:
    """Taken up, and the resident heard from nobody within the term."""
    for moment in of_first_contact(case):
        yield case.breach(moment.ends)


def _heard(case: Case, *, since: datetime) -> bool:
    """Whether somebody called, wrote or met the resident since then."""
    called = (task.done_at for task in case.tasks if task.kind == TaskKind.CALL and not task.is_moot)
    return any(event.action in CONTACT and event.at >= since for event in case.events) or any(
        done_at is not None and done_at >= since for done_at in called
    )


def of_receipt(case: Case) -> Iterator[Moment]:
    """The receipt was mailed, and the mail has not left."""
    for message in case.waiting_receipts:
        ends = case.clocks.after("receipt", timezone.localdate(message.created_at))
        yield case.breach(ends, mark=f"{message.pk}-", text=message.body)


def of_silence(case: Case) -> Iterator[Moment]:
    """Too long ago that the resident read anything."""
    if case.initiative.silenced_at is None:
        yield case.breach(case.clocks.after("heartbeat", timezone.localdate(case.told_at)))


def of_update(case: Case) -> Iterator[Moment]:
    """During the work nothing was told for four weeks; after a death nothing is."""
    if case.initiative.silenced_at is None:
        yield from of_status(case)


def of_decision(case: Case) -> Iterator[Moment]:
    """The proposal has waited longer than a decision may take."""
    if not case.initiative.is_formal:
        yield case.breach(case.clocks.after("decision_informal", case.entered))


def of_law_soon(case: Case) -> Iterator[Moment]:
    """The end of the legal term is near."""
    if case.legal:
        ends = case.legal.due_on
        yield Moment(ends=ends, starts=case.clocks.before(ends, "decision_soon"), due=ends)


def of_law(case: Case) -> Iterator[Moment]:
    """The legal term is over, and it does not stand still."""
    if case.legal and case.legal.stands_still_since is None:
        yield case.breach(case.legal.due_on)


def of_third_pause(case: Case) -> Iterator[Moment]:
    """Put aside, or left aside for longer, for the third time."""
    since = case.initiative.entered_at
    pauses = sum(
        event.action == "hold" or (event.action == "extend_term" and event.at >= since) for event in case.events
    )
    if pauses >= THIRD:
        yield Moment(ends=case.entered, starts=case.entered, due=case.entered)


def of_advice(case: Case) -> Iterable[Moment]:
    """A colleague was asked for advice and has not given it."""
    for row in case.open_advice:
        yield case.breach(row.due_on, mark=f"{row.pk}-", user=row.adviser, text=row.question)


def of_conditions(case: Case) -> Iterable[Moment]:
    """Something that had to be arranged is not arranged."""
    for row in case.open_conditions:
        yield case.breach(row.due_on, mark=f"{row.pk}-", text=row.text)
