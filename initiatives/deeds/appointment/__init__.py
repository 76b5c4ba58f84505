"""The talk between residents and officer: offered, picked, moved, called off, held or missed."""

from initiatives.deeds.appointment import answer, offer, outcome
from initiatives.workflow.action import Action

DEEDS: tuple[Action, ...] = (*offer.DEEDS, *answer.DEEDS, *outcome.DEEDS)
