"""The terms of the municipality as one table: which, when it is over, who has something to do then, and what."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.clocks import Clocks
from initiatives.deeds import moments
from initiatives.deeds.appointment import terms as appointment_terms
from initiatives.deeds.case import Case, Moment, load_case
from initiatives.deeds.messages import HEARTBEAT, HEARTBEAT_FROM, SPOKEN_TO, ready_text
from initiatives.letters.compose import contact_function
from initiatives.letters.readers import Reader, staff_for
from initiatives.models import Initiative, Task
from initiatives.models.stake import involved_in
from initiatives.models.task import TaskKind
from initiatives.relations import TURN, Relation
from initiatives.statuses import INTERRUPTS, RUNNING, UNDECIDED, Status
from initiatives.workflow.action import Text

EC, IC, BM = Relation.EXTERNAL_COORDINATOR, Relation.INTERNAL_COORDINATOR, Relation.LEAD_OFFICER
DEC, ADVISER = Relation.DECIDER, Relation.CO_ADVISER
When = Callable[[Case], Iterable[Moment]]


def heartbeat_text(case: Case) -> str:
    """What can be said as it stands when there is no news."""
    return ready_text(case.initiative, today=case.today)


def has_the_ball(initiative: Initiative) -> Relation:
    """Whose turn it is, as far as that person may let something hear; else the coordinator who knows them."""
    turn = TURN.get(initiative.state.ball, ())
    return next((relation for relation in turn if relation in HEARTBEAT_FROM), EC)


def nothing(_case: Case) -> str:
    """The title says enough."""
    return ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One term: in which statuses it runs, when it is over, and who does what then."""

    name: str
    statuses: tuple[Status, ...]
    when: When
    who: Relation | Callable[[Initiative], Relation]
    title: Text
    kind: TaskKind = TaskKind.CHECK
    leads_to: str = ""
    says: Callable[[Case], str] = nothing


# Where the managers' list has a place for it.
AFTER_HAND_IN = tuple(status for status in RUNNING if status not in (Status.DRAFT, Status.EXPLORING))
AT_THE_TOWN_HALL = tuple(status for status in UNDECIDED if status != Status.EXPLORING) + INTERRUPTS
# A group that works on has a date of its own.
SILENT = tuple(status for status in SPOKEN_TO if status not in (Status.IN_REALISATION, Status.HANDED_OVER))

# Instead of a question to who said to have a stake.
ASK_ANOTHER = _("Wie om advies was gevraagd, is zelf betrokken: vraag een ander")

RULES: tuple[Rule, ...] = (
    Rule(
        name="receipt", statuses=RUNNING, when=moments.of_receipt, who=EC, kind=TaskKind.CALL,
        title=_("Bellen: het ontvangstbewijs is nog niet verstuurd"),
    ),
    Rule(
        name="explore", statuses=(Status.EXPLORING,), when=moments.of_status, who=EC,
        title=_("Verkennen duurt lang: zet door, houd aan of stop"),
    ),
    Rule(
        name="route", statuses=(Status.SUBMITTED,), when=moments.of_status, who=IC, leads_to="assign",
        title=_("Kies een domein en een medewerker"),
    ),
    Rule(
        name="accept_reminder", statuses=(Status.ASSIGNED,), when=moments.of_reminder, who=BM, leads_to="accept",
        title=_("Pak dit op, of geef het terug"),
    ),
    Rule(
        name="accept", statuses=(Status.ASSIGNED,), when=moments.of_status, who=IC,
        title=_("De medewerker heeft dit nog niet opgepakt. Bel, of draag het over"),
    ),
    Rule(
        name="first_contact", statuses=(Status.IN_REVIEW,), when=moments.of_first_contact, who=BM, kind=TaskKind.CALL,
        title=_("Bel de initiatiefnemer voor een eerste gesprek"),
    ),
    Rule(
        name="first_contact_missed", statuses=(Status.IN_REVIEW,), when=moments.of_first_contact_missed, who=IC,
        title=_("Er is nog geen contact geweest met de initiatiefnemer"),
    ),
    Rule(
        name="appointment", statuses=(Status.IN_REVIEW,), when=appointment_terms.of_talk, who=IC,
        title=_("Er is nog geen gesprek geweest. Maak een afspraak"), leads_to="plan_appointment",
    ),
    Rule(
        name="appointment_pick", statuses=RUNNING, when=appointment_terms.of_pick, who=EC, kind=TaskKind.CALL,
        title=_("Bellen: er is nog geen moment gekozen voor het gesprek"), leads_to="pick_appointment",
    ),
    Rule(
        name="appointment_call", statuses=RUNNING, when=appointment_terms.of_reminder_call, who=EC, kind=TaskKind.CALL,
        title=_("Bellen: herinner aan de afspraak"),
    ),
    Rule(
        name="appointment_record", statuses=RUNNING, when=appointment_terms.of_writing_down, who=BM,
        title=_("Schrijf op hoe het gesprek ging"), leads_to="record_appointment",
    ),
    Rule(
        name="review", statuses=(Status.IN_REVIEW,), when=moments.of_status, who=BM,
        title=_("Schrijf uw advies, of verleng de termijn"),
    ),
    Rule(
        name="co_advice", statuses=RUNNING, when=moments.of_advice, who=ADVISER, leads_to="answer_co_advice",
        title=_("Uw advies wordt gevraagd"),
    ),
    Rule(
        name="answer", statuses=(Status.INFO_REQUESTED,), when=moments.of_status, who=EC, kind=TaskKind.CALL,
        title=_("Bellen: er is nog geen antwoord op onze vraag"), says=lambda case: _open_question(case),
    ),
    Rule(
        name="answer_again", statuses=(Status.INFO_REQUESTED,), when=moments.of_status_again, who=BM,
        title=_("Nog geen antwoord: ga verder zonder, of stop"), leads_to="continue_without",
    ),
    Rule(
        name="decide", statuses=(Status.DECISION_PENDING,), when=moments.of_status, who=DEC,
        title=_("Neem een besluit"),
    ),
    Rule(
        name="law", statuses=AT_THE_TOWN_HALL, when=moments.of_law_soon, who=BM,
        title=_("De wettelijke termijn loopt af: zorg voor een besluit, of verleng de termijn"),
    ),
    Rule(
        name="heartbeat", statuses=SILENT, when=moments.of_silence, who=has_the_ball, leads_to=HEARTBEAT,
        title=_("Lang niets laten horen: bel of schrijf de initiatiefnemer"), says=heartbeat_text, kind=TaskKind.TELL,
    ),
    Rule(
        name="hold", statuses=(Status.ON_HOLD,), when=moments.of_status, who=IC, leads_to="resume",
        title=_("Bekijk opnieuw waarop wij wachten"),
    ),
    Rule(
        name="conditions", statuses=(Status.APPROVED, Status.IN_REALISATION), when=moments.of_conditions, who=BM,
        title=_("Een voorwaarde is niet op tijd geregeld: bel erover"), leads_to="meet_condition",
    ),
    Rule(
        name="start", statuses=(Status.APPROVED,), when=moments.of_status, who=BM, kind=TaskKind.CALL,
        title=_("Nog niet begonnen na het akkoord: praat erover. Gaat het niet meer door, stop dan"),
    ),
    Rule(
        name="update", statuses=(Status.IN_REALISATION,), when=moments.of_update, who=EC, leads_to=HEARTBEAT,
        title=_("Vraag hoe het gaat, en laat het weten"), kind=TaskKind.TELL, says=heartbeat_text,
    ),
    Rule(
        name="check_in", statuses=(Status.HANDED_OVER,), when=moments.of_status, who=EC, leads_to="complete",
        title=_("Nagevraagd hoe het gaat? Rond af, of help weer"),
    ),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """A term that, once over, puts an initiative on the managers' list, and why in words."""

    name: str
    statuses: tuple[Status, ...]
    when: When
    why: Text


ESCALATIONS: tuple[Escalation, ...] = (
    Escalation(
        name="no_domain", statuses=(Status.SUBMITTED,), when=moments.of_domain,
        why=_("te lang geen domein"),
    ),
    Escalation(
        name="not_routed", statuses=(Status.SUBMITTED,), when=moments.of_status_twice,
        why=_("te lang geen medewerker"),
    ),
    Escalation(
        name="third_pause", statuses=(Status.ON_HOLD,), when=moments.of_third_pause,
        why=_("voor de derde keer aangehouden"),
    ),
    Escalation(
        name="no_decision", statuses=(Status.DECISION_PENDING,), when=moments.of_decision,
        why=_("te lang geen besluit"),
    ),
    Escalation(
        name="law_broken", statuses=AT_THE_TOWN_HALL, when=moments.of_law,
        why=_("de wettelijke termijn is voorbij"),
    ),
    Escalation(
        name="appointment_missed", statuses=AFTER_HAND_IN, when=appointment_terms.of_missed,
        why=_("de gemeente kwam niet op een afspraak"),
    ),
)  # fmt: skip
WHY = {row.name: row.why for row in ESCALATIONS}


def _open_question(case: Case) -> str:
    """The question itself, to read out."""
    row = case.initiative.info_requests.filter(closed_at=None).first()
    return row.question if row else ""


@dataclass(frozen=True, kw_only=True)
class Settling:
    """What its tasks lack today: the terms that have none yet, by key; the numbers of those that go and come back."""

    new: Mapping[str, tuple[Rule, Moment]]
    stale: Sequence[int]
    again: Sequence[int]

    @property
    def is_needed(self) -> bool:
        """Whether anything has to be written."""
        return bool(self.new or self.stale or self.again)


def terms_over(case: Case) -> Iterator[tuple[Rule, Moment]]:
    """Every term that asks something of somebody today."""
    for rule in RULES:
        if case.initiative.status in rule.statuses:
            for moment in rule.when(case):
                if moment.starts <= case.today:
                    yield rule, moment


def find_settling(case: Case) -> Settling:
    """What is to be done beside what lies there.

    Nothing that a person ticked comes back: a term is asked about once.
    """
    wanted = {f"{rule.name}-{moment.key}": (rule, moment) for rule, moment in terms_over(case)}
    there = {task.term_key: task for task in case.tasks if task.term_key}
    return Settling(
        new={key: term for key, term in wanted.items() if key not in there},
        stale=[task.pk for key, task in there.items() if key not in wanted and task.done_at is None],
        # What a deed finished while its own term is still over, another deed of that kind finished.
        again=[t.pk for key, t in there.items() if key in wanted and t.done_at and (t.is_moot or t.leads_to)],
    )


def settle_terms(initiative: Initiative, *, at: datetime, clocks: Clocks) -> int:
    """Make what is to be done, and take away what is not needed any more; how many tasks are new."""
    case = load_case(initiative, today=timezone.localdate(at), clocks=clocks)
    found = find_settling(case)
    initiative.tasks.filter(pk__in=found.stale, done_at=None).update(is_moot=True, done_at=at)
    initiative.tasks.filter(pk__in=found.again).update(is_moot=False, done_at=None, done_by=None)
    new = [_task_of(rule, moment, case, at=at) for rule, moment in found.new.values()]
    Task.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _task_of(rule: Rule, moment: Moment, case: Case, *, at: datetime) -> Task:
    """One task, for the person the rule names, or who stands in where there is nobody."""
    who = rule.who if isinstance(rule.who, Relation) else rule.who(case.initiative)
    # Who was asked for advice and has a stake gives none: the coordinator sees to it, and ticks that.
    barred = moment.user is not None and moment.user.pk in involved_in(case.initiative)
    asked = None if barred else moment.user
    return Task(
        initiative=case.initiative,
        kind=rule.kind,
        title=str(ASK_ANOTHER if barred else rule.title),
        text_ready=moment.text or rule.says(case),
        for_user=asked,
        for_function="" if asked else IC if barred else there_for(who, case.initiative, at=at),
        leads_to="" if barred else rule.leads_to,
        term_key=f"{rule.name}-{moment.key}",
        due_on=moment.due,
        created_at=at,
    )


def there_for(who: Relation, initiative: Initiative, *, at: datetime) -> Relation:
    """This function where somebody holds it today, else the internal coordinator."""
    if who is EC:
        return contact_function(initiative, at=at)
    readers = {BM: Reader.OFFICER, DEC: Reader.DECIDER}
    held = who not in readers or any(staff_for(readers[who], initiative, on=timezone.localdate(at)))
    return who if held else IC


def escalations_wanted(case: Case) -> Iterator[tuple[str, str]]:
    """(name, term) of everything for which it belongs on the managers' list today."""
    for row in ESCALATIONS:
        if case.initiative.status in row.statuses:
            for moment in row.when(case):
                if moment.starts <= case.today:
                    yield row.name, f"{row.name}-{moment.key}"
