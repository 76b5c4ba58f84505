"""The proposal on the six questions, and saying yes, no or not yet."""

from django.utils.translation import gettext as _

from initiatives.models import Commitment, Condition, Decision, Task
from initiatives.models.decision import Outcome
from initiatives.models.task import TaskKind
from initiatives.relations import Relation
from initiatives.workflow.action import Done, Refused, Situation
from initiatives.workflow.asking import cents
from initiatives.workflow.effects import call_off, drop_tasks, make_task
from initiatives.workflow.guards import no_money_left, open_proposal, too_much
from initiatives.workflow.inputs import MAX_CONDITIONS
from kernen.models import FundingSource

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
    # Whoever had to find another decider: somebody decided.
    drop_tasks(s, leading_to="approve")
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
        reserve(s, row, row.source)
    call_first(s, text=s.inputs["explanation"])
    return Done(about=row, informed_at=None)


def reserve(s: Situation, row: Decision, source: FundingSource) -> None:
    """The money is kept apart; of two who take the last of it at once, the second is refused."""
    # The guard looked without a lock: now the purse is ours until the transaction ends, and we look again.
    source = FundingSource.objects.select_for_update().get(pk=source.pk)
    if too_much(source, row.amount_cents):
        raise Refused(no_money_left(source))
    Commitment.objects.create(
        initiative=s.initiative, decision=row, source=source, amount_cents=row.amount_cents, at=s.at
    )


def say_no(s: Situation) -> Done:
    """The reasoned no, and a call to the initiator first."""
    row = close_proposal(s, outcome=Outcome.NO, explanation=s.inputs["explanation"])
    row.reject_reason, row.alternative = s.inputs["reason"], s.inputs["alternative"]
    row.save(update_fields=["reject_reason", "alternative"])
    drop_tasks(s, leading_to="reassign")
    call_off(s)
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
