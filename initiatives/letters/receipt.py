"""The receipt: what we wrote down, who calls or writes and by when, and how somebody hears from us."""

from datetime import date

from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from initiatives.clocks import load_clocks
from initiatives.letters.readers import first_contact, people_of
from initiatives.models import ContactPerson, Initiative
from initiatives.models.choices import Ask

Line = tuple[str, str]


def receipt_lines(initiative: Initiative, *, person: ContactPerson | None) -> list[Line]:
    """Each thing under what it is called; `person` is who reads it, as it says how that one hears from us."""
    rows = [
        (_("Dit is uw idee"), _one_line(initiative.title)),
        (_("In uw eigen woorden"), _one_line(initiative.summary)),
        (_("Waar"), _("hele gemeente") if initiative.whole_municipality else initiative.where),
        (_("Wat u van ons vraagt"), _asked(initiative)),
        (_("Wat er nu gebeurt"), who_is_heard(initiative)),
        (_("Zo hoort u van ons"), capfirst(_how(person)) if person else ""),
    ]
    return [(called, said) for called, said in rows if said]


def receipt_text(initiative: Initiative, *, person: ContactPerson) -> str:
    """The same in a letter. No line is empty, so that it stays in one piece among other news."""
    return "\n".join(f"{called}: {said}" for called, said in receipt_lines(initiative, person=person))


def heard_by(initiative: Initiative) -> date:
    """The day on which the resident heard from a person: before the silence is too long, or the term is over."""
    logged = timezone.localdate(initiative.logged_at or initiative.created_at)
    silent = load_clocks().after("heartbeat", logged)
    return min(silent, initiative.due_on or silent)


def who_is_heard(initiative: Initiative) -> str:
    """Who calls or writes, and by when."""
    logged = timezone.localdate(initiative.logged_at or initiative.created_at)
    contact = first_contact(initiative, on=logged)
    return _("%(who)s belt of schrijft u uiterlijk op %(day)s.") % {
        "who": capfirst(contact.name) if contact else _("De gemeente"),
        "day": formats.date_format(heard_by(initiative), "j F Y"),
    }


def first_reader(initiative: Initiative) -> ContactPerson | None:
    """Whose card it is."""
    return next(iter(people_of(initiative)), None)


def _asked(initiative: Initiative) -> str:
    """What is asked of the municipality, and what was said about it."""
    asked = ", ".join(str(Ask(ask).label) for ask in initiative.asks if ask in Ask.values)
    return ". ".join(filter(None, [asked, _one_line(initiative.asks_note)]))


def _how(person: ContactPerson) -> str:
    """The way somebody chose, and since when (Wmebv: electronically only to who made that known)."""
    since = person.channel_since
    if since is None:
        return str(person.get_channel_display())
    return _("%(way)s, want dat vroeg u op %(day)s") % {
        "way": person.get_channel_display(),
        "day": formats.date_format(since, "j F Y"),
    }


def _one_line(said: str) -> str:
    """As it was said, on one line."""
    return " ".join(said.split())
