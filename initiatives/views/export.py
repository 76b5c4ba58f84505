"""Exactly this list on a sheet: without people for who works on it, with people only for a reason."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.sudo import ask_password_again
from initiatives.filters import InitiativeFilter
from initiatives.forms.export import PeopleForm
from initiatives.looking import AT_ONCE, note_look
from initiatives.models import ExportLog, Initiative
from initiatives.models.access import Looked
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.relations import Relation, may_read, visible_q
from initiatives.views.queue import clean_query, narrowed, parse_query
from initiatives.views.rows import WORD_OF, rows_of
from initiatives.views.sheets import csv_lines, xlsx_file
from initiatives.views.signed_in import signed_in
from kernen.models import Word
from kernen.roles import Roles, roles_of
from kernen.words import say_here, words

logger = logging.getLogger(__name__)

# Who may take a line with them; a colleague who only looks along reads it on the screen.
MAY_TAKE = (
    Relation.EXTERNAL_COORDINATOR,
    Relation.INTERNAL_COORDINATOR,
    Relation.LEAD_OFFICER,
    Relation.KERNAMBTENAAR,
)
CSV, XLSX = "csv", "xlsx"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def may_export(roles: Roles) -> bool:
    """Without people."""
    return (
        roles.is_external_coordinator
        or roles.is_internal_coordinator
        or roles.is_beleidsmedewerker
        or roles.is_kernambtenaar
        or roles.is_manager
    )


def may_export_people(roles: Roles) -> bool:
    """With names and numbers."""
    return roles.is_internal_coordinator


def takeable(filtered: InitiativeFilter, roles: Roles) -> InitiativeQuerySet:
    """The lines of this list that may be taken along."""
    mine = Initiative.objects.filter(visible_q(roles, through=MAY_TAKE))
    return filtered.rows().filter(pk__in=mine.values("pk")).for_list()


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponseBase:
    """This list, without people."""
    user = signed_in(request)
    roles = roles_of(user)
    if kind not in (CSV, XLSX):
        raise Http404
    if not may_export(roles):
        raise PermissionDenied
    rows = takeable(narrowed(user, clean_query(request.GET)), roles)
    _note(Looked.EXPORT_WITHOUT_PERSONS, rows, by=user, at=timezone.now())
    logger.info("export without people: user %s, %s", user.pk, kind)
    return _sheet(_lines(rows, roles=roles, with_people=False), kind=kind, at=timezone.now())


@require_http_methods(["GET", "POST"])
def export_people(request: HttpRequest) -> HttpResponseBase:
    """This list with people: who, why, when and how many is kept."""
    user = signed_in(request)
    roles = roles_of(user)
    if not may_export_people(roles):
        raise PermissionDenied
    if (sent_away := ask_password_again(request)) is not None:
        return sent_away
    query = parse_query(request.POST.get("lijst", "")) if request.method == "POST" else clean_query(request.GET)
    rows = takeable(narrowed(user, query), roles)
    form = PeopleForm(request.POST or None, initial={"lijst": query.urlencode()})
    back_url = f"{reverse('initiative_list')}?{query.urlencode()}"
    if not form.is_valid():
        context = {
            "form": form,
            "number": rows.count(),
            "back_url": back_url,
            "breadcrumb": [(_("Initiatieven"), back_url), (_("Met mensen"), "")],
        }
        return render(request, "initiatives/export_people.html", context)
    if not (number := rows.count()):
        messages.error(request, _("In deze lijst staat niets om mee te nemen."))
        return redirect(back_url)
    now = timezone.now()
    ExportLog.objects.create(user=user, reason=form.cleaned_data["reason"], at=now, count=number)
    _note(Looked.EXPORT_WITH_PERSONS, rows, by=user, at=now, why=form.cleaned_data["reason"])
    logger.info("export with people: user %s, %s lines", user.pk, number)
    return _sheet(_lines(rows, roles=roles, with_people=True), kind=form.cleaned_data["kind"], at=now)


def _note(what: Looked, rows: InitiativeQuerySet, *, by: User, at: datetime, why: str = "") -> None:
    """A line in the log of looks for every line of the sheet; the sheet itself is a fact of its own (`ExportLog`)."""
    keys = list(rows.values_list("pk", flat=True))
    note_look(what, by=by, initiatives=_with_ties(keys), at=at, why=why)


def _with_ties(keys: Sequence[int]) -> Iterator[Initiative]:
    """These initiatives, as many at once as are noted at once: SQLite refuses to write while a list is half read."""
    for start in range(0, len(keys), AT_ONCE):
        some = Initiative.objects.filter(pk__in=keys[start : start + AT_ONCE])
        yield from list(some.for_list().prefetch_related("co_advices"))


def _sheet(lines: Iterator[list[str]], *, kind: str, at: datetime) -> HttpResponseBase:
    """A file to keep."""
    name = f"initiatieven-{timezone.localtime(at):%Y%m%d-%H%M}.{kind}"
    if kind == XLSX:
        file = xlsx_file(lines, title=_("Initiatieven"))
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX_TYPE)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(csv_lines(lines), content_type="text/csv; charset=utf-8", headers=headers)


HEADINGS = (
    _later("Kenmerk"), _later("Titel"), _later("In één zin"), _later("Waar"), _later("Status"), _later("Aan zet"),
    _later("Sinds"), _later("Termijn"), _later("Hoe staat de termijn"), _later("Dagen open"), _later("Domein"),
)  # fmt: skip
PEOPLE = (_later("Beleidsmedewerker"), _later("Mensen"), _later("Telefoon"), _later("E-mail"), _later("Adres"))


def _lines(rows: InitiativeQuerySet, *, roles: Roles, with_people: bool) -> Iterator[list[str]]:
    """The headings, then a line for each, fetched by the hundreds."""
    called = words()
    yield [say_here(str(heading), called) for heading in HEADINGS + (PEOPLE if with_people else ())]
    if with_people:
        rows = rows.prefetch_related("people", "co_advices")
    for row in rows_of(rows.iterator(chunk_size=AT_ONCE), today=timezone.localdate(), words=called):
        i = row.initiative
        line = [
            i.reference or _("concept"), i.title, i.summary, row.where, i.get_status_display(),
            _turn(i, called), _day(row.since), _day(i.due_on), str(row.term), str(row.days_open),
            str(i.lead_domain or ""),
        ]  # fmt: skip
        yield line + (_people(i, roles) if with_people else [])


def _turn(initiative: Initiative, called: dict[str, Word]) -> str:
    """Whose turn it is as a function, never as a name."""
    ball = initiative.state.ball
    return called[WORD_OF[ball]].singular if ball in WORD_OF else say_here(str(ball.label), called)


def _day(day: Any) -> str:
    """A date as one writes it."""
    return f"{day:%d-%m-%Y}" if day else ""


def _people(initiative: Initiative, roles: Roles) -> list[str]:
    """Names and numbers, only where they may be read at this moment."""
    officer = initiative.officer.name if initiative.officer else ""
    if not may_read("contact_data", roles, initiative):
        return [officer, "", "", "", ""]
    people = sorted(initiative.people.all(), key=lambda person: person.pk)
    addresses = (" ".join(part for part in (p.street, p.postcode, p.city) if part) for p in people)
    return [
        officer,
        _join(p.name for p in people),
        _join(p.phone for p in people),
        _join(p.email for p in people),
        _join(addresses),
    ]


def _join(parts: Iterable[str]) -> str:
    """Side by side, without holes."""
    return " | ".join(part for part in parts if part)
