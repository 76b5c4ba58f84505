"""What is known of a village, as far as one person may see it: its ideas, and what was promised in its meetings."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from initiatives.models import Condition, Decision, Handover, InfoRequest, Initiative
from initiatives.models.decision import Outcome
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.relations import may_read_q
from initiatives.statuses import Status
from kernen.models import Kern, Kernoverleg
from kernen.roles import roles_of
from overleg.models import Meeting, Promise

DECIDED = (Outcome.YES, Outcome.YES_IF, Outcome.NO)
# For a group that never met before: what is older than this is no news.
NEWS_FOR = timedelta(days=92)
# What a village was asked: as far back as one page looks, for colleagues and for everybody.
ASKED_DAYS_BACK, ASKED_AT_MOST = 365, 20


def ideas_of(kernen: Collection[Kern], *, user: User) -> InitiativeQuerySet:
    """Everything about these kernen that this person may see."""
    about = Initiative.objects.filter(kern_links__kern__in=kernen).values("pk")
    return Initiative.objects.visible_to(user).filter(pk__in=about)


def open_promises(groups: Collection[Kernoverleg], kernen: Collection[Kern], *, user: User) -> QuerySet[Promise]:
    """Said in a meeting of these groups and not done yet, the oldest first, of these kernen and as far as one sees."""
    about = Initiative.objects.filter(Q(kern_links__kern__in=kernen) | Q(whole_municipality=True))
    rows = promises_for(user).filter(item__meeting__kernoverleg__in=groups, kept_at=None)
    return rows.filter(Q(item__initiative=None) | Q(item__initiative__in=about.values("pk")))


def promises_for(user: User) -> QuerySet[Promise]:
    """Said in a meeting of residents that this person sits with, of what they may see; the oldest first."""
    meetings = Meeting.objects.visible_to(user).of_groups().filter(closed_at__isnull=False)
    seen = Q(item__initiative=None) | Q(item__initiative__in=Initiative.objects.visible_to(user).values("pk"))
    rows = Promise.objects.filter(seen, item__meeting__in=meetings.values("pk"))
    return rows.select_related("item__initiative", "item__meeting__kernoverleg").order_by("due_on", "pk")


def _told_inside(ideas: InitiativeQuerySet, *, user: User) -> QuerySet[Any, Any]:
    """Those of which this person reads what passes between the town hall and the residents."""
    roles = roles_of(user)
    inside = Initiative.objects.filter(may_read_q("contact_data", roles) | may_read_q("internal_notes", roles))
    return ideas.filter(pk__in=inside.values("pk")).values("pk")


def open_conditions(ideas: InitiativeQuerySet, *, user: User) -> QuerySet[Condition]:
    """What still must be arranged, of the last decision on each; what an earlier decision asked is history."""
    decided = Decision.objects.filter(initiative=OuterRef("decision__initiative"), outcome__in=DECIDED)
    last = Subquery(decided.order_by("-decided_at", "-pk").values("pk")[:1])
    rows = Condition.objects.filter(decision__initiative__in=_told_inside(ideas.running(), user=user), met_at=None)
    return rows.filter(decision=last).select_related("decision__initiative").order_by("due_on", "pk")


def open_questions(ideas: InitiativeQuerySet, *, user: User) -> QuerySet[InfoRequest]:
    """Asked of residents and not answered yet."""
    rows = InfoRequest.objects.filter(initiative__in=_told_inside(ideas.running(), user=user), closed_at=None)
    return rows.select_related("initiative").order_by("due_on", "pk")


def check_ins(ideas: InitiativeQuerySet) -> QuerySet[Handover]:
    """Handed over, and when the municipality said it would ask how it goes."""
    rows = Handover.objects.filter(initiative__in=ideas.filter(status=Status.HANDED_OVER).values("pk"))
    return rows.filter(taken_back_at=None).select_related("initiative").order_by("check_in_on", "pk")


def late(promises: QuerySet[Promise], *, on: date) -> QuerySet[Promise]:
    """Past their day."""
    return promises.filter(due_on__lt=on)
