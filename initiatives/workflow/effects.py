"""What a step does besides moving the status: the rows it makes and the columns it changes."""

from datetime import date, datetime

from django.db import OperationalError
from django.db.models import Q
from django.utils.translation import gettext as _

from initiatives.letters.compose import contact_function
from initiatives.letters.talk_moves import call_off_standing
from initiatives.letters.wanted import drop
from initiatives.models import (
    Assignment,
    Evaluation,
    Handover,
    InfoRequest,
    Initiative,
    ReferenceCounter,
    SupportCheck,
    Suspension,
    Task,
)
from initiatives.models.advice import SuspensionGround
from initiatives.models.choices import SupportConclusion, WithdrawReason
from initiatives.models.decision import Outcome
from initiatives.models.message import MessageState
from initiatives.models.stake import forget_stakes
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.workflow.action import Done, Refused, Situation


def give_number(s: Situation) -> Done:
    """The next reference of this year."""
    year = s.today.year
    return Done(reference=f"{s.municipality.prefix}-{year}-{ReferenceCounter.next_of(year):04d}", logged_at=s.at)


def task_for_coordinator(s: Situation) -> Done:
    """The external coordinator goes on exploring."""
    return Done(
        about=make_task(s, kind=TaskKind.CHECK, title=_("Verder verkennen"), text=s.inputs["reason"], leads_to="submit")
    )


def make_task(
    s: Situation,
    *,
    kind: TaskKind,
    title: str,
    text: str = "",
    due_on: date | None = None,
    for_function: Relation | None = None,
    leads_to: str = "",
) -> Task:
    """Something to do for who has the contact with the resident; due within the answer term unless said."""
    return Task.objects.create(
        initiative=s.initiative,
        kind=kind,
        title=title,
        text_ready=text,
        for_function=for_function or contact_function(s.initiative, at=s.at),
        due_on=due_on or s.clocks.after("answer", s.today),
        leads_to=leads_to,
        created_at=s.at,
    )


def finish_tasks(s: Situation, action: str) -> None:
    """The tasks that this very action was to do are done; what a colleague was asked by name stays theirs."""
    mine = Q(for_user=None) | Q(for_user=s.actor.user)
    s.initiative.tasks.filter(mine, leads_to=action, done_at=None).update(done_at=s.at, done_by=s.actor.user)


def confirm_assignment(s: Situation) -> Done:
    """The officer took it up."""
    row = s.initiative.assignments.get(ended_at=None)
    row.confirmed_at = s.at
    row.save(update_fields=["confirmed_at"])
    return Done(about=row, confirmed_at=s.at)


def end_assignment(s: Situation, *, reason: str, note: str) -> Assignment | None:
    """The present officer's turn ends."""
    row = s.initiative.assignments.filter(ended_at=None).first()
    if row:
        row.ended_at, row.end_reason, row.handover_note = s.at, reason, note
        row.save(update_fields=["ended_at", "end_reason", "handover_note"])
        drop_tasks(s, leading_to="confirm_assignment")
    return row


def drop_tasks(s: Situation, *, leading_to: str) -> None:
    """What this action was to be done for is settled another way."""
    s.initiative.tasks.filter(leads_to=leading_to, done_at=None).update(is_moot=True, done_at=s.at)


def call_off(s: Situation, *, goes_on: bool = False) -> None:
    """An appointment with who is gone, or about what is over, does not take place; calendars hear it."""
    call_off_standing(s.initiative, at=s.at, goes_on=goes_on)


def take_back(s: Situation) -> Done:
    """Back at the internal coordinator; given back often enough, it comes on the managers' list."""
    row = end_assignment(s, reason=s.inputs["reason"], note=s.inputs["handover_note"])
    forget_stakes(s.initiative)
    drop_tasks(s, leading_to="reassign")
    call_off(s, goes_on=True)
    earlier = s.initiative.events.filter(action="give_back").count()
    escalated = s.initiative.escalated_at
    if escalated is None and earlier + 1 >= s.municipality.escalate_after:
        escalated = s.at
    return Done(about=row, officer=None, confirmed_at=None, escalated_at=escalated)


def ask_resident(s: Situation) -> Done:
    """The question is a row; for a formal application the term stands still (Awb 4:15)."""
    row = InfoRequest.objects.create(
        initiative=s.initiative,
        question=s.inputs["question"],
        due_on=s.inputs["due_on"],
        asked_by=s.user,
        asked_at=s.at,
    )
    if s.initiative.is_formal:
        Suspension.objects.create(initiative=s.initiative, ground=SuspensionGround.INCOMPLETE, starts_on=s.today)
    return Done(about=row, due_on=s.inputs["due_on"])


def keep_answer(s: Situation) -> Done:
    """The answer, whichever way it came."""
    return Done(about=close_question(s, answer=s.inputs["answer"], ended_on=s.today))


def give_up_question(s: Situation) -> Done:
    """Tried twice; on without it. A legal term ran again from the day the answer was due."""
    row = s.initiative.info_requests.get(closed_at=None)
    attempts = f"{s.inputs['first_attempt']}\n{s.inputs['second_attempt']}\n{s.inputs['reason']}"
    return Done(about=close_question(s, attempts=attempts, ended_on=min(row.due_on, s.today)))


def close_question(s: Situation, *, ended_on: date, answer: str = "", attempts: str = "") -> InfoRequest | None:
    """No question is open any more and no legal term stands still."""
    row = s.initiative.info_requests.filter(closed_at=None).first()
    if row:
        row.answer, row.attempts, row.closed_at = answer, attempts, s.at
        row.save(update_fields=["answer", "attempts", "closed_at"])
    for suspension in s.initiative.suspensions.filter(ends_on=None):
        suspension.ends_on = max(suspension.starts_on, ended_on)
        suspension.save(update_fields=["ends_on"])
    return row


def put_aside(s: Situation) -> Done:
    """Something to look at again on the review date."""
    review = s.inputs["review_on"]
    row = make_task(
        s,
        kind=TaskKind.CHECK,
        title=_("Opnieuw bekijken"),
        due_on=review,
        leads_to="resume",
        for_function=Relation.LEAD_OFFICER if s.initiative.officer_id else Relation.INTERNAL_COORDINATOR,
    )
    return Done(about=row, due_on=review)


def open_support_check(s: Situation) -> Done:
    """The neighbourhood is asked until the closing date."""
    rule = {"enough": s.enough.enough, "enough_number": s.enough.number}
    row = SupportCheck.objects.create(initiative=s.initiative, started_at=s.at, started_by=s.user, **rule, **s.inputs)
    make_task(
        s,
        kind=TaskKind.CHECK,
        title=_("Peiling afsluiten"),
        due_on=s.inputs["closes_on"],
        leads_to="close_support",
        for_function=Relation.LEAD_OFFICER,
    )
    return Done(about=row, due_on=s.inputs["closes_on"])


def close_support_check(s: Situation) -> Done:
    """What was said is answered; the counts stay, the single answers go after their term."""
    row = s.initiative.support_checks.get(closed_at=None)
    for name, value in s.inputs.items():
        setattr(row, name, value)
    row.closed_at = s.at
    row.save()
    return Done(about=row)


def let_go(s: Situation) -> Done:
    """The boomerang: what was agreed, and a date to ask how it goes."""
    row = Handover.objects.create(initiative=s.initiative, at=s.at, **s.inputs)
    make_task(s, kind=TaskKind.CALL, title=_("Navragen hoe het gaat"), due_on=row.check_in_on)
    return Done(about=row, due_on=row.check_in_on)


def take_up_again(s: Situation) -> Done:
    """The municipality helps again; the hand-over is history."""
    s.initiative.handovers.filter(taken_back_at=None).update(taken_back_at=s.at)
    close_tasks(s.initiative, at=s.at)
    return Done()


def look_back(s: Situation) -> Done:
    """Result, evaluation and what was learned; what was still to do is moot."""
    row = Evaluation.objects.create(initiative=s.initiative, at=s.at, **s.inputs)
    call_off(s)
    close_tasks(s.initiative, at=s.at)
    return Done(about=row)


def join(s: Situation) -> Done:
    """The old number stays alive and points on."""
    hold_on_to(s.inputs["target"])
    end_assignment(s, reason="", note="")
    close_open_ends(s)
    return Done(about=s.inputs["target"], merged_into=s.inputs["target"], officer=None, confirmed_at=None)


def hold_on_to(target: Initiative) -> None:
    """What one merges into must still be going on when it is written; somebody may end it at this very moment."""
    try:
        now = Initiative.objects.select_for_update(nowait=True).get(pk=target.pk)
    except OperationalError:
        raise Refused(_("Iemand werkt op dit moment aan het andere initiatief. Probeer het nog eens.")) from None
    if not now.is_running:
        raise Refused(_("Het andere initiatief is intussen afgelopen of samengevoegd. Kies opnieuw."))


def part(_s: Situation) -> Done:
    """Apart again; both keep their history."""
    return Done(merged_into=None)


def stop(s: Situation) -> Done:
    """Money falls free, nothing is left to do; after a death no message goes out by itself."""
    s.initiative.commitments.filter(released_at=None).update(released_at=s.at)
    close_open_ends(s)
    end_assignment(s, reason="", note="")
    silenced = s.at if s.inputs["reason"] == WithdrawReason.DECEASED_OR_MOVED else s.initiative.silenced_at
    if silenced:
        s.initiative.silenced_at = silenced
        hush(s)
    return Done(silenced_at=silenced)


# Still to be released, sent, told or, after it came back, phoned.
NOT_ARRIVED = (MessageState.HELD, MessageState.QUEUED, MessageState.TASK, MessageState.FAILED)


def hush(s: Situation) -> None:
    """What still waited to be sent, written or told to the residents goes nowhere."""
    waiting = s.initiative.messages.filter(state__in=NOT_ARRIVED, person__isnull=False)
    s.initiative.tasks.filter(message__in=waiting, done_at=None).update(is_moot=True, done_at=s.at)
    drop(waiting)
    s.initiative.tasks.filter(message=None, done_at=None).update(is_moot=True, done_at=s.at)


def close_open_ends(s: Situation) -> None:
    """Questions, checks, proposals and tasks that no longer matter."""
    call_off(s)
    close_question(s, ended_on=s.today)
    stopped = {"closed_at": s.at, "conclusion": SupportConclusion.STOPPED}
    s.initiative.support_checks.filter(closed_at=None).update(**stopped)
    s.initiative.decisions.filter(outcome="").update(outcome=Outcome.RETURNED, decided_at=s.at)
    close_tasks(s.initiative, at=s.at)


def close_tasks(initiative: Initiative, *, at: datetime) -> None:
    """What was still to do is no longer needed; what a letter or call has to bring stays, and what residents asked."""
    asked = initiative.events.filter(function=Relation.INITIATOR, object_type="task").values("object_id")
    rows = initiative.tasks.filter(done_at=None, message=None).exclude(pk__in=asked)
    rows.update(is_moot=True, done_at=at)


def look_again(s: Situation) -> Done:
    """New clocks under the same number; what belonged to the old end is over."""
    end_assignment(s, reason="", note="")
    s.initiative.handovers.filter(taken_back_at=None).update(taken_back_at=s.at)
    close_tasks(s.initiative, at=s.at)
    silenced = None if s.inputs["messages_again"] else s.initiative.silenced_at
    s.initiative.silenced_at = silenced
    return Done(
        officer=None,
        confirmed_at=None,
        proposed_cents=None,
        informed_at=None,
        escalated_at=None,
        silenced_at=silenced,
    )
