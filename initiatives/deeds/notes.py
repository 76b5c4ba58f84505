"""Notes between colleagues, and between the two coordinators."""

from django.utils.translation import gettext_lazy as _

from initiatives.models import Note
from initiatives.models.choices import Audience
from initiatives.models.note import NoteKind
from initiatives.relations import Relation
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation
from initiatives.workflow.asking import text

# A draft has no events yet, so nothing can be noted about it.
NOTABLE = tuple(status for status in Status if status != Status.DRAFT)


def _write(s: Situation, kind: NoteKind) -> Done:
    """One note; its text stays out of the event."""
    row = Note.objects.create(initiative=s.initiative, kind=kind, text=s.inputs["text"], by=s.user, at=s.at)
    return Done(about=row)


def _nothing(_s: Situation) -> dict[str, object]:
    """The note itself is the only place where its words are kept."""
    return {}


DEEDS = (
    Action(
        name="note_internal", hands_on=True, button=_("Interne notitie"), sources=NOTABLE, audience=Audience.INTERNAL,
        explains=_("Alleen collega’s op het gemeentehuis lezen dit."),
        may={
            Relation.INTERNAL_COORDINATOR: "ESAWX", Relation.LEAD_OFFICER: "AW", Relation.CO_ADVISER: "A",
            Relation.KERNAMBTENAAR: "AW", Relation.DECIDER: "A",
        },
        inputs=(text("text", _("Notitie"), most=4000),), effect=lambda s: _write(s, NoteKind.INTERNAL), keeps=_nothing,
    ),
    Action(
        name="note_coordinators", hands_on=True, button=_("Notitie tussen coördinatoren"), sources=NOTABLE,
        audience=Audience.PARTNER,
        explains=_("Alleen de externe en de interne coördinator lezen dit."),
        may={Relation.EXTERNAL_COORDINATOR: "ESAW", Relation.INTERNAL_COORDINATOR: "ESAW"},
        inputs=(text("text", _("Notitie"), most=4000),),
        effect=lambda s: _write(s, NoteKind.COORDINATORS), keeps=_nothing,
    ),
)  # fmt: skip
