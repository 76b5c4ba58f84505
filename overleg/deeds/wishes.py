"""The wishes of a village: written down, taken up, done or lapsed, and back again."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.models import Initiative
from initiatives.workflow.action import NotYours, Stale
from kernen.kept import forget_all
from kernen.models import Kern
from kernen.roles import roles_of
from overleg.models import Wish
from overleg.models.wish import WishState, stands_for

# What is only wished for, or lapsed, is not an initiative.
WITH_INITIATIVE = (WishState.TAKEN_UP, WishState.DONE)


def check_keeper(kern: Kern, *, by: User) -> None:
    """Raises NotYours for who does not keep the affairs of this kern."""
    if not stands_for(roles_of(by), kern):
        raise NotYours(_("Dit hoort niet bij uw functie."))


def add_wish(kern: Kern, *, text: str, by: User, at: datetime, form_key: UUID) -> Wish:
    """One row, however often the button is pressed."""
    check_keeper(kern, by=by)
    try:
        with transaction.atomic():
            return Wish.objects.create(kern=kern, text=text, noted_by=by, noted_at=at, changed_at=at, form_key=form_key)
    except IntegrityError:
        return Wish.objects.get(form_key=form_key)


def change_wish(
    wish: Wish,
    *,
    text: str,
    state: WishState,
    initiative: Initiative | None,
    seen: datetime | None,
    by: User,
    at: datetime,
) -> None:
    """New words or a new state; `seen` is the last change this person knows of (Stale where there was a later one)."""
    check_keeper(wish.kern, by=by)
    visible = Initiative.objects.visible_to(by)
    if initiative and not visible.filter(pk=initiative.pk).exists():
        raise NotYours(_("Dit initiatief kent u niet."))
    if wish.initiative_id and not visible.filter(pk=wish.initiative_id).exists():
        # A tie that this person may not know of stays as it is.
        initiative = wish.initiative
    elif state not in WITH_INITIATIVE:
        initiative = None
    columns = {"text": text, "state": state, "initiative": initiative}
    _claim(wish, seen=seen, at=at, columns=columns)


def drop_wish(wish: Wish, *, by: User, at: datetime) -> None:
    """It lapses, and stays in the drawer with what it was tied to."""
    check_keeper(wish.kern, by=by)
    rows = Wish.objects.filter(pk=wish.pk).exclude(state=WishState.DROPPED)
    rows.update(state=WishState.DROPPED, changed_at=at)
    # A name somebody wrote in it is gone from the page of the village at once.
    transaction.on_commit(forget_all)


def put_back(wish: Wish, *, by: User, at: datetime) -> None:
    """Out of the drawer: as it was where it had an initiative, else a wish again."""
    check_keeper(wish.kern, by=by)
    state = WishState.TAKEN_UP if wish.initiative_id else WishState.OPEN
    Wish.objects.filter(pk=wish.pk, state=WishState.DROPPED).update(state=state, changed_at=at)


def _claim(wish: Wish, *, seen: datetime | None, at: datetime, columns: Mapping[str, object]) -> None:
    """Compare and swap; who presses twice finds it done, who is second hears it."""
    if seen and Wish.objects.filter(pk=wish.pk, changed_at=seen).update(changed_at=at, **columns) == 1:
        transaction.on_commit(forget_all)
        return
    if not Wish.objects.filter(pk=wish.pk, **columns).exists():
        raise Stale(_("Iemand anders was u net voor. Wat u typte staat er nog. Bekijk eerst wat er is veranderd."))
