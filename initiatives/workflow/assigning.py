"""Bringing it to the right person: the proposal, who is there, why another choice, and handing on to a colleague."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.db.models import Case, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models import Assignment, CoAdvice, RouteChoice, Task
from initiatives.models.stake import involved_in
from initiatives.models.task import TaskKind
from initiatives.routing.officers import absence_of, order_for, refuse_absent
from initiatives.statuses import WITH_OFFICER_BEFORE_DECISION, Status
from initiatives.workflow.action import Done, Input, Situation, Text
from initiatives.workflow.asking import day, pick, text, tomorrow
from initiatives.workflow.effects import end_assignment
from initiatives.workflow.inputs import advisers, domains, officer_line
from initiatives.workflow.talk import goes_along, there_on_the_day
from kernen.models import PolicyDomain

LAST = 10_000


def domain_choice(name: str, label: Text, *, required: bool = True) -> Input:
    """Every domain in use, the proposed ones first and marked as such."""

    def make(s: Situation) -> forms.Field:
        rank = s.route.rank

        def says(domain: PolicyDomain) -> str:
            number = rank.get(domain.pk)
            return str(_("%(name)s (voorstel %(n)s)") % {"name": domain.name, "n": number} if number else domain.name)

        rows = in_order(domains(s), list(rank), then="name")
        field = pick(name, label, lambda _s: rows, required=required, says=says).make(s)
        field.initial = s.inputs.get(name)
        return field

    return Input(name=name, make=make)


def officer_choice(
    name: str, label: Text, *, of: Callable[[Situation], dict[int, int]], required: bool = True
) -> Input:
    """Every officer with portfolio, kernen, load and absence; who fits best and is there stands first."""

    def make(s: Situation) -> forms.Field:
        people = order_for(s.officers, wanted=of(s))
        lines = {officer.user.pk: officer.line for officer in people}
        rows = in_order(User.objects.filter(pk__in=lines), list(lines), then="name")
        return pick(
            name, label, lambda _s: rows, required=required, says=lambda user: lines.get(user.pk, user.name)
        ).make(s)

    return Input(name=name, make=make)


def override_reason(name: str, label: Text, *, required: bool = False) -> Input:
    """One line, asked only where there is a proposal to differ from."""

    def make(s: Situation) -> forms.Field:
        first = s.route.first
        if first is None:
            return forms.CharField(required=required, max_length=300, widget=forms.HiddenInput)
        hint = _("Alleen als u niet voor %s kiest. De functioneel beheerder leest dit. Noem geen namen.") % first.name
        return forms.CharField(label=label, required=required, max_length=300, help_text=hint)

    return Input(name=name, make=make)


def in_order(rows: QuerySet[Any], first: list[int], *, then: str) -> QuerySet[Any]:
    """These rows first and in this order, then the others."""
    places = [When(pk=pk, then=Value(n)) for n, pk in enumerate(first)]
    return rows.order_by(Case(*places, default=Value(LAST)), then) if places else rows.order_by(then)


def wanted_domains(s: Situation) -> dict[int, int]:
    """The domain that was picked, else the proposed ones."""
    picked = s.inputs.get("domain")
    return {picked.pk: 0} if isinstance(picked, PolicyDomain) else s.route.rank


def present_domain(s: Situation) -> dict[int, int]:
    """The domain it is in now."""
    return {s.initiative.lead_domain_id: 0} if s.initiative.lead_domain_id else {}


ASSIGN = (
    domain_choice("domain", _("Domein")),
    override_reason("override_reason", _("Waarom een ander domein dan het voorstel?")),
    officer_choice("officer", _("Beleidsmedewerker"), of=wanted_domains),
    text("note", _("Bericht aan de medewerker"), most=1000),
    pick("co_adviser", _("Wie adviseert mee?"), advisers, required=False, says=officer_line),
    text("co_question", _("Vraag aan de medeadviseur"), most=1000, required=False),
    day("co_due_on", _("Medeadvies voor"), earliest=tomorrow, required=False),
)
REASSIGN = (
    officer_choice("officer", _("Nieuwe beleidsmedewerker"), of=present_domain),
    text("reason", _("Waarom een andere medewerker?"), most=500),
    text("handover_note", _("Overdrachtsnotitie"), most=2000),
)


def assign_check(s: Situation) -> Mapping[str, Text]:
    """A co-adviser gets a question and a date, who is away gets nothing, and another road has a reason."""
    asked = {name: s.inputs.get(name) for name in ("co_adviser", "co_question", "co_due_on")}
    wrong: dict[str, Text] = dict(available_check(s))
    if any(asked.values()) and not all(asked.values()):
        wrong |= {name: _("Vul dit in, of laat alle drie leeg.") for name, value in asked.items() if not value}
    first = s.route.first
    if first is not None and s.inputs["domain"] != first and not s.inputs["override_reason"]:
        wrong["override_reason"] = _("Het voorstel was %s. Schrijf kort op waarom u anders kiest.") % first.name
    return wrong


def reassign_check(s: Situation) -> Mapping[str, Text]:
    """Another colleague than the present one, who is there."""
    if s.inputs["officer"].pk == s.initiative.officer_id:
        return {"officer": _("Deze medewerker heeft het initiatief al.")}
    return available_check(s) or there_on_the_day(s)


def available_check(s: Situation) -> Mapping[str, Text]:
    """Nobody is handed work they have a stake in, or on a day they are away; their deputy is named."""
    if s.inputs["officer"].pk in involved_in(s.initiative):
        return {"officer": _("Deze medewerker is hier zelf bij betrokken. Kies een ander.")}
    absence = absence_of(s.inputs["officer"], on=s.today)
    return {"officer": refuse_absent(absence)} if absence else {}


def make_assignment(s: Situation) -> Done:
    """One officer's turn begins; a co-adviser gets a question with a date; what was proposed is remembered."""
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
    first = s.route.first
    RouteChoice.objects.create(
        initiative=s.initiative,
        suggested=first,
        chosen=domain,
        reason=s.inputs["override_reason"] if first is not None and first != domain else "",
        by=s.user,
        at=s.at,
    )
    return Done(about=row, lead_domain=domain, officer=officer, confirmed_at=None)


def kept_of_assignment(s: Situation) -> Mapping[str, Any]:
    """What the event remembers; why another domain is for the routing report alone."""
    return {name: value for name, value in s.inputs.items() if name != "override_reason"}


def hand_to_colleague(s: Situation) -> Done:
    """Another officer; in the first phases they still have to say yes, no date is wiped, and an appointment stands."""
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
            title=str(_("Bevestig dat u dit overneemt")),
            text_ready=s.inputs["handover_note"],
            leads_to="confirm_assignment",
            for_user=s.inputs["officer"],
            due_on=s.clocks.after("accept", s.today),
            created_at=s.at,
        )
    goes_along(s)
    # Later on the work goes on as it is; only who has not begun has something to confirm.
    columns: dict[str, Any] = {"confirmed_at": None} if s.initiative.status in WITH_OFFICER_BEFORE_DECISION else {}
    return Done(about=row, officer=s.inputs["officer"], **columns)
