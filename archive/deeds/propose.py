"""The yearly list: what is past its term is proposed, and each line can be taken off with a reason."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from archive.deeds.retention import Ended, past_term
from archive.models import DestructionItem, DestructionList
from initiatives.workflow.action import NotNow, NotYours, Refused, Stale
from kernen.roles import roles_of


def cutoff_of(today: date) -> date:
    """What was past its term on the last day of the year before comes on the list."""
    return date(today.year - 1, 12, 31)


def proposable(*, today: date) -> list[Ended]:
    """What would come on a list that is made today."""
    standing = DestructionItem.objects.filter(
        destruction__returned_at=None, destruction__executed_at=None, kept_because=""
    )
    listed = set(standing.values_list("initiative_id", flat=True))
    return [end for end in past_term(cutoff=cutoff_of(today)) if end.initiative.pk not in listed]


def propose(*, by: User, at: datetime, form_key: UUID) -> DestructionList:
    """Make the list of this year; a second press of the same button gives the same list.

    What somebody kept before for a reason is on it with that reason. Raises NotYours for who is no internal
    coordinator, NotNow while a list of this year stands, Refused where nothing is past its term.
    """
    check_proposer(by)
    if (done := DestructionList.objects.filter(form_key=form_key).first()) is not None:
        return done
    try:
        with transaction.atomic():
            return _make(by=by, at=at, form_key=form_key)
    except IntegrityError:
        if (done := DestructionList.objects.filter(form_key=form_key).first()) is not None:
            return done
        raise NotNow(_("Er is al een lijst van dit jaar. Werk daar verder aan.")) from None


def _make(*, by: User, at: datetime, form_key: UUID) -> DestructionList:
    """The list and its lines."""
    today = timezone.localdate(at)
    ends = proposable(today=today)
    if not ends:
        raise Refused(_("Er is niets waarvan de termijn voorbij is."))
    made = DestructionList.objects.create(
        year=cutoff_of(today).year, proposed_by=by, proposed_at=at, form_key=form_key, version=1
    )
    reasons = _kept_before(ends)
    DestructionItem.objects.bulk_create(
        DestructionItem(
            destruction=made,
            initiative=end.initiative,
            result=end.result,
            list_number=end.rule.list_number,
            months=end.rule.months or 0,
            ended_on=end.ended_on,
            kept_because=reasons.get((end.initiative.pk, end.ended_on), ""),
        )
        for end in ends
    )
    return made


def _kept_before(ends: list[Ended]) -> dict[tuple[int, date], str]:
    """Why something was kept on the last list it stood on; an initiative that ended anew is looked at anew."""
    rows = DestructionItem.objects.filter(initiative__in=[end.initiative.pk for end in ends]).order_by("pk")
    return {(row.initiative_id, row.ended_on): row.kept_because for row in rows}


def keep(item: DestructionItem, *, because: str, version: int, by: User) -> None:
    """Take one line off, with a reason; also after approval, as long as it is not destroyed."""
    check_proposer(by)
    _change(item, because=because, version=version)


def put_back(item: DestructionItem, *, version: int, by: User) -> None:
    """On the list again; raises NotNow once the list was approved, as nobody approved this line."""
    check_proposer(by)
    if not item.destruction.is_open:
        raise NotNow(_("De lijst is al goedgekeurd of teruggegeven. Dit komt op een volgende lijst."))
    _change(item, because="", version=version)


@transaction.atomic
def _change(item: DestructionItem, *, because: str, version: int) -> None:
    """One line, by who saw the list as it is."""
    if not item.destruction.is_standing or item.destroyed_at is not None:
        raise NotNow(_("Deze lijst is klaar; hier verandert niets meer."))
    claim(item.destruction, version=version)
    changed = DestructionItem.objects.filter(pk=item.pk, destroyed_at=None).update(kept_because=because)
    if not changed:
        raise NotNow(_("Dit is al vernietigd."))
    item.kept_because = because


def check_proposer(by: User) -> None:
    """Raises NotYours for who is no internal coordinator."""
    if not roles_of(by).is_internal_coordinator:
        raise NotYours(_("Dit hoort niet bij uw functie."))


def claim(destruction: DestructionList, *, version: int) -> None:
    """Compare and swap: the list is ours until the transaction ends; raises Stale for who looked at an older one."""
    here = DestructionList.objects.filter(pk=destruction.pk, version=version, returned_at=None, executed_at=None)
    if here.update(version=version + 1) != 1:
        raise Stale(_("Iemand anders was u net voor. Wat u typte staat er nog. Bekijk eerst wat er is veranderd."))
    destruction.version = version + 1
