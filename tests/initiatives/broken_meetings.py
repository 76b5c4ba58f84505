"""What the database refuses of counts and meetings, beside the rest in test_constraints."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db.models import Model

from initiatives.models import Initiative, SupportCheck, SupportCode, SupportEntry, SupportVoice
from initiatives.statuses import Status
from kernen.models import EnoughRule, Kernoverleg
from overleg.models import AgendaItem, Meeting, Wish
from tests.initiatives.world import NOW, TODAY, World

Break = Callable[[World], Any]


def add(model: type[Model], **columns: Any) -> Break:
    """A row; what can be called is asked of the world."""
    return lambda w: model._default_manager.create(
        **{name: value(w) if callable(value) else value for name, value in columns.items()}
    )


def idea(w: World) -> Initiative:
    """One of which the neighbourhood is asked."""
    return Initiative.objects.filter(title="buurt").first() or w.initiative(Status.SUPPORT_CHECK, title="buurt")


def poll(w: World) -> SupportCheck:
    """The question to the neighbourhood."""
    return idea(w).support_checks.get(closed_at=None)


def code(w: World) -> SupportCode:
    """One code."""
    found = SupportCode.objects.first()
    return found or SupportCode.objects.create(
        poll=poll(w), digest="d", batch=uuid4(), way="letter", made_at=NOW, made_by=w.people["IC"]
    )


def meeting(w: World) -> Meeting:
    """One meeting of one group."""
    group = Kernoverleg.objects.get_or_create(name="Kernoverleg Sibbe")[0]
    found = Meeting.objects.first()
    return found or Meeting.objects.create(kernoverleg=group, held_on=TODAY, created_at=NOW, form_key=uuid4())


def change(**columns: Any) -> Break:
    """Another fact about that meeting."""
    return lambda w: Meeting.objects.filter(pk=meeting(w).pk).update(**columns)


def key(_w: World) -> Any:
    """A number of its own."""
    return uuid4()


HEARD: dict[str, Any] = {"poll": poll, "place": "p", "noted_on": TODAY, "entered_at": NOW, "form_key": key}
NONE = {"votes_for": 0, "votes_against": 0, "votes_neutral": 0}
SAID: dict[str, Any] = {"code": code, "given_on": TODAY, "entered_at": NOW, "form_key": key}
ITEM: dict[str, Any] = {"meeting": meeting, "position": 1}
ASKED: dict[str, Any] = {
    "initiative": lambda w: w.initiative(Status.SUBMITTED), "ways": ["list"], "area": "a", "organiser": "o",
    "closes_on": TODAY, "started_at": NOW, "started_by": lambda w: w.people["IC"],
}  # fmt: skip

BROKEN: dict[str, Break] = {
    "support_check_rule_is_known": add(SupportCheck, enough="veel", **ASKED),
    "support_check_rule_has_its_number": add(SupportCheck, enough="number", **ASKED),
    "support_entry_way_is_known": add(SupportEntry, way="duif", **NONE, **HEARD),
    "support_entry_counts_all_three": add(SupportEntry, way="list", votes_for=1, **HEARD),
    "support_entry_says_something": add(SupportEntry, way="list", **HEARD),
    "support_entry_struck_has_a_reason": add(SupportEntry, way="list", struck_at=NOW, **NONE, **HEARD),
    "support_voice_answer_is_known": add(SupportVoice, answer="misschien", way="page", **SAID),
    "support_voice_way_is_known": add(SupportVoice, answer="for", way="duif", **SAID),
    "group_kind_is_known": add(Kernoverleg, name="k", kind="club"),
    "enough_rule_once": lambda w: [add(EnoughRule, enough="reasons")(w), add(EnoughRule, enough="opinion")(w)],
    "enough_rule_is_known": add(EnoughRule, enough="veel"),
    "enough_rule_has_a_number_where_it_counts": add(EnoughRule, enough="number"),
    "enough_rule_share_is_a_percentage": add(EnoughRule, enough="share", number=101),
    "meeting_called_off_is_not_closed": change(closed_at=NOW, present=1, called_off_at=NOW),
    "meeting_of_residents_closes_with_a_number": change(closed_at=NOW),
    "agenda_names_an_initiative_once": lambda w: [
        add(AgendaItem, initiative=idea, **ITEM)(w), add(AgendaItem, initiative=idea, **ITEM)(w)
    ],
    "agenda_item_reason_is_known": add(AgendaItem, initiative=idea, reason="zomaar", **ITEM),
    "agenda_item_has_words": add(AgendaItem, **ITEM),
    "agenda_item_said_only_when_discussed": add(AgendaItem, title="t", discussed=False, opinion="positive", **ITEM),
    "wish_state_is_known": add(
        Wish, kern=lambda w: w.kern, text="t", state="ooit", noted_at=NOW, changed_at=NOW, form_key=key
    ),
}  # fmt: skip
