"""The wishes of a village: write one down, say how far it is, let it lapse and take that back."""

from datetime import datetime
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from initiatives.models import Initiative
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.views.intake import key_of
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Stale
from kernen.models import Kern
from kernen.roles import roles_of
from kernen.words import words
from overleg.deeds.village import ideas_of
from overleg.deeds.wishes import add_wish, change_wish, drop_wish, put_back
from overleg.forms.wish import ChangeWishForm, WishForm
from overleg.models import Wish
from overleg.models.wish import WishState, stands_for

Crumbs = list[tuple[str, str]]


def _keeper(request: HttpRequest, slug: str) -> tuple[User, Kern]:
    """The person and the kern; 403 for who may read its page and not keep its affairs."""
    user, kern = signed_in(request), get_object_or_404(Kern, slug=slug)
    if not stands_for(roles_of(user), kern):
        raise PermissionDenied
    return user, kern


def _crumbs(kern: Kern, here: str) -> Crumbs:
    """The way back."""
    places = words()["kern"].plural.capitalize()
    return [(places, reverse("kern_list")), (kern.name, reverse("kern_detail", args=[kern.slug])), (here, "")]


def _to_kern(kern: Kern) -> HttpResponse:
    """Back to the wishes on the page of the kern."""
    return redirect(f"{reverse('kern_detail', args=[kern.slug])}#wensen")


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """A new wish."""
    user, kern = _keeper(request, slug)
    form = WishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        key = key_of(request) or uuid4()
        add_wish(kern, text=form.cleaned_data["text"], by=user, at=timezone.now(), form_key=key)
        messages.success(request, _("De wens staat op de lijst."))
        return _to_kern(kern)
    context = {
        "kern": kern,
        "form": form,
        "form_key": key_of(request) or uuid4(),
        "breadcrumb": _crumbs(kern, _("Nieuwe wens")),
    }
    return render(request, "overleg/wish.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Other words, or how far it is."""
    user, kern = _keeper(request, slug)
    wish = get_object_or_404(kern.wishes.select_related("initiative"), pk=pk)
    form = ChangeWishForm(request.POST or None, wish=wish, ideas=_ideas(kern, wish, user=user))
    if request.method != "POST" or not form.is_valid():
        return _show(request, kern, wish, form)
    facts = form.cleaned_data
    try:
        change_wish(
            wish,
            text=facts["text"],
            state=WishState(facts["state"]),
            initiative=facts["initiative"],
            seen=_seen(request, wish),
            by=user,
            at=timezone.now(),
        )
    except Stale as refusal:
        form.add_error(None, str(refusal.reason))
        wish.refresh_from_db()
        return _show(request, kern, wish, form, status=409)
    messages.success(request, _("Bewaard."))
    return _to_kern(kern)


def _ideas(kern: Kern, wish: Wish, *, user: User) -> InitiativeQuerySet:
    """What may be named: what this person sees of this kern, and what it was tied to."""
    here = ideas_of([kern], user=user).order_by("-entered_at", "-pk")
    tied = Initiative.objects.visible_to(user).filter(pk=wish.initiative_id or 0)
    return here | tied.order_by("-entered_at", "-pk")


def _seen(request: HttpRequest, wish: Wish) -> datetime | None:
    """The last change, where the form was opened after it; None where it was opened before."""
    return wish.changed_at if request.POST.get("seen") == wish.changed_at.isoformat() else None


def _show(request: HttpRequest, kern: Kern, wish: Wish, form: ChangeWishForm, *, status: int = 200) -> HttpResponse:
    """The form; after somebody else was first, beside how it stands now."""
    now = [(_("De wens"), wish.text), (_("Stand"), wish.get_state_display())] if status == 409 else []
    context = {
        "kern": kern,
        "wish": wish,
        "form": form,
        "theirs": now,
        "breadcrumb": _crumbs(kern, _("Wens wijzigen")),
    }
    return render(request, "overleg/wish.html", context, status=status)


@require_POST
def drop(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """It lapses; the page says where it can be found again."""
    user, kern = _keeper(request, slug)
    drop_wish(get_object_or_404(kern.wishes, pk=pk), by=user, at=timezone.now())
    messages.success(request, _("De wens is vervallen. Bij “Vervallen wensen” kunt u hem terugzetten."))
    return _to_kern(kern)


@require_POST
def restore(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Not lapsed after all."""
    user, kern = _keeper(request, slug)
    put_back(get_object_or_404(kern.wishes, pk=pk), by=user, at=timezone.now())
    messages.success(request, _("De wens staat weer op de lijst."))
    return _to_kern(kern)
