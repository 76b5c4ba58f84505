"""All deeds, gathered from the rooms where they are written."""

from initiatives.deeds import (
    advice,
    appointment,
    decision,
    destruction,
    marks,
    meeting,
    messages,
    mt_list,
    neighbourhood,
    notes,
    place,
    platform,
    related,
    resident,
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
    *platform.DEEDS,
    *notes.DEEDS,
    *marks.DEEDS,
    *mt_list.DEEDS,
    *related.DEEDS,
    *resident.DEEDS,
    *neighbourhood.DEEDS,
    *meeting.DEEDS,
    *destruction.DEEDS,
)
DEED_OF = {row.name: row for row in DEEDS}
