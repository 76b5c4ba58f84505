"""The queue: questions as tabs, filters that live in the address, and lines one can act on."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.deeds.bulk import bulk_for
from initiatives.filters import EVERYTHING, STANDARD, TABS, InitiativeFilter
from initiatives.models import Initiative, SavedView
from initiatives.models.counting import count_capped
from initiatives.views.bulk import REPORT
from initiatives.views.export import may_export, may_export_people
from initiatives.views.queue import Queue, clean_query
from initiatives.views.rows import rows_of
from initiatives.views.signed_in import signed_in
from kernen.roles import roles_of
from kernen.words import words

PER_PAGE = 25
# Always there, so no pill to take away.
NO_PILL = tuple(STANDARD)
ALL = "alle"


@dataclass(frozen=True, kw_only=True)
class TabLink:
    """One tab with its count, as the component wants it."""

    label: str
    url: str
    count: str
    is_current: bool


def show_list(request: HttpRequest) -> HttpResponse:
    """What this person may see, page by page."""
    user, query = signed_in(request), clean_query(request.GET)
    queue, roles = Queue(user, query), roles_of(user)
    filtered = queue.filter
    page = Paginator(filtered.rows().for_list(), PER_PAGE).get_page(request.GET.get("bladzijde"))
    rows = list(rows_of(page.object_list, today=timezone.localdate(), words=words()))
    context: dict[str, Any] = {
        "filter": filtered,
        "tabs": _tabs(filtered, query),
        "remarks": _remarks(request, filtered, page),
        "page": page,
        "rows": rows,
        "suffix": queue.suffix,
        "pills": _pills(query, filtered),
        "clear_url": _url(query, only=("tab",)),
        "is_narrowed": bool(_narrowing(query)),
        "here": query.urlencode(),
        "chosen": _chosen(request, [row.initiative.pk for row in rows]),
        "choose_all_url": _url(query, bladzijde=str(page.number), kies=ALL),
        "choose_none_url": _url(query, bladzijde=str(page.number)),
        "bulks": bulk_for(roles),
        "report": request.session.pop(REPORT, None),
        "saved_views": list(SavedView.objects.filter(user=user).order_by("name")),
        "may_export": may_export(roles),
        "may_export_people": may_export_people(roles),
        "previous_url": _url(query, bladzijde=str(page.number - 1)) if page.has_previous() else "",
        "next_url": _url(query, bladzijde=str(page.number + 1)) if page.has_next() else "",
    }
    return render(request, "initiatives/list.html", context)


def _tabs(filtered: InitiativeFilter, query: QueryDict) -> list[TabLink]:
    """Each question, how many answers it has under these filters, and where they are."""
    numbers = count_capped([filtered.rows(tab) for tab in TABS])
    return [
        TabLink(label=str(tab.label), url=_url(query, tab=tab.code), count=said, is_current=tab is filtered.tab_now)
        for tab, said in zip(TABS, numbers, strict=True)
    ]


def _remarks(request: HttpRequest, filtered: InitiativeFilter, page: Page[Initiative]) -> list[str]:
    """What was in the address and could not be followed."""
    remarks = [_("“%s” bestaat niet of klopt niet, en is niet gebruikt.") % name for name in filtered.not_used]
    asked = request.GET.get("bladzijde", "")
    if asked and asked != str(page.number):
        remarks.append(_("Deze bladzijde is er niet. U ziet bladzijde %s.") % page.number)
    return remarks


def _chosen(request: HttpRequest, shown: list[int]) -> list[int]:
    """The lines that are ticked: all of this page, or the numbers in the address."""
    ticked = request.GET.get("kies", "")
    if ticked == ALL:
        return shown
    return [pk for pk in shown if str(pk) in ticked.split(".")]


def _url(query: QueryDict, *, only: tuple[str, ...] = (), **more: str) -> str:
    """The same view with this changed."""
    changed = query.copy()
    for name in [name for name in changed if only and name not in only]:
        del changed[name]
    for name, value in more.items():
        changed[name] = value
    if changed.get("tab") == EVERYTHING:
        del changed["tab"]
    return f"?{changed.urlencode()}"


def _narrowing(query: QueryDict) -> list[str]:
    """The filters that leave something out."""
    return [name for name in query if name not in NO_PILL]


def _pills(query: QueryDict, filtered: InitiativeFilter) -> list[tuple[str, str]]:
    """Each filter in use, in words, with the address of the list without it."""
    pills = []
    for name in _narrowing(query):
        if not filtered.form.cleaned_data.get(name):
            continue
        rest = query.copy()
        del rest[name]
        pills.append((f"{filtered.form.fields[name].label}: {_said(filtered, name)}", _url(rest)))
    return pills


def _said(filtered: InitiativeFilter, name: str) -> str:
    """What was chosen, as one reads it."""
    value = filtered.form.cleaned_data[name]
    choices = dict(getattr(filtered.form.fields[name], "choices", ())) if isinstance(value, str) else {}
    return str(choices.get(value, value))
