"""All deeds, gathered from the rooms where they are written."""

from initiatives.deeds import (
    advice,
    appointment,
    correcting,
    decision,
    destruction,
    involved,
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

_OTHERS: tuple[Action, ...] = (
    *appointment.DEEDS,
    *decision.DEEDS,
    *advice.DEEDS,
    *messages.DEEDS,
    *terms.DEEDS,
    *place.DEEDS,
    *platform.DEEDS,
    *notes.DEEDS,
    *marks.DEEDS,
    *involved.DEEDS,
    *mt_list.DEEDS,
    *related.DEEDS,
    *resident.DEEDS,
    *neighbourhood.DEEDS,
    *meeting.DEEDS,
    *destruction.DEEDS,
)
DEEDS: tuple[Action, ...] = (*_OTHERS, correcting.deed_among(_OTHERS))
DEED_OF = {row.name: row for row in DEEDS}
