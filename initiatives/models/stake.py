"""Who has a stake in an initiative: asked once for each version of it, and not at all where nobody can have one."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import Combinable

from accounts.models import User
from initiatives.models.advice import Assignment
from initiatives.models.choices import REPORT_CONFLICT, GiveBackReason
from initiatives.models.event import Event
from initiatives.models.initiative import Initiative

NOBODY: frozenset[int] = frozenset()
# Where an initiative keeps that there is anything to ask after, and the answer beside the version it holds for: who
# says to have a stake makes a new version, so what was read with this one is true for every step that is taken on it.
ANY, KNOWN = "may_have_stakes", "_involved_at"


def involved_in(initiative: Initiative) -> frozenset[int]:
    """Everybody who said to have a stake in it, or in what was merged into it: they neither handle it nor decide."""
    # Of what is not handed in yet, or is being written down at this moment, nobody can have said so.
    begins = initiative.reference is None or initiative.just_named is not None
    if begins or not initiative.__dict__.get(ANY, True):
        return NOBODY
    known: tuple[int, frozenset[int]] | None = initiative.__dict__.get(KNOWN)
    if known is None or known[0] != initiative.version:
        known = initiative.__dict__[KNOWN] = (initiative.version, _ask(initiative))
    return known[1]


def with_stakes() -> dict[str, Combinable]:
    """To annotate: the query that reads the initiative says whether anybody may have a stake in it."""
    said = Event.objects.filter(initiative=OuterRef("pk"), action=REPORT_CONFLICT)
    gave_back = Assignment.objects.filter(initiative=OuterRef("pk"), end_reason=GiveBackReason.INVOLVED)
    merged = Initiative.objects.filter(merged_into=OuterRef("pk"))
    return {ANY: Exists(said) | Exists(gave_back) | Exists(merged)}


def is_staked_by(user: User) -> Q:
    """For a list of initiatives: whether this person said to have a stake in that very one."""
    said = Event.objects.filter(initiative=OuterRef("pk"), action=REPORT_CONFLICT, actor=user)
    gave_back = Assignment.objects.filter(initiative=OuterRef("pk"), end_reason=GiveBackReason.INVOLVED, officer=user)
    return Exists(said) | Exists(gave_back)


def forget_stakes(initiative: Initiative) -> None:
    """Somebody says so at this very moment."""
    for known in (ANY, KNOWN):
        initiative.__dict__.pop(known, None)


def _ask(initiative: Initiative) -> frozenset[int]:
    """From the memory, and from the turns of officers."""
    here = _with_merged(initiative)
    said = Event.objects.filter(initiative__in=here, action=REPORT_CONFLICT, actor__isnull=False)
    gave_back = Assignment.objects.filter(initiative__in=here, end_reason=GiveBackReason.INVOLVED)
    rows = said.order_by().values_list("actor", flat=True)
    return frozenset(rows.union(gave_back.order_by().values_list("officer", flat=True)))


def _with_merged(initiative: Initiative) -> set[int]:
    """It, and everything that goes on under its number, however far down."""
    found = fresh = {initiative.pk}
    while fresh:
        fresh = set(Initiative.objects.filter(merged_into__in=fresh).values_list("pk", flat=True)) - found
        found = found | fresh
    return found
