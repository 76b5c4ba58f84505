"""Accounts and roles in /beheer/: invited, ended, never deleted."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.invitations import invite
from accounts.models import User
from kernen.admin.site import BeheerAdmin, Plain, beheer
from kernen.models import RoleHolding
from kernen.municipality import find_municipality
from kernen.people import (
    end_account,
    forget_old_addresses,
    forget_second_step,
    reopen_account,
    somebody_else_administers,
)
from kernen.people_forms import AccountForm, EndAccountForm, ReopenAccountForm, RoleHoldingForm, RoleHoldingFormSet


class WorksHere(admin.SimpleListFilter):
    """Shows who works here today, unless the others are asked for."""

    title = gettext_lazy("accounts")
    parameter_name = "wie"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices besides the first."""
        return [("gestopt", _("Gestopt")), ("alles", _("Alles"))]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[User]) -> models.QuerySet[User]:
        """Current, ended, or all."""
        current = User.objects.get_queryset().current(timezone.localdate()).values("pk")
        if self.value() == "alles":
            return queryset
        return queryset.exclude(pk__in=current) if self.value() == "gestopt" else queryset.filter(pk__in=current)

    def choices(self, changelist: Any) -> Any:
        """With 'works here' where Django says 'all'."""
        first, *others = super().choices(changelist)
        return [first | {"display": _("In dienst")}, *others]


class RoleHoldingInline(Plain, admin.StackedInline[RoleHolding, User]):  # type: ignore[misc]
    """The roles of a person, with their history."""

    model = RoleHolding
    form = RoleHoldingForm
    formset: Any = RoleHoldingFormSet
    extra = 1
    can_delete = False
    ordering = ("-starts_on", "pk")

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        """The formset is told what day it is."""
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.today = timezone.localdate()
        return formset


@admin.register(User, site=beheer)
class AccountAdmin(BeheerAdmin[User]):
    """Who works with the software."""

    form = AccountForm
    inlines = (RoleHoldingInline,)
    list_display = ("name", "email", "roles", "organisation", "ends_on")
    list_filter = (WorksHere,)
    search_fields = ("name", "email", "function_title", "organisation")
    ordering = ("name",)
    explanation = gettext_lazy(
        "Wie u toevoegt, krijgt een e-mail met een link om een wachtwoord te kiezen. Een account dat stopt, blijft "
        "bewaard: zo blijft te zien wie wat deed."
    )

    def get_urls(self) -> list[URLPattern]:
        """Four more pages per account."""
        pages = {
            "invite": self.invite_view,
            "end": self.end_view,
            "reopen": self.reopen_view,
            "second": self.second_view,
        }
        enter = self.admin_site.admin_view
        return [
            *(
                path(f"<int:object_id>/{name}/", enter(view), name=f"accounts_user_{name}")
                for name, view in pages.items()
            ),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[User]:
        """With the roles of today, for the list."""
        today = RoleHolding.objects.current(timezone.localdate()).order_by("pk")
        return super().get_queryset(request).prefetch_related(models.Prefetch("role_holdings", today, "held_today"))

    @admin.display(description=gettext_lazy("rollen vandaag"))
    def roles(self, user: User) -> str:
        """Each role once."""
        held: list[RoleHolding] = getattr(user, "held_today", [])
        return ", ".join(dict.fromkeys(holding.get_role_display() for holding in held))

    def tools(self, request: HttpRequest, obj: User) -> list[tuple[str, str]]:
        """What can be done with an account, besides changing what it says."""
        if obj.has_ended(timezone.localdate()):
            own = [(_("Account heropenen"), self.address("reopen", obj))]
        else:
            own = [
                (_("Uitnodiging opnieuw sturen"), self.address("invite", obj)),
                (_("Tweede stap wissen"), self.address("second", obj)),
                (_("Account beëindigen"), self.address("end", obj)),
            ]
        return [*own, *super().tools(request, obj)]

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        """A new account has no password until its invitation is used."""
        if not change:
            obj.set_unusable_password()
        before = User.objects.filter(pk=obj.pk).values_list("photo", flat=True).first()
        super().save_model(request, obj, form, change)
        if before and before != obj.photo.name:
            # A face that was taken off is gone.
            transaction.on_commit(partial(default_storage.delete, before))
        if change and "email" in form.changed_data:
            forget_old_addresses(user=obj)
        if not change:
            self._invite(request, obj)

    def _invite(self, request: HttpRequest, user: User) -> None:
        municipality = find_municipality()
        sender = _("Gemeente %(name)s") % {"name": municipality.name} if municipality else _("De gemeente")
        invite(user=user, sender=sender, site=request.build_absolute_uri("/"))
        messages.success(request, _("%(email)s krijgt een uitnodiging per e-mail.") % {"email": user.email})

    def invite_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Once more a link to set a password with."""
        user = self.find(request, str(object_id))
        if request.method == "POST" and not user.has_ended(timezone.localdate()):
            self._invite(request, user)
            return self._done(request, user, _("Uitnodiging opnieuw gestuurd"))
        consequences = [
            _("%(email)s krijgt een link die één keer werkt en drie dagen geldig is.") % {"email": user.email},
            _("Het wachtwoord dat er nu is, werkt tot er een nieuw is gekozen."),
        ]
        return self._ask(
            request, user, title=_("Uitnodiging opnieuw sturen"), consequences=consequences, label=_("Versturen")
        )

    def second_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """For who lost the phone and the codes."""
        user = self.find(request, str(object_id))
        if request.method == "POST":
            forget_second_step(user=user)
            messages.success(request, _("De tweede stap van %(name)s is gewist.") % {"name": user})
            return self._done(request, user, _("Tweede stap gewist"))
        consequences = [
            _("Bij de volgende keer inloggen stelt %(name)s de tweede stap opnieuw in.") % {"name": user},
            _("Doe dit alleen als u zeker weet dat deze persoon het zelf vraagt: bel even terug."),
        ]
        return self._ask(request, user, title=_("Tweede stap wissen"), consequences=consequences, label=_("Wissen"))

    def end_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The last day of an account, with what follows."""
        user, today = self.find(request, str(object_id)), timezone.localdate()
        form = EndAccountForm(request.POST if request.method == "POST" else None, initial={"last_day": today})
        if request.method == "POST" and form.is_valid():
            if refusal := self._why_not(request, user):
                form.add_error(None, refusal)
            else:
                end_account(user=user, last_day=form.cleaned_data["last_day"], at_once=form.cleaned_data["at_once"])
                messages.success(request, _("Het account van %(name)s is beëindigd.") % {"name": user})
                return self._done(request, user, _("Account beëindigd"))
        return self._ask(
            request,
            user,
            form=form,
            title=_("Account beëindigen"),
            consequences=self.consequences(user),
            label=_("Beëindigen"),
        )

    def _why_not(self, request: HttpRequest, user: User) -> str:
        """Nobody shuts the door behind themselves, nor behind the last who has the key."""
        if user.pk == request.user.pk:
            return _("U kunt uw eigen account niet beëindigen. Vraag het een andere beheerder.")
        if not somebody_else_administers(besides=user, on=timezone.localdate()):
            return _("Er blijft dan niemand over die /beheer/ kan gebruiken.")
        return ""

    def consequences(self, user: User) -> list[str]:
        """What follows from ending this account, a sentence each."""
        held = RoleHolding.objects.current(timezone.localdate()).filter(user=user).count()
        roles = ngettext("%(count)d rol vervalt dan.", "%(count)d rollen vervallen dan.", held) % {"count": held}
        led = [domain.name for domain in user.domains_led.order_by("name")]
        sentence = _("Kies eerst een andere vaste beleidsmedewerker voor: %(names)s.") % {"names": ", ".join(led)}
        return [roles, *([sentence] if led else []), _("De naam blijft staan bij alles wat deze persoon deed.")]

    def reopen_view(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """The account works again."""
        user, today = self.find(request, str(object_id)), timezone.localdate()
        form = ReopenAccountForm(request.POST if request.method == "POST" else None, user=user, today=today)
        if request.method == "POST" and form.is_valid():
            reopen_account(user=user, last_day=form.cleaned_data["last_day"])
            messages.success(request, _("Het account van %(name)s werkt weer.") % {"name": user})
            return self._done(request, user, _("Account heropend"))
        consequences = [_("Rollen die nog lopen, gelden meteen weer. Kijk ze daarna na.")]
        return self._ask(
            request, user, form=form, title=_("Account heropenen"), consequences=consequences, label=_("Heropenen")
        )

    def _ask(self, request: HttpRequest, user: User, **more: Any) -> HttpResponse:
        more = {"form": forms.Form()} | more
        return render(request, "admin/ask.html", self.page_context(request, user, **more))

    def _done(self, request: HttpRequest, user: User, entry: str) -> HttpResponse:
        self.log_change(request, user, entry)
        return HttpResponseRedirect(self.address("change", user))
