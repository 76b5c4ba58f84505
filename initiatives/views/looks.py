"""Who looked at what: the log of looks, for the functional administrator; reading it is a look as well."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from initiatives.forms.looks import LooksForm
from initiatives.looking import note_look
from initiatives.models import AccessEntry
from initiatives.models.access import Looked, Outcome
from initiatives.relations import Relation
from initiatives.views.sheets import csv_lines
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of
from kernen.workdays import start_of

PER_PAGE, AT_ONCE = 100, 2_000
# Behind this name in the address stands where the page before ended.
AFTER = "na"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HEADINGS = (
    gettext_lazy("Wanneer"), gettext_lazy("Wie"), gettext_lazy("Functie"), gettext_lazy("Wat"),
    gettext_lazy("Initiatief"), gettext_lazy("Waarom"), gettext_lazy("Uitkomst"), gettext_lazy("Verzoek"),
)  # fmt: skip


def _administrator(request: HttpRequest, form: LooksForm) -> User:
    """The functional administrator, whose reading is noted; who is refused is noted too."""
    user, now = signed_in(request), timezone.now()
    if not roles_of(user).is_functional_admin:
        note_look(Looked.ACCESS_LOG, by=user, initiatives=[], at=now, result=Outcome.REFUSED)
        raise PermissionDenied
    found = form.cleaned_data.get("kenmerk") or [] if form.is_valid() else []
    why = _in_words(form.cleaned_data) if form.is_valid() else ""
    note_look(Looked.ACCESS_LOG, by=user, function=Relation.FUNCTIONAL_ADMIN, initiatives=found, at=now, why=why)
    return user


def _in_words(asked: dict[str, Any]) -> str:
    """What was looked for; of a colleague the number."""
    who, first, last = asked.get("wie"), asked.get("van"), asked.get("tot")
    parts = (f"medewerker {who.pk}" if who else "", asked.get("wat"), f"van {first}" if first else "",
             f"tot {last}" if last else "")  # fmt: skip
    return ", ".join(part for part in parts if part)


@require_safe
def show_looks(request: HttpRequest) -> HttpResponse:
    """The newest first, a page at a time; with numbers of initiatives also who saw them, added up."""
    form = LooksForm(request.GET)
    _administrator(request, form)
    rows = asked_for(form)
    lines = list(_page(rows, request.GET.get(AFTER, ""))[: PER_PAGE + 1])
    query = request.GET.copy()
    query.pop(AFTER, None)
    context = {
        "form": form,
        "lines": lines[:PER_PAGE],
        "totals": list(_totals(rows)) if form.is_valid() and form.cleaned_data["kenmerk"] else [],
        "is_asked": any(query.values()),
        "csv_url": f"{reverse('access_log_csv')}?{query.urlencode()}" if lines else "",
        "next_url": f"?{query.urlencode()}&{AFTER}={_place(lines[PER_PAGE - 1])}" if len(lines) > PER_PAGE else "",
        "breadcrumb": [(_("Beheer"), reverse("admin:index")), (_("Wie zag wat"), "")],
    }
    return render(request, "initiatives/looks.html", context, status=200 if form.is_valid() else 400)


@require_safe
def looks_csv(request: HttpRequest) -> HttpResponseBase:
    """All of it, to take along: for the privacy officer, or after a leak."""
    form = LooksForm(request.GET)
    _administrator(request, form)
    name = f"inzagen-{timezone.localtime():%Y%m%d-%H%M}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(
        csv_lines(_sheet(asked_for(form))), content_type="text/csv; charset=utf-8", headers=headers
    )


def asked_for(form: LooksForm) -> QuerySet[AccessEntry]:
    """The lines that were asked for, newest first; none for a question we do not understand."""
    rows = AccessEntry.objects.select_related("actor", "initiative").order_by("-at", "-pk")
    if not form.is_valid():
        return rows.none()
    asked = form.cleaned_data
    if asked["wie"]:
        rows = rows.filter(actor=asked["wie"])
    if asked["kenmerk"]:
        rows = rows.filter(initiative__in=[one.pk for one in asked["kenmerk"]])
    if asked["wat"]:
        rows = rows.filter(what=asked["wat"])
    if asked["van"]:
        rows = rows.filter(at__gte=start_of(asked["van"]))
    if asked["tot"]:
        rows = rows.filter(at__lt=start_of(asked["tot"] + timedelta(days=1)))
    return rows


def _place(line: AccessEntry) -> str:
    """Where a page ended: the moment and the number, so that the next begins there however far it is."""
    return f"{(line.at - EPOCH) // timedelta(microseconds=1)}-{line.pk}"


def _page(rows: QuerySet[AccessEntry], place: str) -> QuerySet[AccessEntry]:
    """What comes after that place; from the top where it is none of ours."""
    moment, _dash, number = place.partition("-")
    if not all(part.isascii() and part.isdigit() and len(part) <= 17 for part in (moment, number)):
        return rows
    at, pk = EPOCH + timedelta(microseconds=int(moment)), int(number)
    return rows.filter(at__lte=at).filter(Q(at__lt=at) | Q(pk__lt=pk))


def _totals(rows: QuerySet[AccessEntry]) -> Iterator[dict[str, Any]]:
    """Each colleague with what was seen, how often, and when first and last."""
    groups = rows.order_by().values("actor__name", "actor_id", "function", "what", "result")
    counted = groups.annotate(times=Count("pk"), first=Min("at"), last=Max("at")).order_by("-last", "actor_id")
    for line in counted[:PER_PAGE]:
        yield {
            **line,
            "function": _label(Relation, line["function"]),
            "what": _label(Looked, line["what"]),
            "result": _label(Outcome, line["result"]),
        }


def _label(choices: Any, value: str) -> str:
    """As it is read."""
    return str(choices(value).label) if value else ""


def _sheet(rows: QuerySet[AccessEntry]) -> Iterator[list[str]]:
    """The headings and a line for each."""
    yield [str(heading) for heading in HEADINGS]
    for line in rows.iterator(chunk_size=AT_ONCE):
        yield [
            formats.date_format(timezone.localtime(line.at), "Y-m-d H:i:s"),
            f"{line.actor.name} ({line.actor_id})" if line.actor else "",
            _label(Relation, line.function),
            _label(Looked, line.what),
            _subject(line),
            line.why,
            _label(Outcome, line.result),
            line.request_id,
        ]


def _subject(line: AccessEntry) -> str:
    """The number of the initiative, or of what else it was about."""
    if line.initiative is None:
        return f"{line.object_type} {line.object_id}" if line.object_type else ""
    return line.initiative.key
