"""All deeds, gathered from the rooms where they are written."""

from initiatives.deeds import (
    advice,
    appointment,
    decision,
    marks,
    messages,
    mt_list,
    notes,
    place,
    related,
    resident,
    support,
    terms,
)
from initiatives.workflow.action import Action

DEEDS: tuple[Action, ...] = (
    *appointment.DEEDS,
    *decision.DEEDS,
    *advice.DEEDS,
    *messages.DEEDS,
    *terms.DEEDS,
    *place.DEEDS,
    *notes.DEEDS,
    *marks.DEEDS,
    *mt_list.DEEDS,
    *related.DEEDS,
    *resident.DEEDS,
    *support.DEEDS,
)
DEED_OF = {row.name: row for row in DEEDS}
