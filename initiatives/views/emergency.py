"""What is read behind broken glass is noted, page by page."""

from datetime import datetime

from accounts.models import User
from initiatives.looking import note_look
from initiatives.models import Initiative
from initiatives.models.access import Looked
from initiatives.relations import ROW_OF, Relation, relations_of, sees_through
from kernen.roles import roles_of


def note_emergency(initiative: Initiative, *, by: User, at: datetime) -> None:
    """Who reads this only because of an emergency, is in the log with the reason; who may read it anyway is not."""
    if only_in_emergency(initiative, by=by):
        note_look(Looked.CONTENT, by=by, function=Relation.BREAK_GLASS, initiatives=[initiative], at=at)


def only_in_emergency(initiative: Initiative, *, by: User) -> bool:
    """Whether nothing but the broken glass opens it for this person, who may read then and do nothing."""
    roles = roles_of(by)
    if not roles.in_emergency:
        return False
    held = relations_of(roles, initiative)
    return {relation for relation in held if sees_through(ROW_OF[relation], initiative)} == {Relation.BREAK_GLASS}
