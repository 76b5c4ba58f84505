"""A town with a kernoverleg that meets: on top of the world of initiatives, for every test of meetings."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

from initiatives.models import Initiative, InitiativeKern
from initiatives.models.person import Consent, ConsentKind
from initiatives.statuses import Status
from kernen.models import Kern, Kernoverleg
from kernen.models.kern import GroupKind
from overleg.models import AgendaItem, Meeting, Promise
from overleg.models.meeting import Reason
from tests.factories import make_kernoverleg
from tests.initiatives.world import NOW, TODAY, World

MEETING_DAY = TODAY + timedelta(days=7)
CHAIR_EMAIL = "voorzitter@example.nl"


@dataclass
class Town:
    """`group` speaks for Sibbe, `other_group` for Broekhem, `working_group` for both; `meeting` is next week's."""

    world: World
    group: Kernoverleg = field(init=False)
    other_group: Kernoverleg = field(init=False)
    working_group: Kernoverleg = field(init=False)
    meeting: Meeting = field(init=False)

    def __post_init__(self) -> None:
        sibbe, broekhem = self.world.kern, self.world.other_kern
        sibbe.meeting_place = "Dorpshuis Sibbe"
        sibbe.save()
        self.group = make_kernoverleg(
            sibbe, name="Kernoverleg Sibbe", chair_name="Jo Vaessen", chair_email=CHAIR_EMAIL, rhythm="elke zes weken"
        )
        self.other_group = make_kernoverleg(broekhem, name="Kernoverleg Broekhem")
        self.working_group = make_kernoverleg(
            sibbe, broekhem, name="Werkgroep Leefbaarheid", kind=GroupKind.WORKING_GROUP
        )
        self.meeting = self.meet()

    def meet(self, group: Kernoverleg | None = None, *, on: date = MEETING_DAY, **facts: Any) -> Meeting:
        """A meeting of a group, of Sibbe where none is named."""
        columns = {"starts_at": time(20), "place": "Dorpshuis Sibbe", "created_at": NOW, "form_key": uuid4()} | facts
        return Meeting.objects.create(kernoverleg=group or self.group, held_on=on, **columns)

    def met(self, group: Kernoverleg | None = None, *, days_ago: int = 42) -> Meeting:
        """A meeting that is over and written down."""
        then = NOW - timedelta(days=days_ago)
        return self.meet(group, on=then.date(), present=12, recorder="coördinator", closed_at=then)

    def idea(self, status: Status = Status.SUBMITTED, title: str = "Bank bij de kapel", **facts: Any) -> Initiative:
        """An initiative of Sibbe in this status, logged this month; `kern` puts it elsewhere."""
        kern: Kern | None = facts.pop("kern", None)
        made = self.world.initiative(status, title=title, **{"logged_at": NOW - timedelta(days=10)} | facts)
        if kern is not None:
            InitiativeKern.objects.filter(initiative=made).update(kern=kern)
        return made

    def item(self, initiative: Initiative | None = None, *, meeting: Meeting | None = None, **facts: Any) -> AgendaItem:
        """Something on the agenda, at the end."""
        on = meeting or self.meeting
        title = facts.pop("title", "" if initiative else "Rondvraag")
        columns = {"position": on.items.count() + 1, "reason": Reason.NEW if initiative else Reason.OWN} | facts
        return AgendaItem.objects.create(meeting=on, initiative=initiative, title=title, **columns)

    def promise(self, item: AgendaItem, *, due_on: date = TODAY - timedelta(days=3), **facts: Any) -> Promise:
        """Somebody would do something, and the day is over."""
        return Promise.objects.create(
            item=item, due_on=due_on, **{"what": "Bel de school", "who": "voorzitter"} | facts
        )

    def consents(self, initiative: Initiative, *, name: str = "Mia Janssen") -> None:
        """The contact person may be named in the kernoverleg."""
        person = initiative.people.get()
        person.name = name
        person.save()
        Consent.objects.create(person=person, kind=ConsentKind.NAME_IN_KERNOVERLEG, given_on=TODAY, way="phone")

    def everywhere(self, status: Status = Status.SUBMITTED, *, number: int) -> list[Initiative]:
        """So many initiatives of Sibbe."""
        return [self.idea(status, title=f"Idee {n}") for n in range(number)]
