"""Every form of /beheer/, found by itself: what is registered there is added to, changed and thrown away."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db.models import Model
from django.urls import reverse

from accounts.models import User
from archive.models import RetentionRule
from burgerkracht import urls
from initiatives.admin import beheer
from initiatives.models import LetterTemplate, StandardText
from kernen.models import (
    Absence,
    BreakGlass,
    EnoughRule,
    FundingSource,
    Holiday,
    Kern,
    Kernoverleg,
    Mandate,
    Municipality,
    Outage,
    PolicyDomain,
    Word,
)
from tests.factories import make_kern, make_user
from tests.initiatives.papers import picture
from tests.initiatives.world import NOW, TODAY
from tests.overleg.town import Town
from tests.security.forms_staff import Filling, of, pressed, with_file
from tests.security.sent import Sent

WHO = "FB"
# Whoever reads the map of the site has seen everything that is registered.
assert urls.urlpatterns


def broken_glass(town: Town) -> BreakGlass:
    """Somebody looked into everything."""
    user = town.world.people[WHO]
    ends = NOW + timedelta(minutes=30)
    return BreakGlass.objects.create(user=user, reason="Brand.", started_at=NOW, ends_at=ends, form_key=uuid4())


# A row to change, where the town has none of its own.
MAKE: dict[type[Model], Callable[[Town], Model]] = {
    User: lambda _town: make_user("Anna"),
    Kern: lambda _town: make_kern("Vilt"),
    PolicyDomain: lambda town: town.world.other_domain,
    Absence: lambda town: Absence.objects.create(user=town.world.colleague, starts_on=TODAY, ends_on=TODAY),
    Outage: lambda _town: Outage.objects.create(starts_at=NOW - timedelta(hours=2), ends_at=NOW, text="Storing."),
    EnoughRule: lambda town: EnoughRule.objects.create(kern=town.world.kern, enough="reasons"),
    LetterTemplate: lambda _town: LetterTemplate.objects.create(body="Beste {name}, dag."),
    StandardText: lambda _town: StandardText.objects.create(title="Groet", text="Tot ziens."),
    BreakGlass: broken_glass,
    RetentionRule: lambda _town: RetentionRule.objects.get_or_create(result="completed")[0],
    Word: lambda _town: Word.objects.create(key="kern", singular="dorp", plural="dorpen", article="het"),
}
ADD: dict[type[Model], dict[str, Any]] = {
    User: {"name": "Ada", "email": "ada@example.nl"},
    Kern: {"name": "Walem", "slug": "walem"},
    PolicyDomain: {"code": "water", "name": "Water", "resident_word": "water"},
    Kernoverleg: {"name": "Kernoverleg Walem"},
    Absence: {"starts_on": "2026-12-01", "ends_on": "2026-12-02"},
    Outage: {"starts_at": "2026-11-18T08:00", "ends_at": "2026-11-18T09:00", "text": "De site was weg."},
    Holiday: {"day": "2026-12-24", "name": "Kerstavond"},
    FundingSource: {"name": "Fonds", "owner": "gemeente", "starts_on": "2026-01-01"},
    Mandate: {"name": "team", "ceiling_cents": "1000"},
    EnoughRule: {"enough": "opinion"},
    LetterTemplate: {"body": "Beste mevrouw of meneer, het gaat goed met uw idee."},
    StandardText: {"title": "Dank", "text": "Dank u wel."},
}
BUTTONS = ("invite", "end", "reopen", "second", "sign_out", "review")


def row_of(town: Town, model: type[Any]) -> Any:
    """One row of this table."""
    return MAKE[model](town) if model in MAKE else model.objects.first()


def address(model: type[Any], what: str, *args: Any) -> str:
    """A page of /beheer/."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def add(model: type[Any], town: Town) -> Sent:
    """A new row; where no row can be added by hand, somebody tries."""
    if model not in ADD:
        return pressed(town, address(model, "add"), who=WHO, name="x", reason="x")
    more = {"kernen": str(town.world.kern.pk)} if model is Kernoverleg else {}
    return of(town, address(model, "add"), who=WHO, **ADD[model] | more)


def change(model: type[Any], town: Town) -> Sent:
    """The form as it stands, sent again."""
    if model in (BreakGlass, RetentionRule):
        return looked_at(model, "change", town)
    sent = of(town, address(model, "change", row_of(town, model).pk), who=WHO)
    return with_file(sent, "logo", "logo.png", picture()) if model is Municipality else sent


def looked_at(model: type[Any], what: str, town: Town) -> Sent:
    """A page that only shows, and a yes to a question that is mostly not asked."""
    return pressed(town, address(model, what, row_of(town, model).pk), who=WHO, post="yes")


def changelist(model: type[Any], town: Town) -> Sent:
    """Nothing is done to many at once."""
    row = row_of(town, model)
    return pressed(town, address(model, "changelist"), who=WHO, action="delete_selected", _selected_action=str(row.pk))


def archived(model: type[Any], what: str, town: Town) -> Sent:
    """Into the archive, and back."""
    row = row_of(town, model)
    if what == "restore":
        row.archived_on = TODAY
        row.save()
    return of(town, address(model, what, row.pk), who=WHO)


def button(what: str, town: Town) -> Sent:
    """A button on the page of an account."""
    facts: dict[str, Any] = {"ends_on": TODAY - timedelta(days=3)} if what == "reopen" else {}
    user = make_user("Anna", **facts)
    return pressed(town, reverse(f"admin:accounts_user_{what}", args=[user.pk]), who=WHO, reason="Op verzoek.")


def kernen_from_file(town: Town) -> Sent:
    """A list of kernen."""
    page = of(town, reverse("admin:kernen_kern_import"), who=WHO)
    return with_file(page, "file", "kernen.csv", b"naam;inwoners;jaar;bron\nWalem;155;2025;CBS\n")


def forms() -> dict[str, Filling]:
    """Of everything that is registered."""
    found: dict[str, Filling] = {}
    for model, how in beheer._registry.items():
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found |= {
            f"{name}_change": partial(change, model),
            f"{name}_changelist": partial(changelist, model),
            f"{name}_add": partial(add, model),
            f"{name}_delete": partial(looked_at, model, "delete"),
            f"{name}_history": partial(looked_at, model, "history"),
        }
        if hasattr(how, "archive_view"):
            found |= {f"{name}_{what}": partial(archived, model, what) for what in ("archive", "restore")}
    return found


FORMS: dict[str, Filling] = forms() | {f"admin:accounts_user_{what}": partial(button, what) for what in BUTTONS} | {
    "admin:kernen_kern_import": kernen_from_file,
    "admin:accounts_user_reviews": lambda town: pressed(town, reverse("admin:accounts_user_reviews"), who=WHO),
    "admin:accounts_user_rights": lambda town: pressed(town, reverse("admin:accounts_user_rights"), who=WHO),
    "admin:login": lambda town: pressed(town, f"{reverse('admin:login')}?next=//kwaad.example", who=WHO),
    "admin:kernen_breakglass_open": lambda town: pressed(
        town, reverse("admin:kernen_breakglass_open"), who=WHO, reason="Een storing onderzoeken."
    ),
    "admin:kernen_breakglass_close": lambda town: pressed(town, reverse("admin:kernen_breakglass_close"), who=WHO),
    "admin:initiatives_standardtext_first": lambda town: of(
        town, reverse("admin:initiatives_standardtext_first"), who=WHO
    ),
}  # fmt: skip
