"""The database has the last word: every rule it keeps is tried to be broken, behind the back of the software."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from initiatives.models import (
    Appointment,
    Assignment,
    Attachment,
    Commitment,
    Consent,
    ContactPerson,
    Decision,
    Event,
    ExportLog,
    Follow,
    Handover,
    InfoRequest,
    Initiative,
    InitiativeKern,
    LetterTemplate,
    Message,
    Note,
    OfferedMoment,
    Referral,
    RelatedLink,
    SavedView,
    Signal,
    SupportCheck,
    Suspension,
    Task,
)
from initiatives.statuses import Status
from kernen.models import Absence, CbsArea, FundingSource, Kern, Municipality, Outage, RoleHolding, Term, Word
from tests.archive import broken_archive
from tests.initiatives import broken_meetings
from tests.initiatives.world import NOW, TODAY, World

YESTERDAY = TODAY - timedelta(days=1)
Break = Callable[[World], object]


def change(status: Status, /, **columns: Any) -> Break:
    """An initiative in this status, with columns that cannot be."""
    return lambda w: Initiative.objects.filter(pk=w.initiative(status).pk).update(**columns)


def add(model: type[models.Model], **columns: Any) -> Break:
    """A row that cannot be, beside an initiative in review."""

    def make(w: World) -> object:
        return model._default_manager.create(
            **{name: value(w) if callable(value) else value for name, value in columns.items()}
        )

    return make


def twice(first: Break) -> Break:
    """The same thing a second time."""
    return lambda w: [first(w), first(w)]


def same(w: World) -> Initiative:
    """The one initiative of this test."""
    found = Initiative.objects.filter(title="de ene").first()
    return found or w.initiative(Status.SUBMITTED, title="de ene")


def person(w: World) -> Any:
    """Somebody of the town hall."""
    return w.people["IC"]


def decision(w: World) -> Decision:
    """The proposal of the one initiative."""
    return Decision.objects.filter(initiative=same(w)).first() or Decision.objects.create(initiative=same(w))


def resident(w: World) -> ContactPerson:
    """The one contact person."""
    found = same(w).people.first()
    assert found is not None
    return found


def talk(w: World) -> Appointment:
    """The one talk that is offered."""
    found = Appointment.objects.filter(initiative=same(w)).first()
    return found or Appointment.objects.create(
        initiative=same(w), officer=person(w), planned_by=person(w), place="p", state="offered"
    )


def later(w: World) -> Initiative:
    """Another one, with a higher number."""
    return Initiative.objects.filter(title="later").first() or w.initiative(Status.SUBMITTED, title="later")


SUPPORT = {
    "initiative": same, "ways": ["list"], "area": "a", "organiser": "o", "closes_on": TODAY, "started_at": NOW,
    "started_by": person,
}  # fmt: skip
TALK: dict[str, Any] = {"initiative": same, "officer": person, "planned_by": person, "place": "p"}
FILE: dict[str, Any] = {"initiative": same, "name": "n", "size": 1, "sha256": "s", "uploaded_at": NOW}
LETTER = {"recipient": "Mia", "subject": "s", "body": "b", "created_at": NOW}
HELD: dict[str, Any] = {"user": person, "starts_on": TODAY}
BROKEN: dict[str, Break] = {
    "initiative_status_is_known": change(Status.SUBMITTED, status="verdwenen"),
    "initiative_has_reference_unless_draft": change(Status.SUBMITTED, reference=None),
    "initiative_interrupt_remembers_and_does_not_nest": change(Status.ON_HOLD, return_status=Status.INFO_REQUESTED),
    "initiative_running_has_a_next_date": change(Status.IN_REVIEW, due_on=None),
    "initiative_merged_points_on": change(Status.MERGED, merged_into=None),
    "initiative_not_merged_into_itself": change(Status.MERGED, merged_into=models.F("pk")),
    "initiative_confidential_is_not_published": change(Status.SUBMITTED, is_confidential=True, published_at=NOW),
    "initiative_at_an_officer_has_one": change(Status.ASSIGNED, officer=None),
    "initiative_names_a_kern_once": add(InitiativeKern, initiative=same, kern=lambda w: w.kern),
    "initiative_has_one_lead_kern": add(InitiativeKern, initiative=same, kern=lambda w: w.other_kern, is_lead=True),
    "assignment_one_at_a_time": twice(
        add(Assignment, initiative=same, officer=person, assigned_by=person, domain=lambda w: w.domain, at=NOW)
    ),
    "appointment_state_is_known": add(
        Appointment, initiative=same, officer=person, planned_by=person, starts_at=NOW, place="p", state="misschien"
    ),
    "appointment_meeting_is_known": add(Appointment, meeting="op de maan", **TALK),
    "appointment_planned_has_a_moment": add(Appointment, **TALK),
    "appointment_one_at_a_time": twice(add(Appointment, starts_at=NOW, **TALK)),
    "offered_moment_once": twice(add(OfferedMoment, appointment=talk, starts_at=NOW)),
    "attachment_kind_is_known": add(Attachment, kind="svg", uploaded_by=person, **FILE),
    "attachment_comes_from_somebody": add(Attachment, kind="pdf", **FILE),
    "letter_template_level_is_known": add(LetterTemplate, level="moeilijk", body="b"),
    "letter_template_once": twice(add(LetterTemplate, action="submit", domain=lambda w: w.domain, body="b")),
    "letter_template_once_for_all": twice(add(LetterTemplate, action="submit", body="b")),
    "signal_state_is_known": add(Signal, state="zoek", created_at=NOW, form_key=lambda _w: uuid4()),
    "signal_kind_is_known": add(Signal, kind="klacht", created_at=NOW, form_key=lambda _w: uuid4()),
    "signal_new_is_not_handled": add(Signal, handled_at=NOW, created_at=NOW, form_key=lambda _w: uuid4()),
    "outage_ends_after_it_starts": add(Outage, starts_at=NOW, ends_at=NOW - timedelta(days=1), text="t"),
    "person_level_is_known": add(
        ContactPerson, initiative=same, name="Mia", channel="coordinator", level="moeilijk", created_at=NOW
    ),
    "question_one_at_a_time": twice(
        add(InfoRequest, initiative=same, question="?", due_on=TODAY, asked_by=person, asked_at=NOW)
    ),
    "suspension_ends_after_it_starts": add(
        Suspension, initiative=same, ground="consent", starts_on=TODAY, ends_on=YESTERDAY
    ),
    "decision_one_at_a_time": twice(add(Decision, initiative=same)),
    "decision_formal_has_a_letter": add(Decision, initiative=same, is_formal=True, outcome="no"),
    "commitment_is_some_money": add(
        Commitment, initiative=same, decision=decision, source=lambda w: w.source, amount_cents=0, at=NOW
    ),
    "commitment_once_per_decision": twice(
        add(Commitment, initiative=same, decision=decision, source=lambda w: w.source, amount_cents=1, at=NOW)
    ),
    "handover_one_at_a_time": twice(
        add(
            Handover, initiative=same, group_contact="g", agreements="a", support_ends_on=TODAY, check_in_on=TODAY,
            at=NOW,
        )
    ),
    "referral_kind_is_known": add(Referral, kind="raadsel", receiver="r", channel="phone", referred_on=TODAY),
    "referral_sensitive_names_nobody": add(
        Referral, kind="mediation", receiver="r", channel="phone", referred_on=TODAY, referred_by=person
    ),
    "event_audience_is_known": add(
        Event, initiative=same, at=NOW, action="a", function="system", audience="de pers", digest="d"
    ),
    "event_function_is_known": add(
        Event, initiative=same, at=NOW, action="a", function="koning", audience="internal", digest="d"
    ),
    "person_channel_is_known": add(ContactPerson, initiative=same, name="Mia", channel="duif", created_at=NOW),
    "person_by_email_has_an_address": add(ContactPerson, initiative=same, name="Mia", channel="email", created_at=NOW),
    "person_by_phone_has_a_number": add(ContactPerson, initiative=same, name="Mia", channel="phone", created_at=NOW),
    "consent_stands_once": twice(add(Consent, person=resident, kind="publish_name", given_on=TODAY, way="phone")),
    "message_state_is_known": add(Message, channel="email", state="zoek", **LETTER),
    "message_channel_is_known": add(Message, channel="duif", **LETTER),
    "note_kind_is_known": add(Note, initiative=same, kind="roddel", text="t", by=person, at=NOW),
    "follow_once": twice(add(Follow, user=person, initiative=same, at=NOW)),
    "export_with_people_has_a_reason": add(ExportLog, user=person, reason="", at=NOW, count=1),
    "task_once_per_term": twice(
        add(
            Task, initiative=same, kind="call", title="t", due_on=TODAY, created_at=NOW, for_user=person,
            term_key="accept",
        )
    ),
    "support_check_one_at_a_time": twice(add(SupportCheck, **SUPPORT)),
    "support_check_closes_with_a_conclusion": add(SupportCheck, closed_at=NOW, **SUPPORT),
    "task_is_for_somebody": add(Task, initiative=same, kind="call", title="t", due_on=TODAY, created_at=NOW),
    "kern_inhabitants_have_year_and_source": add(Kern, name="Walem", slug="walem", inhabitants=150),
    "cbs_area_once_per_kern": twice(add(CbsArea, kern=lambda w: w.kern, code="WK099400")),
    "funding_source_ends_after_it_starts": add(
        FundingSource, name="f", owner="o", starts_on=TODAY, ends_on=YESTERDAY
    ),
    "municipality_is_one_row": add(Municipality, pk=2, name="Alblasserdam"),
    "municipality_theme_is_known": lambda _w: Municipality.objects.update(theme="paars"),
    "word_key_is_known": add(Word, key="burgemeester", singular="x", plural="y", article="de"),
    "word_article_is_known": add(Word, key="kern", singular="x", plural="y", article="die"),
    "role_is_known": add(RoleHolding, role="koning", **HELD),
    "role_ends_after_it_starts": add(RoleHolding, role="manager", ends_on=YESTERDAY, **HELD),
    "role_of_a_kern_has_one_kern_or_all": add(RoleHolding, role="external_coordinator", **HELD),
    "role_of_a_domain_has_a_domain": add(RoleHolding, role="beleidsmedewerker", **HELD),
    "role_of_a_decider_has_a_mandate": add(RoleHolding, role="decider", **HELD),
    "absence_ends_after_it_starts": add(Absence, user=person, starts_on=TODAY, ends_on=YESTERDAY),
    "absence_has_another_deputy": add(Absence, user=person, deputy=person, starts_on=TODAY, ends_on=TODAY),
    "saved_view_name_once_per_person": twice(add(SavedView, user=person, name="mijn lijst", created_at=NOW)),
    "related_link_once": twice(add(RelatedLink, first=same, second=later, by=person, at=NOW)),
    "related_link_lowest_number_first": add(RelatedLink, first=later, second=same, by=person, at=NOW),
    "term_unit_is_known": add(Term, key="vreemd", name="vreemd", days=1, unit="weken"),
    "term_is_a_day_at_least": add(Term, key="vreemd", name="vreemd", days=0, unit="working"),
}  # fmt: skip
EVERY = BROKEN | broken_meetings.BROKEN | broken_archive.BROKEN


def test_every_rule_the_database_keeps_is_tried_to_be_broken() -> None:
    kept = {
        constraint.name
        for label in ("archive", "overleg", "initiatives", "kernen", "accounts")
        for model in apps.get_app_config(label).get_models()
        for constraint in model._meta.constraints
    }

    assert kept == set(EVERY)


@pytest.mark.parametrize("name", EVERY)
def test_the_database_refuses(world: World, name: str) -> None:
    same(world)
    do_it = EVERY[name]

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        do_it(world)

    # SQLite calls a unique rule by its columns.
    assert name in str(refusal.value) or "UNIQUE constraint failed" in str(refusal.value)


@pytest.mark.parametrize(
    "columns",
    [{"return_status": ""}, {"return_status": Status.ON_HOLD}, {"return_status": Status.INFO_REQUESTED}],
)
@pytest.mark.parametrize("status", [Status.ON_HOLD, Status.INFO_REQUESTED])
def test_an_interruption_always_knows_where_it_came_from(world: World, status: Status, columns: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change(status, **columns)(world)


@pytest.mark.parametrize(
    "status", [status for status in Status if status not in (Status.ON_HOLD, Status.INFO_REQUESTED)]
)
def test_only_an_interruption_remembers_a_status(world: World, status: Status) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        change(status, return_status=Status.EXPLORING)(world)


def test_one_form_makes_one_event_and_one_number_is_given_once(world: World) -> None:
    key, first, second = uuid4(), world.initiative(Status.SUBMITTED), world.initiative(Status.SUBMITTED)
    event = {"at": NOW, "action": "a", "function": "system", "audience": "internal", "digest": "d", "form_key": key}
    Event.objects.create(initiative=first, **event)

    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(initiative=second, **event)
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=second.pk).update(reference=first.reference)


def test_with_one_thing_put_right_the_same_rows_are_taken(world: World) -> None:
    """So the rules above refuse for their own reason."""
    add(Decision, initiative=same, is_formal=True, outcome="no", letter_on=date(2026, 11, 1))(world)
    add(SupportCheck, closed_at=NOW, conclusion="enough", **SUPPORT)(world)
    add(Referral, kind="mediation", receiver="r", channel="phone", referred_on=TODAY)(world)
    add(RoleHolding, role="manager", **HELD)(world)

    assert (Decision.objects.count(), SupportCheck.objects.count(), Referral.objects.count()) == (1, 1, 1)
