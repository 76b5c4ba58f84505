"""Initiatives that have something to do with each other: related across kernen, and merged into one."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.events import record
from initiatives.models import Initiative, RelatedLink
from initiatives.models.choices import Audience
from initiatives.models.parts import part_of
from initiatives.relations import Relation, relations_of
from initiatives.statuses import Status
from initiatives.workflow.action import Action, Done, Situation, Text
from initiatives.workflow.asking import line, pick
from kernen.roles import roles_of

LOGGED = tuple(status for status in Status if status != Status.DRAFT)
WHO = {
    Relation.EXTERNAL_COORDINATOR: "ESAW",
    Relation.INTERNAL_COORDINATOR: "ESAWX",
    Relation.LEAD_OFFICER: "AW",
    Relation.KERNAMBTENAAR: "ESAW",
}


def related_to(initiative: Initiative, *, seen_by: User) -> QuerySet[Initiative]:
    """What it is related to, as far as this person may see that."""
    # Mostly there are none, and then nothing more is asked.
    known = {*part_of(initiative, "related_first").values_list("second", flat=True)}
    known |= {*part_of(initiative, "related_second").values_list("first", flat=True)}
    return Initiative.objects.visible_to(seen_by).filter(pk__in=known).for_list().order_by("pk")


def merged_with(initiative: Initiative, *, seen_by: User) -> QuerySet[Initiative]:
    """What was merged into it, as far as this person may see that."""
    rows = Initiative.objects.visible_to(seen_by) & part_of(initiative, "merged_from")
    return rows.for_list().order_by("pk")


def goes_on_as(initiative: Initiative) -> Initiative | None:
    """The last in the chain under which a merged initiative goes on; None for one that was not merged."""
    seen, last = {initiative.pk}, initiative
    while last.merged_into and last.merged_into_id not in seen:
        last = last.merged_into
        seen.add(last.pk)
    return None if last.pk == initiative.pk else last


def _named(s: Situation) -> Initiative | None:
    """The initiative behind the number that was typed, where this person may see it."""
    typed = str(s.inputs["reference"]).strip().upper()
    return Initiative.objects.visible_to(s.user).filter(reference=typed).first()


def _can_relate(s: Situation) -> Mapping[str, Text]:
    """Another one, that this person sees, not related already."""
    other = _named(s)
    if other is None:
        return {"reference": _("Dit kenmerk kennen wij niet.")}
    if other.pk == s.initiative.pk:
        return {"reference": _("Dit is dit initiatief zelf.")}
    if related_to(s.initiative, seen_by=s.user).filter(pk=other.pk).exists():
        return {"reference": _("Deze twee zijn al verwant.")}
    return {}


def _relate(s: Situation) -> Done:
    """One row for the two; the other remembers it as well."""
    other = _named(s)
    if other is None:
        raise TypeError("Een verwant initiatief is nagekeken voor het wordt vastgelegd.")
    low, high = sorted((s.initiative, other), key=lambda row: row.pk)
    row, _made = RelatedLink.objects.get_or_create(first=low, second=high, defaults={"by": s.user, "at": s.at})
    _remember(s, other, action="relate", button=_("Verwant initiatief"))
    return Done(about=row)


def _some_related(s: Situation) -> Text | None:
    """There is something to take apart."""
    if related_to(s.initiative, seen_by=s.user).exists():
        return None
    return _("Er is geen verwant initiatief.")


def _unrelate(s: Situation) -> Done:
    """Both stay; only the link goes."""
    other: Initiative = s.inputs["other"]
    low, high = sorted((s.initiative.pk, other.pk))
    RelatedLink.objects.filter(first=low, second=high).delete()
    _remember(s, other, action="unrelate", button=_("Niet meer verwant"))
    return Done(about=other)


def _remember(s: Situation, other: Initiative, *, action: str, button: Text) -> None:
    """The same event on the other one, in the function this person has there."""
    there = relations_of(roles_of(s.user), other)
    record(
        other,
        action=action,
        button=str(button),
        by=s.user,
        function=next((relation for relation in Relation if relation in there), Relation.INTERNAL_COORDINATOR),
        at=s.at,
        audience=Audience.PARTNER,
        about=s.initiative,
    )


def _line(initiative: Initiative) -> str:
    """Number and title."""
    return f"{initiative.reference} – {initiative.title}"


DEEDS = (
    Action(
        name="relate", button=_("Verwant initiatief"), may=WHO, sources=LOGGED, audience=Audience.PARTNER,
        explains=_("Beide initiatieven wijzen naar elkaar en blijven apart. U kunt van elkaar leren."),
        inputs=(line("reference", _("Kenmerk van het andere initiatief"), most=20),),
        check=_can_relate, effect=_relate,
    ),
    Action(
        name="unrelate", button=_("Niet meer verwant"), may=WHO, sources=LOGGED, audience=Audience.PARTNER,
        explains=_("De initiatieven wijzen niet meer naar elkaar."),
        inputs=(pick("other", _("Welk initiatief?"), lambda s: related_to(s.initiative, seen_by=s.user), says=_line),),
        guards=(_some_related,), effect=_unrelate,
    ),
)  # fmt: skip
