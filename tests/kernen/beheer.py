"""What the tests of /beheer/ share: an administrator in a browser, and forms as they stand on the page."""

from datetime import date
from typing import Any

from django.forms import BooleanField, BoundField, FileField
from django.test import Client

from accounts.models import User
from kernen.models import Role
from tests.factories import make_municipality, make_user, sign_in


def make_administrator() -> User:
    """Somebody who holds the role."""
    make_municipality()
    return make_user("Beheerder", role=Role.FUNCTIONAL_ADMIN)


def as_administrator() -> Client:
    """A browser in /beheer/."""
    return sign_in(make_administrator())


def typed(browser: Client, path: str, **changes: Any) -> dict[str, Any]:
    """Everything a form would send as it stands on the page, with these changes typed in."""
    context = browser.get(path).context
    forms = [context["adminform"].form]
    sent: dict[str, Any] = {"gezien": getattr(context["adminform"].form, "seen", "")}
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    for form in forms:
        sent |= {field.html_name: shown(field) for field in form if is_sent(field)}
    return sent | {name.replace("__", "-"): value for name, value in changes.items()}


def is_sent(field: BoundField) -> bool:
    """A browser sends no empty box, nothing that is switched off, and no file that was not chosen again."""
    if field.field.disabled or isinstance(field.field, FileField):
        return False
    return not isinstance(field.field, BooleanField) or bool(field.value())


def shown(field: BoundField) -> Any:
    """The value as it stands in the box."""
    value = field.value()
    return "" if value is None else field.field.widget.format_value(value) if isinstance(value, date) else value


def faults(response: Any) -> list[str]:
    """The sentences of the error summary."""
    context = response.context
    return [sentence for sentence, _anchor in context["faults"]]
