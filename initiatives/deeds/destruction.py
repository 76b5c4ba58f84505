"""The end of the term of the selection list: the initiative is emptied by the system, by an approved list alone."""

from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import ENDED
from initiatives.workflow.action import Action

DEEDS = (
    Action(
        name="destroy", button=_("Vernietigd volgens de selectielijst"), sources=ENDED, audience=Audience.INTERNAL,
        explains=_("De bewaartermijn is voorbij en de lijst is goedgekeurd. Dit gaat vanzelf."),
        may={Relation.SYSTEM: "X"},
    ),
)  # fmt: skip
