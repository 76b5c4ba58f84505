"""The life of an initiative as one table: a row says from where to where, who may, what it asks, does and tells."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import ENDED, RUNNING, Status
from initiatives.workflow import assigning, deciding, effects, guards, inputs, neighbours, referring, sentences
from initiatives.workflow.action import Action


class To(StrEnum):
    """Targets that are no status of their own."""

    SAME = "="
    RETURN = "<return>"
    DELETED = "(deleted)"


@dataclass(frozen=True, kw_only=True)
class Transition(Action):
    """An action that moves the status."""

    target: Status | To


EC, IC, BM = Relation.EXTERNAL_COORDINATOR, Relation.INTERNAL_COORDINATOR, Relation.LEAD_OFFICER
KA, DEC, FB = Relation.KERNAMBTENAAR, Relation.DECIDER, Relation.FUNCTIONAL_ADMIN
INI, SYS = Relation.INITIATOR, Relation.SYSTEM
TOLD = (Reader.INITIATOR, Reader.EXTERNAL_COORDINATOR)
OFFICER, OF_KERN = Reader.OFFICER, Reader.KERNAMBTENAAR

# `may` gives each relation the status groups in which it may (statuses.GROUPS: Draft, Exploring, Submitted,
# Active, Waiting, X ended); its order is the order in which a person's function is named.
TRANSITIONS: tuple[Transition, ...] = (
    Transition(
        name="log", button=_("Vastleggen"), sources=(Status.DRAFT,), target=Status.EXPLORING,
        explains=_("Het idee krijgt een nummer en een code voor de bewoner."),
        may={EC: "D", IC: "D", KA: "D"}, needs=guards.NEEDS_TO_LOG,
        effect=effects.give_number, says=sentences.logged, tells=(Reader.INITIATOR, OF_KERN),
    ),
    Transition(
        name="submit", button=_("Doorzetten"), sources=(Status.EXPLORING,), target=Status.SUBMITTED,
        explains=_("Het initiatief gaat naar de interne coördinator op het gemeentehuis."),
        may={EC: "E", KA: "E", IC: "E"}, needs=guards.NEEDS_TO_SUBMIT, says=sentences.submitted,
        tells=(*TOLD, Reader.INTERNAL_COORDINATOR, OF_KERN, Reader.KERNOVERLEG),
    ),
    Transition(
        name="send_back", button=_("Terug naar verkenning"), sources=(Status.SUBMITTED,), target=Status.EXPLORING,
        explains=_("De externe coördinator krijgt een taak om verder te verkennen."),
        may={IC: "S"}, inputs=inputs.SEND_BACK, effect=effects.task_for_coordinator,
        says=sentences.sent_back, tells=TOLD,
    ),
    Transition(
        name="assign", hands_on=True, button=_("Toewijzen"), sources=(Status.SUBMITTED,), target=Status.ASSIGNED,
        explains=_("De beleidsmedewerker krijgt bericht en pakt het op of geeft het terug."),
        may={IC: "S"}, inputs=assigning.ASSIGN, check=assigning.assign_check, effect=assigning.make_assignment,
        keeps=assigning.kept_of_assignment,
        says=sentences.assigned, tells=(Reader.EXTERNAL_COORDINATOR, OFFICER, OF_KERN),
    ),
    Transition(
        name="accept", button=_("Oppakken"), sources=(Status.ASSIGNED,), target=Status.IN_REVIEW,
        explains=_("U behandelt dit initiatief en neemt contact op met de bewoner."),
        may={BM: "A"}, inputs=inputs.ACCEPT, effect=effects.confirm_assignment,
        says=sentences.accepted, tells=(*TOLD, OF_KERN),
    ),
    Transition(
        name="give_back", hands_on=True, button=_("Teruggeven"), target=Status.SUBMITTED,
        sources=(Status.ASSIGNED, Status.IN_REVIEW),
        explains=_("Het gaat terug naar de interne coördinator; die zoekt een ander. De bewoner begint niet opnieuw."),
        may={BM: "A"}, inputs=inputs.GIVE_BACK, check=guards.give_back_check, effect=effects.take_back,
        audience=Audience.INTERNAL, tells=(Reader.INTERNAL_COORDINATOR, Reader.EXTERNAL_COORDINATOR),
    ),
    Transition(
        name="reassign", hands_on=True, button=_("Overdragen aan collega"), target=To.SAME,
        sources=(
            Status.ASSIGNED, Status.IN_REVIEW, Status.SUPPORT_CHECK, Status.DECISION_PENDING, Status.APPROVED,
            Status.IN_REALISATION, Status.HANDED_OVER, Status.INFO_REQUESTED, Status.ON_HOLD,
        ),
        explains=_("Een collega neemt het over met uw notitie. Een afspraak gaat mee, en geen enkele datum verandert."),
        may={IC: "AW", FB: "AW"}, inputs=assigning.REASSIGN, guards=(guards.has_officer,),
        check=assigning.reassign_check, effect=assigning.hand_to_colleague, says=sentences.reassigned,
        tells=(*TOLD, OFFICER, Reader.FORMER_OFFICER),
    ),
    Transition(
        name="request_info", button=_("Vraag stellen"), target=Status.INFO_REQUESTED,
        sources=(
            Status.SUBMITTED, Status.IN_REVIEW, Status.DECISION_PENDING, Status.APPROVED, Status.IN_REALISATION,
        ),
        explains=_("De bewoner krijgt uw vraag; het initiatief wacht op het antwoord."),
        may={IC: "SA", BM: "A"}, inputs=inputs.REQUEST_INFO, guards=(guards.initiator_knows_the_yes,),
        effect=effects.ask_resident,
        says=sentences.asked, tells=(*TOLD, OFFICER),
    ),
    Transition(
        name="receive_info", button=_("Antwoord ontvangen"), sources=(Status.INFO_REQUESTED,), target=To.RETURN,
        explains=_("Het initiatief gaat verder waar het was."),
        may={INI: "W", EC: "W", IC: "W", BM: "W"}, inputs=inputs.RECEIVE_INFO, effect=effects.keep_answer,
        says=sentences.answered, tells=(*TOLD, OFFICER),
    ),
    Transition(
        name="continue_without", button=_("Verder zonder antwoord"), sources=(Status.INFO_REQUESTED,), target=To.RETURN,
        explains=_("Na twee pogingen gaat het initiatief verder met wat bekend is."),
        may={IC: "W", BM: "W"}, inputs=inputs.CONTINUE_WITHOUT, effect=effects.give_up_question,
        says=sentences.went_on, tells=(*TOLD, OFFICER),
    ),
    Transition(
        name="hold", button=_("Aanhouden"), target=Status.ON_HOLD,
        sources=(
            Status.EXPLORING, Status.SUBMITTED, Status.IN_REVIEW, Status.SUPPORT_CHECK, Status.DECISION_PENDING,
            Status.APPROVED, Status.IN_REALISATION,
        ),
        explains=_("Het initiatief wacht op iets; op de gekozen dag bekijkt u het opnieuw."),
        may={IC: "ESA", BM: "A", EC: "EA"}, inputs=inputs.HOLD, guards=(guards.initiator_knows_the_yes,),
        effect=effects.put_aside,
        says=sentences.held, tells=(*TOLD, OFFICER, OF_KERN),
    ),
    Transition(
        name="resume", button=_("Hervatten"), sources=(Status.ON_HOLD,), target=To.RETURN,
        explains=_("Het initiatief gaat verder waar het was."),
        may={IC: "W", BM: "W", EC: "W"}, inputs=inputs.RESUME, says=sentences.resumed, tells=(*TOLD, OFFICER, OF_KERN),
    ),
    Transition(
        name="start_support", button=_("Buurt vragen"), sources=(Status.IN_REVIEW,), target=Status.SUPPORT_CHECK,
        explains=_("De buurt wordt gevraagd wat zij ervan vindt, tot een vaste dag."),
        may={BM: "A", IC: "A", KA: "A"}, inputs=neighbours.START_SUPPORT, check=neighbours.start_support_check,
        effect=effects.open_support_check, says=sentences.support_started, audience=Audience.PUBLIC,
        tells=(*TOLD, OF_KERN, Reader.KERNOVERLEG),
    ),
    Transition(
        name="close_support", button=_("Peiling afsluiten"), sources=(Status.SUPPORT_CHECK,), target=Status.IN_REVIEW,
        explains=_("U schrijft op wat de buurt zei en wat daarmee gebeurt."),
        may={BM: "A", IC: "A", KA: "A"}, inputs=neighbours.CLOSE_SUPPORT, check=neighbours.close_support_check,
        effect=effects.close_support_check, says=sentences.support_closed, audience=Audience.PUBLIC,
        tells=(*TOLD, OF_KERN, Reader.KERNOVERLEG),
    ),
    Transition(
        name="propose", button=_("Voorleggen voor besluit"),
        sources=(Status.IN_REVIEW,), target=Status.DECISION_PENDING,
        explains=_("Uw advies gaat naar wie mag beslissen over dit bedrag."),
        may={BM: "A"}, inputs=inputs.PROPOSE, check=guards.propose_check, effect=deciding.make_proposal,
        says=sentences.proposed, tells=(*TOLD, Reader.DECIDER),
    ),
    Transition(
        name="return_proposal", button=_("Terug naar behandeling"), sources=(Status.DECISION_PENDING,),
        explains=_("Het voorstel gaat terug naar de beleidsmedewerker."), target=Status.IN_REVIEW,
        may={DEC: "A"}, inputs=inputs.RETURN_PROPOSAL, guards=(guards.mandate_covers,), effect=deciding.return_proposal,
        says=sentences.returned, tells=(*TOLD, OFFICER),
    ),
    Transition(
        name="approve", button=_("Akkoord geven"), sources=(Status.DECISION_PENDING,), target=Status.APPROVED,
        explains=_("Het geld wordt gereserveerd. De initiatiefnemer wordt eerst gebeld, daarna volgt het bericht."),
        may={DEC: "A"}, inputs=inputs.APPROVE,
        guards=(guards.mandate_covers, guards.decider_is_another, guards.source_is_open),
        check=guards.approve_check, effect=deciding.say_yes, says=sentences.approved,
        audience=Audience.PARTNER,
        tells=(Reader.EXTERNAL_COORDINATOR, Reader.INTERNAL_COORDINATOR, OFFICER, OF_KERN),
    ),
    Transition(
        name="reject", button=_("Niet akkoord"), sources=(Status.SUBMITTED, Status.DECISION_PENDING),
        explains=_("De initiatiefnemer wordt eerst gebeld, daarna volgt het bericht."), target=Status.REJECTED,
        may={DEC: "A", IC: "S"}, inputs=inputs.REJECT,
        guards=(guards.no_formal_no_at_the_door, guards.mandate_covers_no, guards.decider_is_another),
        check=guards.reject_check, effect=deciding.say_no, says=sentences.rejected,
        audience=Audience.PARTNER,
        tells=(Reader.EXTERNAL_COORDINATOR, Reader.INTERNAL_COORDINATOR, OFFICER, OF_KERN),
    ),
    Transition(
        name="start", button=_("Start uitvoering"), sources=(Status.APPROVED,), target=Status.IN_REALISATION,
        explains=_("Het werk begint. De bewoner hoort elke vier weken hoe het gaat."),
        may={BM: "A", EC: "A", IC: "A"}, inputs=inputs.START,
        guards=(guards.initiator_knows, guards.beforehand_met),
        says=sentences.started, tells=TOLD,
    ),
    Transition(
        name="hand_over", button=_("Overdragen (boomerang)"),
        sources=(Status.IN_REALISATION,), target=Status.HANDED_OVER,
        explains=_("De groep gaat zelf verder. Op de gekozen dag bellen wij om te vragen hoe het gaat."),
        may={BM: "A", EC: "A", IC: "A"}, inputs=inputs.HAND_OVER, effect=effects.let_go,
        says=sentences.handed_over, tells=(*TOLD, OFFICER, OF_KERN, Reader.KERNOVERLEG),
    ),
    Transition(
        name="resume_support", button=_("Weer ondersteunen"),
        sources=(Status.HANDED_OVER,), target=Status.IN_REALISATION,
        explains=_("De gemeente helpt weer."),
        may={EC: "A", IC: "A", BM: "A"}, inputs=inputs.RESUME_SUPPORT, effect=effects.take_up_again,
        says=sentences.helping_again, tells=TOLD,
    ),
    Transition(
        name="complete", button=_("Afronden"),
        sources=(Status.IN_REALISATION, Status.HANDED_OVER), target=Status.COMPLETED,
        explains=_("Resultaat en evaluatie worden bewaard; de bewoner krijgt een bedankje."),
        may={BM: "A", EC: "A", IC: "A"}, inputs=inputs.COMPLETE, check=guards.complete_check, effect=effects.look_back,
        says=sentences.completed, audience=Audience.PUBLIC, tells=(*TOLD, OFFICER, OF_KERN, Reader.KERNOVERLEG),
    ),
    Transition(
        name="refer", button=_("Doorverwijzen"), target=Status.REFERRED,
        sources=(Status.EXPLORING, Status.SUBMITTED, Status.ASSIGNED, Status.IN_REVIEW),
        explains=_("De bewoner wordt ergens anders geholpen. Van klacht, hulpvraag en ruzie blijft alleen de telling."),
        may={EC: "E", IC: "ESA", BM: "A"}, inputs=inputs.REFER, check=guards.nothing_merged_into,
        effect=referring.refer_elsewhere,
        keeps=referring.kept_of_referral, says=sentences.referred, tells=(Reader.INITIATOR,),
    ),
    Transition(
        name="merge", hands_on=True, button=_("Samenvoegen"), target=Status.MERGED,
        sources=(
            Status.EXPLORING, Status.SUBMITTED, Status.ASSIGNED, Status.IN_REVIEW, Status.SUPPORT_CHECK, Status.ON_HOLD,
        ),
        explains=_("Dit initiatief gaat verder onder een ander nummer; het oude nummer wijst daarheen."),
        may={IC: "ESAW"}, inputs=inputs.MERGE, effect=effects.join, says=sentences.merged, tells=TOLD,
    ),
    Transition(
        name="unmerge", button=_("Splitsen"), sources=(Status.MERGED,), target=Status.SUBMITTED,
        explains=_("Het initiatief gaat weer apart verder, met zijn eigen geschiedenis."),
        may={IC: "X"}, inputs=inputs.UNMERGE, effect=effects.part, says=sentences.unmerged, tells=TOLD,
    ),
    Transition(
        name="withdraw", button=_("Stoppen"), sources=tuple(s for s in RUNNING if s != Status.DRAFT),
        explains=_("Het initiatief stopt. Gereserveerd geld valt vrij; heropenen kan altijd."), target=Status.WITHDRAWN,
        may={INI: "ESAW", EC: "ESAW", IC: "ESAW", BM: "AW"}, inputs=inputs.WITHDRAW, effect=effects.stop,
        says=sentences.stopped, tells=(*TOLD, OFFICER),
    ),
    Transition(
        name="reopen", button=_("Heropenen"), sources=tuple(s for s in ENDED if s != Status.MERGED),
        explains=_("Het initiatief komt opnieuw bij de interne coördinator, onder hetzelfde nummer."),
        target=Status.SUBMITTED, may={IC: "X"}, inputs=inputs.REOPEN,
        guards=(guards.nothing_was_emptied, guards.no_formal_no), effect=effects.look_again,
        says=sentences.reopened, tells=TOLD,
    ),
    Transition(
        name="discard", button=_("Weggooien"), sources=(Status.DRAFT,), target=To.DELETED,
        explains=_("Het concept verdwijnt; er was nog niets verstuurd."), may={EC: "D", IC: "D", KA: "D", SYS: "D"},
    ),
)  # fmt: skip
ROW_OF = {row.name: row for row in TRANSITIONS}
# The normal next step per status, shown as the one primary button; the first that the person may do.
NEXT_STEPS = (
    "log", "submit", "assign", "accept", "receive_info", "resume", "close_support", "propose", "approve", "start",
    "hand_over", "complete",
)  # fmt: skip
