"""Requests of persons about their own data: the list, and one request with everything that can be done for it."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.sudo import ask_password_again
from archive.deeds.requests import SOON, answer_request, open_request
from archive.forms.person import AnswerForm, RequestForm, SearchForm
from archive.models import PersonRequest
from archive.models.person import PersonAsks
from archive.views.who import coordinator_of, in_the_archive

# What is done for each right, once the person is found. Restricting is a matter of people: the software cannot judge
# what may still be done with a text, so it says who agrees on what and where that is written down.
STEPS = {
    PersonAsks.ACCESS: (
        gettext_lazy("Zoek de persoon en maak de kopie."),
        gettext_lazy("Lees de kopie. Gaat iets over een ander? Haal het eruit."),
        gettext_lazy("Geef de kopie aan de persoon zelf."),
    ),
    PersonAsks.RECTIFY: (
        gettext_lazy("Zoek de persoon en open het initiatief."),
        gettext_lazy("Naam of adres: kies “Mensen en toestemming”. De tekst: kies “Gegevens aanvullen of aanpassen”."),
        gettext_lazy("Klopt er iets niet in een advies of besluit? Dat blijft staan. Zet er een notitie bij."),
    ),
    PersonAsks.ERASE: (
        gettext_lazy("Zoek de persoon en kijk eerst wat weggaat."),
        gettext_lazy("Moet iets blijven? Haal het vinkje weg en schrijf hieronder waarom."),
    ),
    PersonAsks.RESTRICT: (
        gettext_lazy("Beperken is: bewaren, maar er even niets mee doen. Bijvoorbeeld zolang iemand een fout betwist."),
        gettext_lazy(
            "Zoek de persoon. Spreek met wie aan het initiatief werkt af wat er stilligt, en zet het in een notitie."
        ),
        gettext_lazy("Wil de persoon geen berichten meer? Kies bij “Mensen en toestemming” voor “geen contact”."),
        gettext_lazy("Zeg het de persoon vóór de beperking weer ophoudt (AVG 18 lid 3)."),
    ),
}
SHOWN = 200


def find_request(pk: int) -> PersonRequest:
    """One request, or 404."""
    return get_object_or_404(PersonRequest, pk=pk)


def crumbs(asked: PersonRequest | None = None) -> list[tuple[str, str]]:
    """Where we are."""
    here = in_the_archive((_("AVG-verzoeken"), reverse("person_requests") if asked else ""))
    return [*here, (str(asked), "")] if asked else here


def request_page(asked: PersonRequest, **forms: Any) -> dict[str, Any]:
    """What the page of one request shows; with a form that was filled in, that one."""
    blank = {
        "form": SearchForm(action=reverse("person_search", args=[asked.pk])),
        "answer_form": AnswerForm(action=reverse("person_answer", args=[asked.pk])),
    }
    return {"asked": asked, "steps": STEPS[PersonAsks(asked.asks)], "breadcrumb": crumbs(asked)} | blank | forms


@require_http_methods(["GET", "POST"])
def show_requests(request: HttpRequest) -> HttpResponse:
    """All of them, what is open and nearly due first; and a new one."""
    user = coordinator_of(request)
    today = timezone.localdate()
    form = RequestForm(request.POST or None, today=today, initial={"form_key": uuid4(), "received_on": today})
    if request.method == "POST" and form.is_valid():
        made = open_request(by=user, **form.cleaned_data)
        return redirect("person_request", made.pk)
    rows = PersonRequest.objects.select_related("handled_by")
    context = {
        "form": form,
        "open_requests": rows.filter(answered_at=None).order_by("due_on", "pk")[:SHOWN],
        "answered": rows.exclude(answered_at=None).order_by(F("answered_at").desc())[:SHOWN],
        "today": today,
        "soon": today + SOON,
        "breadcrumb": crumbs(),
    }
    return render(request, "archive/person_requests.html", context)


@require_http_methods(["GET"])
def show_request(request: HttpRequest, pk: int) -> HttpResponse:
    """One request; behind the password, as residents' data come next."""
    coordinator_of(request)
    asked = find_request(pk)
    if (sent_away := ask_password_again(request)) is not None:
        return sent_away
    return render(request, "archive/person_request.html", request_page(asked))


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """It is answered; what stays is written down with the law or the term."""
    user = coordinator_of(request)
    asked = find_request(pk)
    form = AnswerForm(request.POST, action=reverse("person_answer", args=[pk]))
    if not form.is_valid():
        return render(request, "archive/person_request.html", request_page(asked, answer_form=form))
    if answer_request(asked, kept_because=form.cleaned_data["kept_because"], by=user, at=timezone.now()):
        messages.success(request, _("Het verzoek is beantwoord."))
    else:
        messages.info(request, _("Dit verzoek was al beantwoord."))
    return redirect("person_requests")
