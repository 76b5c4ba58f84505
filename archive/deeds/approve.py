"""Four eyes: who did not propose the list approves it or gives it back with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from archive.deeds.propose import claim
from archive.models import DestructionList
from initiatives.clocks import Clocks
from initiatives.workflow.action import NotNow, NotYours, Refused
from kernen.roles import roles_of


@transaction.atomic
def approve(destruction: DestructionList, *, by: User, at: datetime, version: int) -> None:
    """From now on the term of reflection runs; nothing is destroyed yet.

    Raises NotYours for who may not approve, Refused for who proposed it, NotNow for a list that was
    approved or given back, Stale for who saw it otherwise, Refused where everything on it is kept.
    """
    check_approver(by)
    if destruction.proposed_by_id == by.pk:
        raise Refused(_("U hebt deze lijst zelf voorgesteld. Een ander keurt haar goed."))
    if not destruction.is_open:
        raise NotNow(_("Deze lijst is al goedgekeurd of teruggegeven."))
    claim(destruction, version=version)
    if not destruction.items.filter(kept_because="").exists():
        raise Refused(_("Alles op deze lijst blijft bewaard. Geef de lijst terug."))
    destruction.approved_by, destruction.approved_at = by, at
    destruction.save(update_fields=["approved_by", "approved_at"])


@transaction.atomic
def send_back(destruction: DestructionList, *, because: str, by: User, at: datetime, version: int) -> None:
    """Not like this: nothing of it is destroyed. Also after approval, as long as nothing is destroyed."""
    check_approver(by)
    claim(destruction, version=version)
    if destruction.items.filter(destroyed_at__isnull=False).exists():
        raise NotNow(_("Het vernietigen is al begonnen. Teruggeven kan niet meer."))
    destruction.approved_by, destruction.approved_at = None, None
    destruction.returned_at, destruction.returned_because = at, because
    destruction.save(update_fields=["approved_by", "approved_at", "returned_at", "returned_because"])


def waits_until(destruction: DestructionList, *, clocks: Clocks) -> date | None:
    """The last day on which an approved list can still be stopped; None before approval."""
    if destruction.approved_at is None:
        return None
    return clocks.after("destruction_wait", timezone.localdate(destruction.approved_at))


def check_approver(by: User) -> None:
    """Raises NotYours for who is no functional administrator, or broke the glass."""
    if not roles_of(by).may_approve_destruction:
        raise NotYours(_("Dit hoort niet bij uw functie."))
