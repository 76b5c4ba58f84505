"""Lists kept under a name: keep, rename, pin to Mijn werk, throw away."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from initiatives.forms.saved_view import MOST_PINNED, SavedViewForm
from initiatives.models import SavedView
from initiatives.models.counting import count_capped
from initiatives.views.queue import narrowed, parse_query
from initiatives.views.signed_in import signed_in


def pinned_tiles(user: User) -> list[tuple[str, str, str]]:
    """Name, address and count of each list on Mijn werk."""
    views = SavedView.objects.filter(user=user, is_pinned=True).order_by("name")[:MOST_PINNED]
    numbers = count_capped([narrowed(user, parse_query(view.query)).rows() for view in views])
    return [(view.name, address_of(view), number) for view, number in zip(views, numbers, strict=True)]


def address_of(view: SavedView) -> str:
    """The list itself."""
    return f"{reverse('initiative_list')}?{view.query}"


@require_http_methods(["GET", "POST"])
def show_saved_views(request: HttpRequest) -> HttpResponse:
    """All my lists; on POST one more, of the filters that were on."""
    user = signed_in(request)
    views = SavedView.objects.filter(user=user).order_by("name")
    given = request.POST if request.method == "POST" else request.GET
    query = parse_query(given.get("lijst", ""))
    form = _form(user, SavedView(user=user, query=query.urlencode(), created_at=timezone.now()), request)
    if request.method == "POST" and form.is_valid() and _saved(form):
        messages.success(request, _("Bewaard als “%s”.") % form.instance.name)
        return redirect(address_of(form.instance))
    context = {
        "views": [(view, address_of(view)) for view in views],
        "form": form,
        "lijst": query.urlencode(),
        "list_url": f"{reverse('initiative_list')}?{query.urlencode()}",
        "breadcrumb": [(_("Initiatieven"), reverse("initiative_list")), (_("Bewaarde lijsten"), "")],
    }
    return render(request, "initiatives/saved_views.html", context)


@require_http_methods(["GET", "POST"])
def change_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, or on or off Mijn werk."""
    user = signed_in(request)
    view = _mine(user, pk)
    form = _form(user, view, request)
    if request.method == "POST" and form.is_valid() and _saved(form):
        messages.success(request, _("Bewaard als “%s”.") % form.instance.name)
        return redirect("saved_views")
    context = {"form": form, "view": _mine(user, pk), "breadcrumb": _path(view)}
    return render(request, "initiatives/saved_view.html", context)


@require_http_methods(["GET", "POST"])
def throw_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks first; the initiatives in it stay what they are."""
    user = signed_in(request)
    if request.method == "POST":
        # Pressed twice, it is gone once.
        SavedView.objects.filter(user=user, pk=pk).delete()
        messages.success(request, _("De bewaarde lijst is weg. Aan de initiatieven is niets veranderd."))
        return redirect("saved_views")
    view = _mine(user, pk)
    return render(request, "initiatives/saved_view_remove.html", {"view": view, "breadcrumb": _path(view)})


def _mine(user: User, pk: int) -> SavedView:
    """A list of this person, or 404."""
    return get_object_or_404(SavedView, user=user, pk=pk)


def _form(user: User, view: SavedView, request: HttpRequest) -> SavedViewForm:
    """The form, filled in or not."""
    return SavedViewForm(request.POST if request.method == "POST" else None, instance=view, user=user)


def _saved(form: SavedViewForm) -> bool:
    """Two presses at once give one list; the second hears that the name is taken."""
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:
        form.add_error("name", _("U heeft al een lijst met deze naam. Kies een andere naam."))
        return False
    return True


def _path(view: SavedView) -> list[tuple[str, str]]:
    """Where this page stands."""
    return [
        (_("Initiatieven"), reverse("initiative_list")),
        (_("Bewaarde lijsten"), reverse("saved_views")),
        (view.name, ""),
    ]
