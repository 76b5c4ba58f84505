"""The list of initiatives, narrowed by filters that live in the address."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from initiatives.filters import InitiativeFilter
from initiatives.models import Initiative
from initiatives.views.rows import rows_of
from initiatives.views.signed_in import signed_in
from kernen.words import words

PER_PAGE = 25
# Always there, so no pill to take away.
NO_PILL = ("show", "order", "bladzijde")


def show_list(request: HttpRequest) -> HttpResponse:
    """What this person may see, page by page."""
    user = signed_in(request)
    filtered = InitiativeFilter(_clean(request.GET), queryset=Initiative.objects.visible_to(user))
    page = Paginator(filtered.qs.for_list(), PER_PAGE).get_page(request.GET.get("bladzijde"))
    context = {
        "filter": filtered,
        "page": page,
        "rows": list(rows_of(page.object_list, today=timezone.localdate(), words=words())),
        "pills": _pills(request.GET, filtered),
        "previous_url": _page_url(request.GET, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _page_url(request.GET, page.next_page_number()) if page.has_next() else "",
    }
    return render(request, "initiatives/list.html", context)


def _clean(typed: QueryDict) -> QueryDict:
    """NUL bytes can be in no text; a database would refuse them."""
    clean = typed.copy()
    for name, values in typed.lists():
        clean.setlist(name, [value.replace("\x00", "") for value in values])
    return clean


def _page_url(typed: QueryDict, number: int) -> str:
    """The same view, another page."""
    query = typed.copy()
    query["bladzijde"] = str(number)
    return f"?{query.urlencode()}"


def _pills(typed: QueryDict, filtered: InitiativeFilter) -> list[tuple[str, str]]:
    """Each filter in use, in words, with the address of the list without it."""
    pills = []
    for name, field in filtered.form.fields.items():
        if name in NO_PILL or not typed.get(name) or not filtered.form.cleaned_data.get(name):
            continue
        rest = typed.copy()
        del rest[name]
        rest.pop("bladzijde", None)
        pills.append((f"{field.label}: {_said(filtered, name)}", f"?{rest.urlencode()}"))
    return pills


def _said(filtered: InitiativeFilter, name: str) -> str:
    """What was chosen, as one reads it."""
    value = filtered.form.cleaned_data[name]
    choices = dict(getattr(filtered.form.fields[name], "choices", ())) if isinstance(value, str | list) else {}
    parts = value if isinstance(value, list) else [value]
    return ", ".join(str(choices.get(part, part)) for part in parts)
