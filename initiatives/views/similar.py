"""Finding from anywhere, and what looks like an idea: while its title is typed, and on its page."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.models import User
from initiatives.models import Initiative
from initiatives.search import find_reference, similar_to
from initiatives.views.signed_in import signed_in

LONGEST_TITLE = 120
LONGEST_SEARCH = 100
MOST_KERNEN = 50


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The box on every page: a reference leads to its initiative, everything else to the list."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
    if initiative := find_reference(Initiative.objects.visible_to(signed_in(request)), text):
        return redirect(initiative)
    # Who looks something up also wants what has ended.
    query = QueryDict(mutable=True)
    query.update({"q": text, "show": "all"} if text else {})
    return redirect(f"{reverse('initiative_list')}?{query.urlencode()}")


@require_safe
def show_similar(request: HttpRequest) -> HttpResponse:
    """A piece of a page: what looks like the title that is being typed."""
    typed = request.GET.get("titel", "").replace("\x00", "")[:LONGEST_TITLE]
    kernen = [int(kern) for kern in request.GET.getlist("kern")[:MOST_KERNEN] if kern.isascii() and kern.isdigit()]
    rows = Initiative.objects.visible_to(signed_in(request))
    context = {"similar": similar_to(typed, kernen=[kern for kern in kernen if kern < 2**31], rows=rows)}
    return render(request, "components/similar.html", context)


def similar_context(initiative: Initiative, *, user: User) -> dict[str, Any]:
    """What the page of an initiative shows of others like it."""
    rows = Initiative.objects.visible_to(user).exclude(pk=initiative.pk)
    return {"similar": similar_to(initiative.title, kernen=initiative.kern_ids, rows=rows)}
