"""The queue: questions as tabs, filters that live in the address, and lines one can act on."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.deeds.bulk import bulk_for
from initiatives.filters import EVERYTHING, STANDARD, TABS, InitiativeFilter
from initiatives.models import SavedView
from initiatives.models.counting import count_capped
from initiatives.views.bulk import REPORT
from initiatives.views.export import may_export, may_export_people
from initiatives.views.queue import Queue, clean_query
from initiatives.views.rows import rows_of
from initiatives.views.signed_in import signed_in
from initiatives.views.slices import FIRST, LAST, Slice, read_slice
from kernen.roles import roles_of
from kernen.words import words

# Always there, so no pill to take away.
NO_PILL = tuple(STANDARD)
ALL = "alle"
PAGE = "bladzijde"


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
    page = read_slice(queue, request.GET.get(PAGE, ""))
    rows = list(rows_of(page.rows, today=timezone.localdate(), words=words()))
    tabs, position = _counted(filtered, query, page)
    context: dict[str, Any] = {
        "filter": filtered,
        "tabs": tabs,
        "position": position,
        "remarks": _remarks(filtered, page),
        "page": page,
        "rows": rows,
        "suffix": queue.suffix,
        "pills": _pills(query, filtered),
        "clear_url": _url(query, only=("tab",)),
        "is_narrowed": bool(_narrowing(query)),
        "here": query.urlencode(),
        "chosen": _chosen(request, [row.initiative.pk for row in rows]),
        "choose_all_url": _url(query, bladzijde=page.name, kies=ALL),
        "choose_none_url": _url(query, bladzijde=page.name),
        "bulks": bulk_for(roles),
        "report": request.session.pop(REPORT, None),
        "saved_views": list(SavedView.objects.filter(user=user).order_by("name")),
        "may_export": may_export(roles),
        "may_export_people": may_export_people(roles),
        "first_url": _url(query) if page.previous else "",
        "previous_url": _url(query, bladzijde=page.previous) if page.previous else "",
        "next_url": _url(query, bladzijde=page.next) if page.next else "",
        "last_url": _url(query, bladzijde=LAST) if page.next else "",
    }
    return render(request, "initiatives/list.html", context)


def _counted(filtered: InitiativeFilter, query: QueryDict, page: Slice) -> tuple[list[TabLink], str]:
    """Each question, how many answers it has under these filters, and where they are; and where in it this page is."""
    before = [] if page.before is None else [page.before]
    numbers = count_capped([*(filtered.rows(tab) for tab in TABS), *before])
    tabs = [
        TabLink(label=str(tab.label), url=_url(query, tab=tab.code), count=said, is_current=tab is filtered.tab_now)
        for tab, said in zip(TABS, numbers, strict=False)
    ]
    total = next(tab.count for tab in tabs if tab.is_current)
    return tabs, _position(numbers[-1] if before else "0", shown=len(page.rows), total=total)


def _position(before: str, *, shown: int, total: str) -> str:
    """Which lines these are; far down a long list only how many."""
    if not before.isdigit():
        return _("%s regels, voorbij de eerste duizend") % shown
    first, last = int(before) + 1, int(before) + shown
    return _("%(first)s tot en met %(last)s van %(total)s") % {"first": first, "last": last, "total": total}


def _remarks(filtered: InitiativeFilter, page: Slice) -> list[str]:
    """What was in the address and could not be followed."""
    remarks = [_("“%s” bestaat niet of klopt niet, en is niet gebruikt.") % name for name in filtered.not_used]
    if not page.is_asked:
        remarks.append(_("Deze bladzijde is er niet. U ziet de eerste."))
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
    for name, nothing in (("tab", EVERYTHING), (PAGE, FIRST)):
        if changed.get(name) == nothing:
            del changed[name]
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
