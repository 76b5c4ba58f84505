"""What a step does besides moving the status: the rows it makes and the columns it changes."""

from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext as _

from initiatives.letters.compose import contact_function
from initiatives.models import (
    Assignment,
    CoAdvice,
    Commitment,
    Condition,
    Decision,
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
from initiatives.models.choices import WithdrawReason
from initiatives.models.decision import Outcome
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Done, Situation
from initiatives.workflow.asking import cents
from initiatives.workflow.guards import open_proposal
from initiatives.workflow.inputs import MAX_CONDITIONS
from kernen.models import FundingSource


def give_number(s: Situation) -> Done:
    """The next reference of this year; the counter row is locked until the transaction ends, so none is given twice."""
    year = s.today.year
    ReferenceCounter.objects.get_or_create(year=year)
    ReferenceCounter.objects.filter(year=year).update(last=F("last") + 1)
    number = ReferenceCounter.objects.values_list("last", flat=True).get(year=year)
    return Done(reference=f"{s.municipality.prefix}-{year}-{number:04d}", logged_at=s.at)


def task_for_coordinator(s: Situation) -> Done:
    """The external coordinator goes on exploring."""
    return Done(about=make_task(s, kind=TaskKind.CHECK, title=_("Verder verkennen"), text=s.inputs["reason"]))


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
    """The tasks that this very action was to do are done."""
    s.initiative.tasks.filter(leads_to=action, done_at=None).update(done_at=s.at, done_by=s.actor.user)


def make_assignment(s: Situation) -> Done:
    """One officer's turn begins; a co-adviser gets a question with a date."""
    officer, domain = s.inputs["officer"], s.inputs["domain"]
    row = Assignment.objects.create(
        initiative=s.initiative, officer=officer, domain=domain, note=s.inputs["note"], assigned_by=s.user, at=s.at
    )
    if s.inputs["co_adviser"]:
        CoAdvice.objects.create(
            initiative=s.initiative,
            adviser=s.inputs["co_adviser"],
            question=s.inputs["co_question"],
            due_on=s.inputs["co_due_on"],
            asked_by=s.user,
            asked_at=s.at,
        )
    return Done(about=row, lead_domain=domain, officer=officer, confirmed_at=None)


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
    return row


def take_back(s: Situation) -> Done:
    """Back at the internal coordinator; given back often enough, it comes on the managers' list."""
    row = end_assignment(s, reason=s.inputs["reason"], note=s.inputs["handover_note"])
    earlier = s.initiative.events.filter(action="give_back").count()
    escalated = s.initiative.escalated_at
    if escalated is None and earlier + 1 >= s.municipality.escalate_after:
        escalated = s.at
    return Done(about=row, officer=None, confirmed_at=None, escalated_at=escalated)


def hand_to_colleague(s: Situation) -> Done:
    """Another officer; in the first phases they still have to say yes, and no date is wiped."""
    old = end_assignment(s, reason="", note=s.inputs["handover_note"])
    domain = old.domain if old else s.initiative.lead_domain
    if domain is None:
        raise TypeError("Een initiatief bij een medewerker heeft een domein.")
    row = Assignment.objects.create(
        initiative=s.initiative,
        officer=s.inputs["officer"],
        domain=domain,
        note=s.inputs["reason"],
        assigned_by=s.user,
        at=s.at,
    )
    if s.initiative.status == Status.IN_REVIEW:
        Task.objects.create(
            initiative=s.initiative,
            kind=TaskKind.CHECK,
            title=_("Bevestig dat u dit overneemt"),
            text_ready=s.inputs["handover_note"],
            leads_to="confirm_assignment",
            for_user=s.inputs["officer"],
            due_on=s.clocks.after("accept", s.today),
            created_at=s.at,
        )
    return Done(about=row, officer=s.inputs["officer"], confirmed_at=None)


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
    row = SupportCheck.objects.create(initiative=s.initiative, started_at=s.at, started_by=s.user, **s.inputs)
    return Done(about=row, due_on=s.inputs["closes_on"])


def close_support_check(s: Situation) -> Done:
    """What was said is written down; the counts stay."""
    row = s.initiative.support_checks.get(closed_at=None)
    for name, value in s.inputs.items():
        setattr(row, name, value)
    row.closed_at = s.at
    row.save()
    return Done(about=row)


QUESTION_FIELDS = ("common_interest", "own_effort", "support", "feasible", "upkeep", "fits")


def make_proposal(s: Situation) -> Done:
    """The advice on the six questions, with the money it asks (euro cents)."""
    source: FundingSource | None = s.inputs["source"]
    amount = cents(s.inputs["amount"])
    row = Decision.objects.create(
        initiative=s.initiative,
        proposed_by=s.user,
        proposed_at=s.at,
        answers={q: {"verdict": s.inputs[q], "note": s.inputs[f"{q}_note"]} for q in QUESTION_FIELDS},
        advice=s.inputs["advice"],
        amount_cents=amount,
        source=source if amount else None,
        legal_basis=s.inputs["legal_basis"] or (source.legal_basis if source and amount else ""),
        without_support_because=s.inputs["without_support_because"],
        without_talk_because=s.inputs["without_talk_because"],
        open_advice_because=s.inputs["open_advice_because"],
    )
    return Done(about=row, proposed_cents=amount, informed_at=None)


def return_proposal(s: Situation) -> Done:
    """The proposal goes back to who wrote it."""
    row = close_proposal(s, outcome=Outcome.RETURNED, explanation=s.inputs["missing"])
    return Done(about=row, proposed_cents=None)


def close_proposal(s: Situation, *, outcome: Outcome, explanation: str) -> Decision:
    """What was decided; a no at the door had no proposal before it."""
    row = open_proposal(s.initiative) or Decision(initiative=s.initiative)
    row.decided_by, row.decided_at = s.user, s.at
    row.outcome, row.explanation = outcome, explanation
    letter_on = s.inputs.get("letter_on")
    if s.initiative.is_formal and letter_on and outcome != Outcome.RETURNED:
        row.is_formal, row.letter_on = True, letter_on
        row.objection_until = s.clocks.calendar.end_of_legal_term(letter_on, s.clocks.terms["objection"].days)
    row.save()
    return row


def say_yes(s: Situation) -> Done:
    """The decision, its conditions, the money reserved under lock, and a call to the initiator first."""
    row = close_proposal(s, outcome=Outcome(s.inputs["outcome"]), explanation=s.inputs["explanation"])
    for n in range(1, MAX_CONDITIONS + 1):
        if s.inputs[f"condition_{n}"]:
            Condition.objects.create(
                decision=row,
                text=s.inputs[f"condition_{n}"],
                owner=s.inputs[f"condition_{n}_owner"],
                due_on=s.inputs[f"condition_{n}_due_on"],
                beforehand=s.inputs[f"condition_{n}_beforehand"],
            )
    if row.source and row.amount_cents:
        Commitment.objects.create(
            initiative=s.initiative, decision=row, source=row.source, amount_cents=row.amount_cents, at=s.at
        )
    call_first(s, text=s.inputs["explanation"])
    return Done(about=row, informed_at=None)


def say_no(s: Situation) -> Done:
    """The reasoned no, and a call to the initiator first."""
    row = close_proposal(s, outcome=Outcome.NO, explanation=s.inputs["explanation"])
    row.reject_reason, row.alternative = s.inputs["reason"], s.inputs["alternative"]
    row.save(update_fields=["reject_reason", "alternative"])
    call_first(s, text=f"{s.inputs['explanation']}\n{s.inputs['alternative']}")
    return Done(about=row, informed_at=None)


def call_first(s: Situation, *, text: str) -> Task:
    """The initiator hears it from a person before it is written or published."""
    return make_task(
        s,
        kind=TaskKind.CALL,
        title=_("Initiatiefnemer eerst zelf bellen over het besluit"),
        text=text,
        due_on=s.clocks.after("receipt", s.today),
        leads_to="inform_initiator",
        for_function=Relation.LEAD_OFFICER if s.initiative.officer_id else None,
    )


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
    close_tasks(s.initiative, at=s.at)
    return Done(about=row)


def join(s: Situation) -> Done:
    """The old number stays alive and points on."""
    end_assignment(s, reason="", note="")
    close_open_ends(s)
    return Done(about=s.inputs["target"], merged_into=s.inputs["target"], officer=None, confirmed_at=None)


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
    return Done(silenced_at=silenced)


def close_open_ends(s: Situation) -> None:
    """Questions, checks, proposals and tasks that no longer matter."""
    close_question(s, ended_on=s.today)
    s.initiative.support_checks.filter(closed_at=None).delete()
    s.initiative.decisions.filter(outcome="").update(outcome=Outcome.RETURNED, decided_at=s.at)
    close_tasks(s.initiative, at=s.at)


def close_tasks(initiative: Initiative, *, at: datetime) -> None:
    """What was still to do is no longer needed; what a letter or call has to bring stays."""
    initiative.tasks.filter(done_at=None, message=None).update(is_moot=True, done_at=at)


def look_again(_s: Situation) -> Done:
    """New clocks under the same number."""
    return Done(officer=None, confirmed_at=None, proposed_cents=None, informed_at=None, escalated_at=None)
