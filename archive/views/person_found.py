"""Where a person was found, and what is done with it: a copy to give, or erasing after a look at what goes."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.sudo import proved_just_now
from archive.deeds.erase import erase_person
from archive.deeds.export_person import export_person
from archive.deeds.find_person import Found, find_person
from archive.deeds.wording import Wording
from archive.forms.person import ChosenForm, SearchForm
from archive.models import PersonRequest
from archive.models.person import PersonAsks
from archive.views.person import crumbs, find_request, request_page
from archive.views.who import coordinator_of
from initiatives.models.access import Looked
from initiatives.workflow.action import Actor

MOST_TICKED = 5_000


def _password_first(request: HttpRequest, pk: int) -> HttpResponse | None:
    """Back to the page that asks the password; what was typed about a resident does not wait in a session."""
    if proved_just_now(request):
        return None
    messages.warning(request, _("Uw wachtwoord is weer nodig. Zoek daarna opnieuw."))
    return redirect("person_request", pk)


@require_POST
def search(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything, everywhere; noted as a look."""
    user = coordinator_of(request)
    asked = find_request(pk)
    if (sent_away := _password_first(request, pk)) is not None:
        return sent_away
    form = SearchForm(request.POST, action=reverse("person_search", args=[pk]))
    if not form.is_valid():
        return render(request, "archive/person_request.html", request_page(asked, form=form))
    return _show_found(request, asked, form.cleaned_data["strings"], user=user)


def _show_found(request: HttpRequest, asked: PersonRequest, wording: Wording, *, user: User) -> HttpResponse:
    """The page with every place."""
    found = find_person(wording, by=Actor(user=user), at=timezone.now(), request=asked)
    strings = "\n".join(wording.strings)
    wider = "\n".join((*wording.strings, *found.more))
    form = SearchForm(action=reverse("person_search", args=[asked.pk]), initial={"strings": strings})
    context = {"asked": asked, "found": found, "strings": strings, "wider": wider, "form": form}
    context["mends"] = asked.asks in (PersonAsks.RECTIFY, PersonAsks.RESTRICT)
    context["breadcrumb"] = [*crumbs(asked), (_("Gevonden"), "")]
    return render(request, "archive/person_found.html", context)


@require_POST
def copy(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The ticked places as a file to give."""
    user = coordinator_of(request)
    asked = find_request(pk)
    if (sent_away := _password_first(request, pk)) is not None:
        return sent_away
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return redirect("person_request", pk)
    now, wording = timezone.now(), form.cleaned_data["strings"]
    found = find_person(wording, by=Actor(user=user), at=now, request=asked, what=Looked.PERSON_EXPORT)
    file = export_person(found, keys=_ticked(request), at=now)
    name = f"avg-verzoek-{asked.pk}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")


@require_POST
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    """First what will go and what stays; then, confirmed, it goes."""
    user = coordinator_of(request)
    asked = find_request(pk)
    if (sent_away := _password_first(request, pk)) is not None:
        return sent_away
    form = ChosenForm(request.POST)
    if not form.is_valid():
        return redirect("person_request", pk)
    wording = form.cleaned_data["strings"]
    found = find_person(wording, by=Actor(user=user), at=timezone.now(), request=asked)
    if not form.cleaned_data["confirmed"]:
        return _show_what_goes(request, asked, wording, found)
    gone = erase_person(wording, keys=_ticked(request), by=Actor(user=user), at=timezone.now())
    said = ngettext("%s plek is gewist.", "%s plekken zijn gewist.", gone) % gone
    messages.success(request, said if gone else _("Er was niets meer te wissen."))
    return redirect("person_request", pk)


def _ticked(request: HttpRequest) -> list[str]:
    """The places, by their keys."""
    return request.POST.getlist("place")[:MOST_TICKED]


def _show_what_goes(request: HttpRequest, asked: PersonRequest, wording: Wording, found: Found) -> HttpResponse:
    """Exactly what goes, and what stays and why."""
    keys = set(_ticked(request))
    lines = [line for group in found.groups for line in group.lines]
    context = {
        "asked": asked,
        "strings": "\n".join(wording.strings),
        "going": [line for line in lines if line.place.key in keys and not line.stays],
        "staying": [line for line in lines if line.stays],
        "not_ticked": [line for line in lines if line.place.key not in keys and not line.stays],
        "breadcrumb": crumbs(asked),
    }
    return render(request, "archive/person_erase.html", context)
