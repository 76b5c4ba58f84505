"""Lists and faults of /beheer/ as plain values, for templates that know nothing of Django's admin."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template
from django.contrib.admin.utils import label_for_field, lookup_field
from django.contrib.admin.views.main import PAGE_VAR
from django.db import models
from django.forms import BaseForm
from django.template import Context
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

register = template.Library()


@dataclass(frozen=True, kw_only=True)
class Cell:
    """A fact in a row, with the name of its column."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a list: where it leads, its name, and the rest."""

    url: str
    title: str
    cells: list[Cell]


@register.simple_tag
def rows_of(changelist: Any) -> list[Row]:
    """The rows of a change list."""
    return [row_of(changelist, obj) for obj in changelist.result_list]


def row_of(changelist: Any, obj: models.Model) -> Row:
    """One row; the first column is its title."""
    cells = [cell_of(changelist, name, obj) for name in changelist.list_display]
    return Row(url=changelist.url_for_result(obj), title=cells[0].value, cells=cells[1:])


def cell_of(changelist: Any, name: str, obj: models.Model) -> Cell:
    """One fact, in words."""
    label = label_for_field(name, changelist.model, model_admin=changelist.model_admin)
    field, _attribute, value = lookup_field(name, obj, changelist.model_admin)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return Cell(label=capfirst(str(label)), value=in_words(choices.get(value, value)))


def in_words(value: Any) -> str:
    """Yes and no, dates as they are said, nothing for nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return date_format(value, "j F Y") if isinstance(value, date) else str(value)


@register.simple_tag
def faults_of(form: BaseForm, inlines: Iterable[Any]) -> list[tuple[str, str]]:
    """Everything that is wrong with a form and the forms inside it: (sentence, where)."""
    formsets = [inline.formset for inline in inlines]
    inner = [fault for formset in formsets for part in formset.forms for fault in _faults(part)]
    whole = [(str(error), "") for formset in formsets for error in formset.non_form_errors()]
    return [*_faults(form), *whole, *inner]


def _faults(form: BaseForm) -> Iterator[tuple[str, str]]:
    for error in form.non_field_errors():
        yield str(error), ""
    for field in form:
        for error in field.errors:
            anchor = f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
            yield f"{field.label}: {error}", anchor


@dataclass(frozen=True, kw_only=True)
class Group:
    """Tables that belong together on the first page."""

    title: str
    tables: list[tuple[str, str]]


# The order in which a new municipality fills them in.
GROUPS = (
    (gettext_lazy("Gemeente"), ("Municipality", "Word", "Term", "RetentionRule", "Holiday", "Outage")),
    (gettext_lazy("Kernen"), ("Kern", "Kernoverleg")),
    (gettext_lazy("Mensen"), ("User", "PolicyDomain", "BreakGlass")),
    (gettext_lazy("Brieven"), ("LetterTemplate", "StandardText")),
    (gettext_lazy("Geld"), ("FundingSource", "Mandate")),
)


@register.simple_tag
def groups_of(app_list: Iterable[dict[str, Any]]) -> list[Group]:
    """Every table of /beheer/, by what it is about; one without a place of its own comes last."""
    tables = {table["object_name"]: table for app in app_list for table in app["models"]}
    groups = [(str(title), [tables.pop(name) for name in names if name in tables]) for title, names in GROUPS]
    groups.append((_("Overig"), list(tables.values())))
    return [
        Group(title=title, tables=[(str(capfirst(row["name"])), row["admin_url"]) for row in rows])
        for title, rows in groups
        if rows
    ]


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Where one is in a long list."""

    previous_url: str
    next_url: str
    position: str


@register.simple_tag
def pages_of(changelist: Any) -> Pages:
    """Further and back."""
    here, last = changelist.page_num, changelist.paginator.num_pages
    return Pages(
        previous_url=changelist.get_query_string({PAGE_VAR: here - 1}) if here > 1 else "",
        next_url=changelist.get_query_string({PAGE_VAR: here + 1}) if here < last else "",
        position=_("Bladzijde %(here)d van %(last)d") % {"here": here, "last": last},
    )


@register.simple_tag(takes_context=True)
def trail(context: Context) -> list[tuple[str, str]]:
    """Where in /beheer/ this page is: (label, address), the last one being the page itself."""
    items = [(_("Beheer"), reverse("admin:index"))]
    opts, row, title = (
        context.get("opts"),
        context.get("original") or context.get("object"),
        str(context.get("title", "")),
    )
    name = f"admin:{opts.app_label}_{opts.model_name}" if opts else ""
    if opts:
        items.append((str(capfirst(opts.verbose_name_plural)), reverse(f"{name}_changelist")))
    if isinstance(row, models.Model):
        items.append((str(row), reverse(f"{name}_change", args=[row.pk])))
    here = context["request"].path
    return items if items[-1][1] == here else [*items, (capfirst(title), here)]
