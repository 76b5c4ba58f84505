"""Every door that takes something in, collected from the map of the site itself, and how it is filled in well."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.urls import URLPattern, get_resolver

from tests.factories import sign_in
from tests.house.test_doors import doors
from tests.initiatives.asked import ask
from tests.initiatives.test_support_hostile import FORMS as NEIGHBOURHOOD
from tests.overleg import test_hostile as meetings
from tests.overleg.test_promises import promised
from tests.overleg.town import Town
from tests.security import forms_acts, forms_archive, forms_beheer, forms_public, forms_staff
from tests.security.forms_staff import Filling, of
from tests.security.sent import Sent

# Behind these no form of ours is read: they do the same whatever is sent to them.
TAKE_NOTHING = {"admin:index", "admin:app_list", "styleguide", "work", "task_list", "open_work", "mt_list", "kern_list",
                "initiative_list", "initiative_detail"}  # fmt: skip


def of_a_meeting(name: str, town: Town) -> Sent:
    """As the tests of meetings fill it in."""
    address, data = meetings.FORMS[name](town)
    return Sent(client=sign_in(town.world.people["IC"]), address=address, data=data)


def of_the_neighbourhood(name: str, town: Town) -> Sent:
    """As the tests of the neighbourhood fill it in."""
    town.world.kern.slug = "sibbe"
    town.world.kern.save()
    address, data = NEIGHBOURHOOD[name](town.world, ask(town.world))
    return Sent(client=sign_in(town.world.people["IC"]), address=address, data=data)


FORMS: dict[str, Filling] = (
    {name: partial(of_a_meeting, name) for name in meetings.FORMS}
    | {"promise": lambda town: of(town, f"/overleg/belofte/{promised(town).pk}/", gedaan="ja")}
    | {
        f"support_enter, {name}": partial(of_the_neighbourhood, name)
        for name in ("list", "doors", "room", "opinion", "letter", "telephone")
    }
    | forms_staff.FORMS
    | forms_public.FORMS
    | forms_acts.FORMS
    | forms_beheer.FORMS
    | forms_archive.FORMS
)


def all_doors() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the site, by name."""
    return doors(get_resolver())


def methods_of(door: URLPattern) -> tuple[str, ...]:
    """What this door answers, read off the fence around it; everything where there is no fence."""
    found: list[tuple[str, ...]] = []
    seen: set[int] = set()
    todo: list[Any] = [door.callback]
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if view := getattr(one, "view_class", None):
            return ("GET", "POST") if hasattr(view, "post") else ("GET",)
        for name, value in _inside(one):
            if name == "request_method_list":
                found.append(tuple(value))
            elif callable(value):
                todo.append(value)
    return found[0] if found else ("GET", "POST")


def _inside(function: Callable[..., Any]) -> Iterator[tuple[str, Any]]:
    """What a wrapped function keeps in its pocket."""
    code, cells = getattr(function, "__code__", None), getattr(function, "__closure__", None)
    if code and cells:
        yield from zip(code.co_freevars, (cell.cell_contents for cell in cells), strict=True)
    if wrapped := getattr(function, "__wrapped__", None):
        yield "__wrapped__", wrapped


def taking_doors() -> set[str]:
    """The names of all doors that take a form in."""
    return {
        name for name, door in all_doors() if "POST" in methods_of(door) and not name.endswith(("/", ")", "$"))
    } - TAKE_NOTHING  # fmt: skip


def without_a_filling() -> list[str]:
    """Doors that nobody thought of; every one of them is a hole in the drill."""
    filled = {name.partition(",")[0] for name in FORMS}
    return sorted(taking_doors() - filled)
