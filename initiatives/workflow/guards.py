"""What stands in the way: guards before anything is asked, checks over what was filled in."""

import re
from collections.abc import Mapping

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from initiatives.models import CoAdvice, Commitment, Condition, Decision, Initiative
from initiatives.models.appointment import AppointmentState
from initiatives.models.choices import SENSITIVE_REFERRALS, SixQuestions, Verdict
from initiatives.models.decision import Approval
from initiatives.models.stake import involved_in
from initiatives.statuses import Status
from initiatives.workflow.action import Need, Situation, Text
from initiatives.workflow.asking import cents
from initiatives.workflow.inputs import MAX_CONDITIONS
from kernen.models import FundingSource
from kernen.roles import roles_of

NEEDS_TO_LOG = (
    Need(label=_("titel"), is_there=lambda i: bool(i.title.strip())),
    Need(label=_("één zin over het idee"), is_there=lambda i: bool(i.summary.strip())),
    Need(label=_("minstens één kern"), is_there=lambda i: i.whole_municipality or bool(i.kern_ids)),
    Need(label=_("hoe wij iemand bereiken, of “geen contact”"), is_there=lambda i: bool(i.everybody())),
)
NEEDS_TO_SUBMIT = (
    Need(label=_("omschrijving"), is_there=lambda i: bool(i.description.strip())),
    Need(label=_("wat de bewoner wil bereiken"), is_there=lambda i: bool(i.aim.strip())),
    Need(label=_("wat er nodig is van de gemeente"), is_there=lambda i: bool(i.asks)),
    Need(label=_("wie het idee heeft"), is_there=lambda i: bool(i.initiator_kind)),
)


def open_proposal(initiative: Initiative) -> Decision | None:
    """The proposal that waits for a decision."""
    return initiative.decisions.filter(outcome="").select_related("source").first()


def last_decision(initiative: Initiative) -> Decision | None:
    """The last thing that was decided."""
    return initiative.decisions.exclude(outcome="").order_by("-decided_at", "-pk").first()


def give_back_check(s: Situation) -> Mapping[str, Text]:
    """Who was already busy with it leaves a note for the next."""
    if s.initiative.status == Status.IN_REVIEW and not s.inputs["handover_note"]:
        return {"handover_note": _("Schrijf op wat u al heeft gedaan en afgesproken.")}
    return {}


def propose_check(s: Situation) -> Mapping[str, Text]:
    """Money has an open source and a basis; what was skipped has a reason."""
    wrong: dict[str, Text] = {}
    for question in SixQuestions:
        if s.inputs[question.value] in (Verdict.PARTLY, Verdict.NO) and not s.inputs[f"{question.value}_note"]:
            wrong[f"{question.value}_note"] = _("Licht dit antwoord toe.")
    if s.inputs["amount"]:
        wrong |= _money_check(s)
    initiative = s.initiative
    if not s.inputs["without_support_because"] and not initiative.support_checks.exclude(closed_at=None).exists():
        wrong["without_support_because"] = _("De buurt is niet gevraagd. Schrijf op waarom niet.")
    held = initiative.appointments.filter(state=AppointmentState.HELD)
    if not s.inputs["without_talk_because"] and not held.exists():
        wrong["without_talk_because"] = _("Er is nog geen afspraak geweest. Schrijf op waarom niet.")
    if (
        not s.inputs["open_advice_because"]
        and CoAdvice.objects.filter(initiative=initiative, answered_at=None).exists()
    ):
        wrong["open_advice_because"] = _("Er staat nog medeadvies open. Schrijf op waarom u niet wacht.")
    return wrong


def _money_check(s: Situation) -> Mapping[str, Text]:
    """Awb 4:23: a subsidy needs a source and a legal basis; and what is promised must be there."""
    source: FundingSource | None = s.inputs["source"]
    if source is None:
        return {"source": _("Kies uit welke bron het geld komt.")}
    if not s.inputs["legal_basis"] and not source.legal_basis:
        return {"legal_basis": _("Noem de grondslag (Awb 4:23).")}
    if too_much(source, cents(s.inputs["amount"])):
        return {"amount": _("Zoveel zit er niet meer in deze bron.")}
    return {}


def too_much(source: FundingSource, amount: int) -> bool:
    """Whether this amount (euro cents) no longer fits under the ceiling of its source."""
    if source.ceiling_cents is None:
        return False
    reserved = Commitment.objects.filter(source=source, released_at=None).aggregate(sum=Sum("amount_cents"))["sum"]
    return (reserved or 0) + amount > source.ceiling_cents


def decider_is_another(s: Situation) -> Text | None:
    """Proposer and decider differ where money, a formal application or somebody's stake asks for four eyes."""
    proposal = open_proposal(s.initiative)
    if proposal is None or s.actor.user is None or proposal.proposed_by_id != s.actor.user.pk:
        return None
    threshold = s.municipality.four_eyes_from * 100
    if proposal.amount_cents >= threshold or s.initiative.is_formal or involved_in(s.initiative):
        return _("U schreef dit voorstel zelf. Een ander neemt het besluit.")
    return None


def mandate_covers(s: Situation) -> Text | None:
    """No decision above the decider's own mandate."""
    if s.actor.user is None or (s.initiative.proposed_cents or 0) <= roles_of(s.actor.user).ceiling_cents:
        return None
    return _("Dit bedrag is hoger dan uw mandaat.")


def mandate_covers_no(s: Situation) -> Text | None:
    """A no on a proposal needs the mandate as well; at the door there is no proposal yet."""
    return mandate_covers(s) if s.initiative.status == Status.DECISION_PENDING else None


def has_officer(s: Situation) -> Text | None:
    """Only work that somebody has can be handed over."""
    return None if s.initiative.officer_id else _("Er is nog geen beleidsmedewerker om het van over te nemen.")


def source_is_open(s: Situation) -> Text | None:
    """Nothing is promised on a purse that is closed today, or empty."""
    proposal = open_proposal(s.initiative)
    source = proposal.source if proposal else None
    if proposal is None or source is None or not proposal.amount_cents:
        return None
    if not source.is_open(s.today):
        return _("De bron “%s” is vandaag niet open. Stuur het voorstel terug.") % source.name
    if too_much(source, proposal.amount_cents):
        return no_money_left(source)
    return None


def no_money_left(source: FundingSource) -> Text:
    """The sentence for a purse that is empty."""
    return _("In de bron “%s” zit niet genoeg geld meer. Stuur het voorstel terug.") % source.name


def approve_check(s: Situation) -> Mapping[str, Text]:
    """'Yes, if' names its conditions; a formal yes has a letter."""
    wrong: dict[str, Text] = {}
    named = 0
    for n in range(1, MAX_CONDITIONS + 1):
        parts = {name: s.inputs[f"condition_{n}{name}"] for name in ("", "_owner", "_due_on")}
        named += bool(parts[""])
        if any(parts.values()) and not all(parts.values()):
            wrong |= {
                f"condition_{n}{name}": _("Een voorwaarde heeft een tekst, een eigenaar en een datum.")
                for name, value in parts.items()
                if not value
            }
    if s.inputs["outcome"] == Approval.YES_IF and not named:
        wrong["condition_1"] = _("“Ja, als” heeft minstens één voorwaarde.")
    if s.inputs["outcome"] == Approval.YES and named:
        wrong["outcome"] = _("Er zijn voorwaarden. Kies dan “ja, als”.")
    return wrong | _letter_check(s)


def _letter_check(s: Situation) -> dict[str, Text]:
    """A decision on an application is made known by a letter (Awb 3:41)."""
    if s.initiative.is_formal and not s.inputs["letter_on"]:
        return {"letter_on": _("Dit is een aanvraag: vul de datum van de brief in.")}
    return {}


def reject_check(s: Situation) -> Mapping[str, Text]:
    """At least two sentences; before the review only what is no application, and the coordinator knows."""
    wrong: dict[str, Text] = {}
    if len(re.findall(r"[^.!?]+[.!?]", s.inputs["explanation"] + ".")) < 2:
        wrong["explanation"] = _("Schrijf minstens twee zinnen.")
    if s.initiative.status == Status.SUBMITTED and not s.inputs["told_coordinator"]:
        wrong["told_coordinator"] = _("Vertel het eerst aan de externe coördinator.")
    return wrong | _letter_check(s)


def no_formal_no_at_the_door(s: Situation) -> Text | None:
    """An application is decided on by who has the mandate, never by the coordinator."""
    if s.initiative.status == Status.SUBMITTED and s.initiative.is_formal:
        return _("Dit is een aanvraag. Alleen de beslisser kan nee zeggen.")
    return None


def initiator_knows(s: Situation) -> Text | None:
    """The initiator hears the decision first."""
    return None if s.initiative.informed_at else _("Bel eerst de initiatiefnemer over het besluit.")


def initiator_knows_the_yes(s: Situation) -> Text | None:
    """A yes that nobody told yet is not put aside or asked about; the call comes first."""
    return initiator_knows(s) if s.initiative.status == Status.APPROVED else None


def nothing_merged_into(s: Situation) -> Mapping[str, Text]:
    """What is forgotten cannot be where another idea points to."""
    if s.inputs["kind"] in SENSITIVE_REFERRALS and s.initiative.merged_from.exists():
        return {"kind": _("Met dit initiatief is een ander samengevoegd. Splits die eerst.")}
    return {}


def beforehand_met(s: Situation) -> Text | None:
    """Conditions marked 'vooraf' hold back the start."""
    first = Condition.objects.standing(s.initiative).filter(beforehand=True).first()
    return _("Eerst moet geregeld zijn: %s.") % first.text if first else None


def complete_check(s: Situation) -> Mapping[str, Text]:
    """Two questions to the resident, or why they were not asked."""
    if s.inputs["without_because"] or (s.inputs["went_well"] and s.inputs["could_be_better"]):
        return {}
    return {"went_well": _("Vraag de bewoner wat goed ging en wat beter kon, of schrijf op waarom niet.")}


def nothing_was_emptied(s: Situation) -> Text | None:
    """Of a quarrel, a cry for help or a complaint nothing is left to look at again."""
    if s.initiative.referrals.filter(kind__in=SENSITIVE_REFERRALS).exists():
        return _("Van deze doorverwijzing is niets bewaard.")
    return None


def no_formal_no(s: Situation) -> Text | None:
    """A formal no is reconsidered by objection or by a new application, not by reopening."""
    decision = last_decision(s.initiative)
    if s.initiative.status == Status.REJECTED and decision and decision.is_formal:
        return _("Na een besluit op een aanvraag is een nieuwe aanvraag nodig.")
    return None
