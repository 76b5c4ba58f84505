"""Whose turn it is, as residents are told it: on the page and in every letter the same."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from initiatives.models import Condition, Initiative
from initiatives.models.decision import ConditionOwner
from initiatives.statuses import Ball
from kernen.words import words_for_residents


def whose_turn(initiative: Initiative, *, standing: Iterable[Condition] | None = None) -> str:
    """In general words; of a decision nobody heard yet nothing shows.

    `standing`: the conditions still to be arranged, from who read them already.
    """
    if initiative.is_untold:
        return _("de gemeente")
    if initiative.state.ball == Ball.CONDITIONS:
        standing = Condition.objects.standing(initiative) if standing is None else standing
        return _(" en ").join(_who_arranges(standing)) or _("de gemeente")
    called = words_for_residents()
    return {
        Ball.COORDINATOR: called["external_coordinator"].the,
        Ball.INTERNAL_COORDINATOR: called["internal_coordinator"].the,
        Ball.OFFICER: called["beleidsmedewerker"].the,
        Ball.NEIGHBOURHOOD: _("de buurt"),
        Ball.TOGETHER: _("u en de gemeente samen"),
        Ball.INITIATOR: _("u"),
        Ball.REASON: _("niemand, uw idee wacht"),
        Ball.OTHER_PARTY: _("een andere organisatie"),
        Ball.NOBODY: _("niemand"),
    }.get(initiative.state.ball, _("de gemeente"))


def _who_arranges(standing: Iterable[Condition]) -> list[str]:
    """Everybody who still has something to see to before it can start, each once."""
    names = {ConditionOwner.INITIATOR: _("u"), ConditionOwner.MUNICIPALITY: _("de gemeente")}
    owners = [ConditionOwner(condition.owner) for condition in standing]
    return list(dict.fromkeys(names.get(owner, _("een andere organisatie")) for owner in owners))
