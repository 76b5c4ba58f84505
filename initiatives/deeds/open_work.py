"""The work of who leaves: offered in a list, and handed over piece by piece with a note."""

from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.events import record
from initiatives.models import Appointment, CoAdvice, Initiative, Task
from initiatives.models.appointment import STANDING
from initiatives.models.choices import Audience
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.models.stake import involved_in
from initiatives.relations import Relation
from initiatives.routing.officers import there_on
from initiatives.workflow.action import NotYours, Refused
from kernen.models import Absence, Role, RoleHolding
from kernen.roles import roles_of


def may_hand_over(user: User) -> bool:
    """Internal coordinators, and who ends accounts (in the matrix reassign_open_work); not behind broken glass."""
    return roles_of(user).may_hand_over


@dataclass(frozen=True, kw_only=True)
class OpenWork:
    """Everything still open with people who are gone, or go soon.

    The one place outside `visible_to`: the functional administrator sees number, title and kern here, and no page.
    """

    by: User
    today: date

    def initiatives(self) -> InitiativeQuerySet:
        """Running initiatives whose officer is no officer any more, or soon."""
        rows = self._in_reach().running().filter(officer__isnull=False)
        return rows.exclude(officer__in=self._staying(Role.BELEIDSMEDEWERKER)).for_list().order_by("officer", "pk")

    def tasks(self) -> QuerySet[Task]:
        """Open tasks in the name of such people."""
        rows = Task.objects.filter(done_at=None, is_moot=False, for_user__isnull=False)
        rows = rows.filter(initiative__in=self._in_reach().running().values("pk"))
        gone = rows.exclude(for_user__in=self._staying()).select_related("initiative__officer", "for_user")
        return gone.prefetch_related("initiative__kern_links__kern").order_by("pk")

    def advices(self) -> QuerySet[CoAdvice]:
        """Open questions to such people."""
        rows = CoAdvice.objects.filter(answered_at=None, initiative__in=self._in_reach().running().values("pk"))
        gone = rows.exclude(adviser__in=self._staying(Role.BELEIDSMEDEWERKER, Role.GGD_ADVISER))
        gone = gone.select_related("initiative__officer", "adviser")
        return gone.prefetch_related("initiative__kern_links__kern").order_by("pk")

    def _in_reach(self) -> InitiativeQuerySet:
        """What this person may hand over; raises NotYours for everybody else."""
        if not may_hand_over(self.by):
            raise NotYours("Dit hoort niet bij uw functie.")
        rows = Initiative.objects.filter(emptied_at=None)
        return rows if roles_of(self.by).is_functional_admin else Initiative.objects.visible_to(self.by)

    def _staying(self, *kinds: Role) -> QuerySet[RoleHolding]:
        """The people who hold such a role today and still will when the term for leaving is over."""
        soon = load_clocks().after("leaving", self.today)
        held = RoleHolding.objects.filter(role__in=kinds) if kinds else RoleHolding.objects.all()
        later = RoleHolding.objects.current(soon).filter(pk__in=held.values("pk"))
        now = RoleHolding.objects.current(self.today).filter(pk__in=held.values("pk"))
        return now.filter(user__in=later.values("user")).values("user")  # type: ignore[return-value]


@transaction.atomic
def pass_task_on(task: Task, *, by: User, at: datetime) -> None:
    """To the internal coordinators, who share one desk; pressed twice it is done once."""
    rows = Task.objects.filter(pk=task.pk, for_user=task.for_user_id, done_at=None)
    if rows.update(for_user=None, for_function=Relation.INTERNAL_COORDINATOR) == 1:
        _remember(task.initiative, by=by, at=at, action="pass_on_task", about=task)


@transaction.atomic
def pass_advice_on(advice: CoAdvice, *, to: User, by: User, at: datetime) -> None:
    """The same question, the same date, another colleague; raises Refused where that one has a stake in it."""
    if to.pk in involved_in(advice.initiative):
        raise Refused(_("Deze medewerker is hier zelf bij betrokken. Kies een ander."))
    rows = CoAdvice.objects.filter(pk=advice.pk, adviser=advice.adviser_id, answered_at=None)
    if rows.update(adviser=to) == 1:
        Task.objects.filter(initiative=advice.initiative_id, for_user=advice.adviser_id, done_at=None).filter(
            leads_to="answer_co_advice"
        ).update(is_moot=True, done_at=at)
        _remember(advice.initiative, by=by, at=at, action="pass_on_advice", about=advice)


def _remember(initiative: Initiative, *, by: User, at: datetime, action: str, about: Task | CoAdvice) -> None:
    """An internal event, in the function in which it was done."""
    is_ic = roles_of(by).is_internal_coordinator
    record(
        initiative,
        action=action,
        button=action,
        by=by,
        function=Relation.INTERNAL_COORDINATOR if is_ic else Relation.FUNCTIONAL_ADMIN,
        at=at,
        audience=Audience.INTERNAL,
        about=about,
    )


def talks_while_away(user: User, *, at: datetime) -> list[tuple[datetime, Appointment]]:
    """When a resident may expect somebody who will be away: planned, or to choose from; earliest first."""
    talks = Appointment.objects.filter(
        officer=user, state__in=STANDING, initiative__in=Initiative.objects.visible_to(user)
    )
    talks = talks.select_related("initiative").prefetch_related("moments")
    ahead = [(time, talk) for talk in talks for time in talk.times if time >= at]
    there = there_on(user, {timezone.localdate(time) for time, _talk in ahead})
    return sorted(((time, talk) for time, talk in ahead if timezone.localdate(time) not in there), key=itemgetter(0))


def deputised_by(user: User, *, on: date) -> QuerySet[Absence]:
    """The colleagues for whom this person stands in on this day."""
    return Absence.objects.on(on).filter(deputy=user).select_related("user").order_by("user__name")


def work_of_absent(user: User, *, on: date) -> InitiativeQuerySet:
    """What lies with colleagues for whom this person stands in, as far as this person may see it."""
    away = deputised_by(user, on=on).values("user")
    return Initiative.objects.visible_to(user).running().filter(officer__in=away)


def waits_for_deputy(user: User, *, on: date) -> InitiativeQuerySet:
    """What lies with somebody who is away and has a deputy, for an internal coordinator to hand over."""
    away = Absence.objects.on(on).filter(Q(deputy__isnull=False))
    rows = Initiative.objects.visible_to(user).running()
    return rows.filter(officer__in=away.values("user")).for_list().order_by("officer", "pk")
