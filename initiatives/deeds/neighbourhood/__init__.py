"""What neighbours said, as it came in: counts, opinions and concerns of a support check, and a later last day."""

from initiatives.deeds.neighbourhood import concerns, counting, postponing
from initiatives.workflow.action import Action

DEEDS: tuple[Action, ...] = (*counting.DEEDS, *concerns.DEEDS, *postponing.DEEDS)
