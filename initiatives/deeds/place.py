"""Where an initiative belongs: another kern or another domain than was thought, set right by a new event."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from initiatives.letters.readers import Reader
from initiatives.models import InitiativeKern
from initiatives.models.choices import Audience
from initiatives.relations import Relation
from initiatives.statuses import INTERRUPTS, OPEN, Status
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import line, pick, tick
from initiatives.workflow.inputs import domains
from kernen.models import Kern

LOGGED = (*(status for status in OPEN if status != Status.DRAFT), *INTERRUPTS)
AT_THE_TOWN_HALL = tuple(status for status in LOGGED if status != Status.EXPLORING)


def _kernen(_s: Situation) -> QuerySet[Kern]:
    """Those in use."""
    return Kern.objects.current().order_by("name")


def _more_kernen(s: Situation) -> forms.Field:
    """The other kernen it is about."""
    return forms.ModelMultipleChoiceField(
        _kernen(s), label=_("Ook in"), required=False, widget=forms.CheckboxSelectMultiple
    )


def _one_or_all(s: Situation) -> Mapping[str, Text]:
    """A kern, or the whole municipality."""
    if bool(s.inputs["kern"]) == s.inputs["whole_municipality"]:
        return {"kern": _("Kies een kern, of de hele gemeente.")}
    return {}


def _kern_names(s: Situation) -> Mapping[str, Any]:
    """What the event remembers: names, not numbers."""
    more = [kern.name for kern in s.inputs["more_kernen"]]
    return {"reason": s.inputs["reason"], "kern": str(s.inputs["kern"] or ""), "more_kernen": more}


def _move(s: Situation) -> Done:
    """The kernen are these from now on; the event keeps that it was otherwise."""
    lead: Kern | None = s.inputs["kern"]
    s.initiative.kern_links.all().delete()
    kernen = [lead, *(kern for kern in s.inputs["more_kernen"] if kern.pk != lead.pk)] if lead else []
    links = [InitiativeKern(initiative=s.initiative, kern=kern, is_lead=kern == lead) for kern in kernen]
    s.initiative.lies_in(InitiativeKern.objects.bulk_create(links))
    return Done(whole_municipality=s.inputs["whole_municipality"])


def _another_domain(s: Situation) -> Mapping[str, Text]:
    """Another one than it has."""
    return {"domain": _("Dit domein heeft het al.")} if s.inputs["domain"].pk == s.initiative.lead_domain_id else {}


def _rename(s: Situation) -> Done:
    """The lead domain is another; the officer stays."""
    return Done(about=s.inputs["domain"], lead_domain=s.inputs["domain"])


DEEDS = (
    Action(
        name="change_kern", button=_("Andere kern"), sources=LOGGED, audience=Audience.PARTNER,
        may={Relation.INTERNAL_COORDINATOR: "ESAW", Relation.LEAD_OFFICER: "AW"},
        explains=_("Het initiatief hoort ergens anders. De coördinator van die kern krijgt bericht."),
        inputs=(
            pick("kern", _("Kern"), _kernen, required=False),
            Input(name="more_kernen", make=_more_kernen),
            tick("whole_municipality", _("Hele gemeente")),
            line("reason", _("Waarom?")),
        ),
        check=_one_or_all, effect=_move, keeps=_kern_names,
        tells=(Reader.EXTERNAL_COORDINATOR, Reader.KERNAMBTENAAR),
    ),
    Action(
        name="change_lead_domain", button=_("Ander domein"), sources=AT_THE_TOWN_HALL, audience=Audience.INTERNAL,
        may={Relation.INTERNAL_COORDINATOR: "SAW", Relation.LEAD_OFFICER: "AW"},
        explains=_("Het onderwerp is een ander. De beleidsmedewerker blijft dezelfde."),
        inputs=(pick("domain", _("Domein"), domains), line("reason", _("Waarom?"))),
        check=_another_domain, effect=_rename,
    ),
)  # fmt: skip
