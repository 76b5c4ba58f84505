"""Marks on an initiative: confidential, sensitive, and on the website or not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import Audience, YesNoUnknown
from initiatives.relations import Relation
from initiatives.statuses import RUNNING, Status
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import line, tick

LOGGED = tuple(status for status in RUNNING if status != Status.DRAFT)
PUBLISHABLE = tuple(status for status in Status if status not in (Status.DRAFT, Status.EXPLORING))
YES_OR_NO = [("", _("Kies")), (YesNoUnknown.YES.value, _("ja")), (YesNoUnknown.NO.value, _("nee"))]


def _yes_no(name: str, label: Text) -> Input:
    """On or off, chosen in words."""
    return Input(name=name, make=lambda _s: forms.ChoiceField(label=label, choices=YES_OR_NO))


def _mark_confidential(s: Situation) -> Done:
    """Fewer people see it; what is confidential is not on the website."""
    on = s.inputs["confidential"] == YesNoUnknown.YES
    return Done(is_confidential=on, published_at=None if on else s.initiative.published_at)


def _mark_controversial(s: Situation) -> Done:
    """The managers see it on their list, with a short note."""
    on = s.inputs["controversial"] == YesNoUnknown.YES
    return Done(is_controversial=on, controversial_note=s.inputs["note"] if on else "")


def _may_be_public(s: Situation) -> Text | None:
    """Not yet on the website, not confidential, agreed to, and a decision is told first."""
    i = s.initiative
    if i.published_at or i.is_emptied:
        return _("Het staat al op de website.")
    if i.is_confidential:
        return _("Het initiatief is vertrouwelijk.")
    if not i.may_publish:
        return _("De initiatiefnemer wil dit niet op de website.")
    if i.is_untold:
        return _("Bel eerst de initiatiefnemer over het besluit.")
    return None


def _is_public(s: Situation) -> Text | None:
    """Only what is on the website can be taken off."""
    return None if s.initiative.published_at else _("Het staat niet op de website.")


def _summary(s: Situation) -> forms.Field:
    """What everybody will read, ready to change."""
    i = s.initiative
    return forms.CharField(
        label=_("Tekst voor de website"),
        max_length=600,
        initial=i.public_summary or i.summary,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zonder namen van mensen. Iedereen leest ook de titel, de plaats, de stap en de uitkomst."),
    )


def _publish(s: Situation) -> Done:
    """From now on everybody may read title, text, place, step and outcome."""
    return Done(public_summary=s.inputs["public_summary"], published_at=s.at)


def _unpublish(_s: Situation) -> Done:
    """Off the website at once."""
    return Done(published_at=None)


DEEDS = (
    Action(
        name="publish", button=_("Op de website zetten"), sources=PUBLISHABLE, audience=Audience.PARTNER,
        explains=_("Iedereen kan de titel, de tekst, de plaats, de stap en de uitkomst lezen. Namen nooit."),
        may={Relation.INTERNAL_COORDINATOR: "SAWX"},
        inputs=(
            Input(name="public_summary", make=_summary),
            tick("seen", _("Ik heb gezien wat iedereen kan lezen"), required=True),
        ),
        guards=(_may_be_public,), effect=_publish,
    ),
    Action(
        name="unpublish", button=_("Van de website halen"), sources=PUBLISHABLE, audience=Audience.PARTNER,
        explains=_("Niemand buiten het gemeentehuis ziet het initiatief nog op de website."),
        may={Relation.INTERNAL_COORDINATOR: "SAWX"}, inputs=(line("reason", _("Waarom?")),),
        guards=(_is_public,), effect=_unpublish,
    ),
    Action(
        name="flag_confidential", button=_("Vertrouwelijk"), sources=LOGGED, audience=Audience.INTERNAL,
        explains=_("Minder mensen zien het initiatief en het komt niet op de website."),
        may={
            Relation.EXTERNAL_COORDINATOR: "ESAW", Relation.INTERNAL_COORDINATOR: "ESAW", Relation.LEAD_OFFICER: "AW",
        },
        inputs=(_yes_no("confidential", _("Is dit vertrouwelijk?")), line("reason", _("Waarom?"))),
        effect=_mark_confidential,
    ),
    Action(
        name="flag_controversial", button=_("Ligt gevoelig"), sources=LOGGED, audience=Audience.INTERNAL,
        explains=_("Het initiatief komt op de MT-lijst, met uw korte notitie."),
        may={
            Relation.EXTERNAL_COORDINATOR: "ESAW", Relation.INTERNAL_COORDINATOR: "ESAW",
            Relation.LEAD_OFFICER: "AW", Relation.KERNAMBTENAAR: "AW",
        },
        inputs=(
            _yes_no("controversial", _("Ligt dit gevoelig?")),
            line("note", _("Korte notitie voor het MT"), help_text=_("Geen namen.")),
        ),
        effect=_mark_controversial,
    ),
)  # fmt: skip
