"""What the database refuses of logs, emergencies, terms and destruction lists, beside the rest in test_constraints."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Model

from accounts.models import AccountReview, User
from archive.models import DestructionItem, DestructionList, PersonRequest, RetentionRule
from archive.models.retention import Disposition, ResultType
from initiatives.models import AccessEntry, Initiative, Seal
from initiatives.models.access import Log, Looked
from initiatives.relations import Relation
from initiatives.statuses import Status
from kernen.models import BreakGlass
from tests.initiatives.world import NOW, TODAY, World

Break = Callable[[World], Any]


def add(model: type[Model], **columns: Any) -> Break:
    """A row; what can be called is asked of the world."""
    return lambda w: model._default_manager.create(
        **{name: value(w) if callable(value) else value for name, value in columns.items()}
    )


def twice(first: Break) -> Break:
    """The same once more."""
    return lambda w: (first(w), first(w))


def somebody(w: World) -> Any:
    """Whoever proposes."""
    return w.people["IC"]


def ended(w: World) -> Initiative:
    """One that is over."""
    return Initiative.objects.filter(title="voorbij").first() or w.initiative(Status.COMPLETED, title="voorbij")


def proposed(w: World) -> DestructionList:
    """A list nobody has approved."""
    found = DestructionList.objects.first()
    return found or DestructionList.objects.create(year=2026, proposed_by=somebody(w), proposed_at=NOW)


def looked(**columns: Any) -> Break:
    """A look that is right but for what is named."""
    return add(
        AccessEntry,
        **{"at": NOW, "actor": somebody, "function": Relation.INTERNAL_COORDINATOR, "what": Looked.PRINT} | columns,
    )


def sealed(first: int, last: int, **columns: Any) -> Break:
    """A seal over this run of rows."""
    return add(
        Seal, **{"log": Log.EVENTS, "first_id": first, "last_id": last, "rows": 1, "digest": "d", "at": NOW} | columns
    )


def emergency(**columns: Any) -> Break:
    """Half an hour, but for what is named."""
    later = NOW + timedelta(minutes=30)
    return add(BreakGlass, **{"user": somebody, "reason": "brand", "started_at": NOW, "ends_at": later} | columns)


def listed(**columns: Any) -> Break:
    """A destruction list, but for what is named."""
    return add(DestructionList, **{"year": 2026, "proposed_by": somebody, "proposed_at": NOW} | columns)


def item(**columns: Any) -> Break:
    """One line of the list."""
    right = {
        "destruction": proposed,
        "initiative": ended,
        "result": ResultType.COMPLETED,
        "list_number": "6.1.9",
        "months": 12,
        "ended_on": date(2020, 1, 1),
    }
    return add(DestructionItem, **right | columns)


BROKEN: dict[str, Break] = {
    "user_email_is_unique_whatever_the_case": lambda w: User.objects.create(email=somebody(w).email.upper(), name="x"),
    "user_from_outside_has_end_date_and_agreement": add(User, email="x@example.nl", name="x", organisation="welzijn"),
    "access_function_is_known": looked(function="koning"),
    "access_what_is_known": looked(what="alles"),
    "access_result_is_known": looked(result="misschien"),
    "seal_log_is_known": sealed(1, 2, log="dagboek"),
    "seal_runs_forward": sealed(2, 1),
    "seal_ends_once": lambda w: (sealed(1, 3)(w), sealed(2, 3)(w)),
    "seal_begins_once": lambda w: (sealed(1, 2)(w), sealed(1, 3)(w)),
    "emergency_has_a_reason": emergency(reason=""),
    "emergency_ends_after_its_start": emergency(ends_at=NOW),
    "review_outcome_is_known": add(AccountReview, user=somebody, reviewed_on=TODAY, outcome="misschien"),
    "retention_result_is_known": add(RetentionRule, result="ontploft"),
    "retention_disposition_is_known": add(RetentionRule, result=ResultType.MERGED, disposition="weg"),
    "retention_destroys_only_with_term_and_source": add(
        RetentionRule, result=ResultType.MERGED, disposition=Disposition.DESTROY, months=12, list_number="6.1.9"
    ),
    "destruction_needs_another_person": listed(approved_by=somebody, approved_at=NOW),
    "destruction_approved_by_somebody": listed(approved_at=NOW),
    "destruction_only_after_approval": listed(executed_at=NOW),
    "destruction_returned_or_approved": listed(approved_by=lambda w: w.people["FB"], approved_at=NOW, returned_at=NOW),
    "destruction_one_standing_list_a_year": twice(listed()),
    "destruction_names_it_once": twice(item()),
    "destruction_spares_what_is_kept": item(kept_because="bezwaar loopt", destroyed_at=NOW),
    "destruction_result_is_known": item(result="ontploft"),
    "person_request_asks_is_known": add(PersonRequest, asks="alles", received_on=TODAY, due_on=TODAY),
}
