"""The agenda of a group of residents, in large type: what kind of initiator, and a name only with consent."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.models import Consent, Initiative
from initiatives.models.person import ConsentKind
from initiatives.statuses import Ball
from initiatives.workflow.sentences import long_day
from kernen.models import Word
from kernen.models.kern import GroupKind
from kernen.municipality import get_municipality
from kernen.words import say_here, words, words_for_residents
from overleg.models import AgendaItem, Meeting
from overleg.printing.sheet import Fact, Point, Sheet


def fetch_names(initiatives: Iterable[Initiative]) -> None:
    """Who said that their name may be said in the kernoverleg; for `who_brings`, in two queries for all."""
    asked = Consent.objects.filter(kind=ConsentKind.NAME_IN_KERNOVERLEG, withdrawn_on=None)
    prefetch_related_objects(list(initiatives), Prefetch("people__consents", asked, to_attr="to_be_named"))


def with_names(initiatives: Iterable[Initiative]) -> list[Initiative]:
    """Those of which `who_brings` says a name, where names were fetched."""
    return [one for one in initiatives if any(getattr(person, "to_be_named", ()) for person in one.people.all())]


def who_brings(initiative: Initiative) -> str:
    """What kind of initiator it has; and a name where it was fetched, which is only of who said yes to that."""
    kind = initiative.get_initiator_kind_display() or _("inwoner")
    names = [person.name for person in initiative.people.all() if getattr(person, "to_be_named", ())]
    return f"{', '.join(names)} ({kind})" if names else kind


def compose_agenda(meeting: Meeting, items: Mapping[int, AgendaItem], *, left_out: int, today: date) -> Sheet:
    """These points under their numbers, as residents read them; `left_out` may not lie on a table."""
    called = words_for_residents()
    fetch_names(item.initiative for item in items.values() if item.initiative)
    return Sheet(
        title=_("Agenda %(group)s") % {"group": meeting.group_name},
        municipality=_("Gemeente %s") % get_municipality().name,
        facts=when_and_where(meeting),
        intro=meeting.note,
        points=tuple(
            _point(item, number=number, facts=_facts(item, called=called, today=today))
            for number, item in items.items()
        ),
        empty=_("Er staat nog niets op de agenda."),
        closing=(*_left_out(left_out), no_veto(meeting)),
        large=True,
        page_word=_("blad"),
        day=formats.date_format(meeting.held_on, "j F Y"),
    )


def when_and_where(meeting: Meeting) -> tuple[Fact, ...]:
    """Date, time and place, as far as they are known."""
    time = formats.time_format(meeting.starts_at, "G.i") if meeting.starts_at else ""
    known = (
        (_("Datum"), formats.date_format(meeting.held_on, "l j F Y")),
        (_("Tijd"), _("%(time)s uur") % {"time": time} if time else ""),
        (_("Plaats"), meeting.place),
    )
    return tuple((label, value) for label, value in known if value)


def no_veto(meeting: Meeting) -> str:
    """Said on every paper of a group of residents, so that nobody expects something else."""
    if meeting.kernoverleg and meeting.kernoverleg.kind == GroupKind.KERNOVERLEG:
        return say_here(_("Het kernoverleg heeft geen veto: uw mening telt mee, de gemeente besluit."), words())
    return _("%(group)s heeft geen veto: uw mening telt mee, de gemeente besluit.") % {"group": meeting.group_name}


def _left_out(number: int) -> tuple[str, ...]:
    """That there is more than lies on the table."""
    if not number:
        return ()
    said = ngettext("Nog %(number)s punt staat niet op papier.", "Nog %(number)s punten staan niet op papier.", number)
    return (said % {"number": number},)


def _point(item: AgendaItem, *, number: int, facts: list[Fact]) -> Point:
    """An initiative, or a point of the group's own."""
    return Point(
        number=number,
        title=title_of(item),
        text=item.initiative.summary if item.initiative else "",
        facts=tuple((label, value) for label, value in facts if value),
        room=_("Onze aantekeningen:"),
    )


def _facts(item: AgendaItem, *, called: Mapping[str, Word], today: date) -> list[Fact]:
    """Why it is here; of an initiative also from whom, whose turn it is and by when."""
    facts = [(_("Waarom op de agenda"), item.get_reason_display())]
    idea = item.initiative
    if idea is None:
        return facts
    return [
        *facts,
        (_("Van"), who_brings(idea)),
        (_("Aan zet"), whose_turn(idea, called)),
        (_("Volgende datum"), by_when(idea, today=today)),
    ]


def title_of(item: AgendaItem) -> str:
    """Of an initiative its own title; without the number that means nothing at a kitchen table."""
    return item.title or (item.initiative.title if item.initiative else "")


def whose_turn(initiative: Initiative, called: Mapping[str, Word]) -> str:
    """Whose turn it is, said to people who are not the initiator; a decision nobody heard yet is not given away."""
    if initiative.is_untold:
        return _("de gemeente")
    return {
        Ball.COORDINATOR: called["external_coordinator"].the,
        Ball.INTERNAL_COORDINATOR: called["internal_coordinator"].the,
        Ball.OFFICER: called["beleidsmedewerker"].the,
        Ball.NEIGHBOURHOOD: _("de buurt"),
        Ball.CONDITIONS: _("wie nog iets moet regelen"),
        Ball.TOGETHER: _("wie het idee heeft, samen met de gemeente"),
        Ball.INITIATOR: _("wie het idee heeft"),
        Ball.REASON: _("niemand, het idee wacht"),
        Ball.OTHER_PARTY: _("een andere organisatie"),
        Ball.NOBODY: _("niemand, het is klaar"),
    }.get(initiative.state.ball, _("de gemeente"))


def by_when(initiative: Initiative, *, today: date) -> str:
    """By when something happens; a day that has passed is said honestly."""
    day = initiative.due_on
    if day is None or not initiative.is_running or initiative.is_untold:
        return ""
    if day < today:
        return _("het had klaar moeten zijn op %(day)s; vraag ons hoe het staat") % {"day": long_day(day)}
    return _("uiterlijk %(day)s") % {"day": long_day(day)}
