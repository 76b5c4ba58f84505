"""A kern changes hands: what runs, what was promised, whom to call, and who did this before; on paper too."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from initiatives.clocks import load_clocks
from initiatives.models import ContactPerson, Initiative
from initiatives.models.access import Looked
from initiatives.models.choices import Channel
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.models.person import PersonRole
from initiatives.relations import may_read_q
from initiatives.views.noted import note_many
from initiatives.views.signed_in import signed_in
from kernen.models import Kern
from kernen.roles import roles_of
from kernen.words import words
from overleg.deeds.village import check_ins, ideas_of, open_conditions, open_promises, open_questions
from overleg.models.wish import WishState, stands_for
from overleg.views.kern import AT_MOST, Line, groups_of, lines_of, people_of

# Who speaks for an idea; who only joins in need not be called by somebody new.
SPEAKS = (PersonRole.CONTACT, PersonRole.REPRESENTATIVE)
# What one writes to, not calls.
NOT_CALLED = (Channel.NONE,)


@dataclass(frozen=True, kw_only=True)
class Call:
    """Whom to call about one initiative; nobody where this reader may not know, or nobody wants to be called."""

    initiative: Initiative
    people: list[ContactPerson]


@require_safe
def show_handover(request: HttpRequest, slug: str) -> HttpResponse:
    """For who takes over, from who stands for this kern."""
    user, kern, today = signed_in(request), get_object_or_404(Kern, slug=slug), timezone.localdate()
    if not stands_for(roles_of(user), kern):
        raise PermissionDenied
    ideas = ideas_of([kern], user=user)
    lines = list(lines_of(ideas, clocks=load_clocks(), today=today))
    groups = list(kern.kernoverleggen.order_by("-is_active", "kind", "name"))
    places, calls = words()["kern"].plural.capitalize(), list(_calls(lines, ideas, user=user))
    note_many(Looked.CONTACT_DATA, (call.initiative for call in calls if call.people), by=user)
    context = {
        "kern": kern,
        "today": today,
        "lines": lines,
        "promises": list(open_promises(groups, [kern], user=user)[:AT_MOST]),
        "conditions": list(open_conditions(ideas, user=user)[:AT_MOST]),
        "questions": list(open_questions(ideas, user=user)[:AT_MOST]),
        "check_ins": list(check_ins(ideas)[:AT_MOST]),
        "calls": calls,
        "groups": list(groups_of(groups, on=today)),
        "wishes": kern.wishes.filter(state__in=(WishState.OPEN, WishState.TAKEN_UP)).count(),
        "breadcrumb": [
            (places, reverse("kern_list")),
            (kern.name, reverse("kern_detail", args=[kern.slug])),
            (_("Overdracht"), ""),
        ],
    } | people_of(kern, on=today)
    return render(request, "overleg/handover.html", context)


def _calls(lines: list[Line], ideas: InitiativeQuerySet, *, user: User) -> Iterator[Call]:
    """Everybody who speaks for what runs, as far as this person may read how to reach them."""
    readable = Initiative.objects.filter(may_read_q("contact_data", roles_of(user)), silenced_at=None)
    people = ContactPerson.objects.filter(
        initiative__in=ideas.running().filter(pk__in=readable.values("pk")).values("pk"), role__in=SPEAKS
    ).exclude(channel__in=NOT_CALLED)
    speaking: dict[int, list[ContactPerson]] = defaultdict(list)
    for person in people.order_by("role", "pk"):
        speaking[person.initiative_id].append(person)
    for line in lines:
        initiative = line.row.initiative
        yield Call(initiative=initiative, people=speaking[initiative.pk])
