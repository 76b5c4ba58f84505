"""The appointment as the resident's page shows it: what one can choose from, or when and where it is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.letters.invitations import moment_words, where_to
from initiatives.models import Appointment, Initiative
from initiatives.models.appointment import STANDING, AppointmentState
from initiatives.models.parts import part_of
from initiatives.routing.officers import there_on


@dataclass(frozen=True, kw_only=True)
class Talk:
    """A talk to come; `moments` are (number, words) to pick from, and `form_key` makes a second press harmless."""

    is_offered: bool
    when: str
    where: str
    where_is_typed: bool
    minutes: int
    with_whom: str
    moments: list[tuple[int, str]]
    # This talk as it stands now; when a colleague moved it meanwhile, one looks first.
    seen: str
    form_key: UUID

    @property
    def to_do(self) -> str:
        """What the resident has to do about it."""
        if not self.is_offered:
            return _("U heeft een afspraak op %s.") % self.when
        return _("Kies een moment voor het gesprek. U kunt ook bellen.") if self.moments else ""


def read_talk(initiative: Initiative, *, today: date) -> Talk | None:
    """What stands and is not over yet."""
    row = standing_talk(initiative)
    if row is None or (row.starts_at and timezone.localdate(row.starts_at) < today):
        return None
    is_offered = row.state == AppointmentState.OFFERED
    return Talk(
        is_offered=is_offered,
        when=moment_words(row.starts_at) if row.starts_at else "",
        where=where_to(row.meeting, row.place),
        where_is_typed=row.place == where_to(row.meeting, row.place),
        minutes=row.minutes,
        with_whom=row.officer.function_title,
        moments=_moments(row, today=today) if is_offered else [],
        seen=key_of(row),
        form_key=uuid4(),
    )


def standing_talk(initiative: Initiative) -> Appointment | None:
    """The one that is offered or planned."""
    return part_of(initiative, "appointments").filter(state__in=STANDING).select_related("officer").first()


def key_of(row: Appointment) -> str:
    """Which talk, and how often it changed."""
    return f"{row.pk}-{row.sequence}-{row.state}"


def _moments(row: Appointment, *, today: date) -> list[tuple[int, str]]:
    """Those that still lie ahead, on a day on which the officer is there."""
    ahead = {offered: day for offered in row.moments.all() if (day := timezone.localdate(offered.starts_at)) >= today}
    possible = there_on(row.officer, set(ahead.values()))
    return [(offered.pk, moment_words(offered.starts_at)) for offered, day in ahead.items() if day in possible]
