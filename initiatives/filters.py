"""What a list can be narrowed by; the address holds it all."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

import django_filters as filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.db.models import Exists, F, Model, OuterRef, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models import CoAdvice, ContactPerson, Initiative
from initiatives.models.desk import followed_q
from initiatives.models.initiative_rows import InitiativeQuerySet
from initiatives.relations import may_read_q
from initiatives.search import find
from initiatives.statuses import ENDED, NOT_PICKED_UP, RUNNING, Ball, Status, with_ball
from initiatives.workflow.action import Text
from initiatives.workflow.asking import DateBox
from kernen.kept import Kept
from kernen.models import Kern, PolicyDomain
from kernen.roles import roles_of
from kernen.words import words
from kernen.workdays import start_of

SHOW = [("running", _("lopende")), ("ended", _("afgelopen")), ("all", _("alle"))]
ORDER = [
    ("due", _("termijn, eerst wat het eerst verloopt")),
    ("oldest", _("oudste eerst")),
    ("newest", _("nieuwste eerst")),
    ("title", _("titel")),
]
# An explicit list: nothing a visitor types ever names a column. Column, and whether it runs down.
COLUMNS = {
    "due": ("due_on", False),
    "oldest": ("created_at", False),
    "newest": ("created_at", True),
    "title": ("title", False),
}
ONLY = [
    ("unassigned", _("nog geen medewerker")),
    ("no_contact", _("geen contactgegevens")),
    ("co_advised", _("medeadvies loopt")),
    ("sensitive", _("ligt gevoelig")),
]


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A question the list answers: its words, what an empty answer means, and the answer."""

    code: str
    label: Text
    explains: Text
    when_empty: Text
    pick: Callable[[InitiativeQuerySet, User, date], InitiativeQuerySet]
    # The others are about what goes on; here one may look back.
    looks_back: bool = False


TABS = (
    Tab(
        code="nieuw", label=_("Nieuw"), explains=_("Ligt op het gemeentehuis en is nog door niemand opgepakt."),
        when_empty=_("Alles wat binnenkwam, is opgepakt."),
        pick=lambda rows, _user, _today: rows.filter(status__in=NOT_PICKED_UP),
    ),
    Tab(
        code="mij", label=_("Wacht op mij"), explains=_("U bent aan zet."),
        when_empty=_("Er wacht niets op u. Kijk eens bij wat te laat is."),
        pick=lambda rows, user, _today: rows.waiting_for(user),
    ),
    Tab(
        code="ander", label=_("Wacht op een ander"), explains=_("Een ander is aan zet."),
        when_empty=_("Er is niets waarop een ander nog moet reageren."),
        pick=lambda rows, user, _today: rows.waiting_for_others(user),
    ),
    Tab(
        code="laat", label=_("Te laat"), explains=_("De termijn is voorbij."),
        when_empty=_("Er is niets te laat."),
        pick=lambda rows, _user, today: rows.late(today),
    ),
    Tab(
        code="volg", label=_("Volg ik"), explains=_("U koos zelf om dit te volgen, of het is in uw kern."),
        when_empty=_("U volgt nog niets. Op de bladzijde van een initiatief staat de knop “Volgen”."),
        pick=lambda rows, user, _today: rows.filter(followed_q(user)), looks_back=True,
    ),
    Tab(
        code="alles", label=_("Alles"), explains=_("Alles wat u mag zien."),
        when_empty=_("Er is nog niets dat u kunt zien."),
        pick=lambda rows, _user, _today: rows, looks_back=True,
    ),
)  # fmt: skip
TAB_OF = {tab.code: tab for tab in TABS}
EVERYTHING = "alles"
# What a visitor may leave out, and what it is then.
KNOWN: dict[str, Collection[str]] = {"tab": TAB_OF.keys(), "show": dict(SHOW).keys(), "order": COLUMNS.keys()}
STANDARD = {"tab": EVERYTHING, "show": "running", "order": "due"}


def officers(_request: object = None) -> QuerySet[User]:
    """Everybody who has or had an initiative."""
    return User.objects.filter(Exists(Initiative.objects.filter(officer=OuterRef("pk")))).order_by("name")


def _lists() -> dict[str, list[tuple[int, str]]]:
    """What there is to choose from, by filter."""
    every = {
        "kern": Kern.objects.order_by("name"), "domain": PolicyDomain.objects.order_by("name"), "officer": officers(),
    }  # fmt: skip
    return {name: [(one.pk, str(one)) for one in rows] for name, rows in every.items()}


kept_lists = Kept(_lists)

# Before anything was ever logged.
LONG_AGO = date(1900, 1, 1)
# What is asked most stands first; the rest folds open.
FIRST = ("q", "kern", "status")


class _More(Div):
    """The filters used less often, folded away unless one is in use."""

    template = "initiatives/filter_more.html"

    def __init__(self, *fields: str, is_open: bool) -> None:
        super().__init__(*fields, css_class="bk-form--more")
        self.is_open = is_open


class InitiativeFilter(filters.FilterSet):
    """The filters above the list of initiatives."""

    tab = filters.ChoiceFilter(
        label=_("Lijst"), choices=[(tab.code, tab.label) for tab in TABS], widget=forms.HiddenInput, method="by_tab"
    )
    q = filters.CharFilter(label=_("Zoeken"), method="by_text", max_length=100)
    show = filters.ChoiceFilter(label=_("Toon"), choices=SHOW, method="by_show", empty_label=None)
    status = filters.ChoiceFilter(label=_("Status"), choices=Status.choices, empty_label=_("alle"))
    kern = filters.ModelChoiceFilter(
        label=_("Kern"), queryset=Kern.objects.order_by("name"), method="by_kern", empty_label=_("alle")
    )
    domain = filters.ModelChoiceFilter(
        label=_("Domein"),
        field_name="lead_domain",
        queryset=PolicyDomain.objects.order_by("name"),
        empty_label=_("alle"),
    )
    officer = filters.ModelChoiceFilter(label=_("Beleidsmedewerker"), queryset=officers, empty_label=_("alle"))
    ball = filters.ChoiceFilter(
        label=_("Wie is aan zet"), choices=Ball.choices, method="by_ball", empty_label=_("alle")
    )
    only = filters.ChoiceFilter(label=_("Alleen"), choices=ONLY, method="by_only", empty_label=_("alle"))
    since = filters.DateFilter(label=_("Vastgelegd vanaf"), method="by_first_day", widget=DateBox)
    until = filters.DateFilter(label=_("Vastgelegd tot en met"), method="by_last_day", widget=DateBox)
    order = filters.ChoiceFilter(label=_("Volgorde"), choices=ORDER, method="by_order", empty_label=None)

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = ()

    def __init__(self, data: QueryDict, *, user: User, today: date, queryset: InitiativeQuerySet) -> None:
        self.user, self.today = user, today
        filled = data.copy()
        # What is not in the list is not used, and the page says so.
        self.ignored = [str(self.base_filters[name].label) for name in STANDARD if not _is_known(filled, name)]
        for name, value in STANDARD.items():
            if not filled.get(name) or not _is_known(filled, name):
                filled[name] = value
        super().__init__(filled, queryset=queryset)
        self.tab_now, self.ordered_by = TAB_OF[str(filled["tab"])], COLUMNS[str(filled["order"])]
        for name, choices in kept_lists().items():
            field = cast("forms.ModelChoiceField[Model]", self.form.fields[name])
            field.widget.choices = [("", field.empty_label), *choices]
        self.form.fields["kern"].label = words()["kern"].singular.capitalize()
        if not self.tab_now.looks_back:
            self.form.fields["show"].widget = forms.HiddenInput()
        self.form.helper = FormHelper()
        self.form.helper.form_tag = False
        self.form.helper.form_method = "get"
        more = [name for name in self.form.fields if name not in (*FIRST, "tab")]
        is_open = any(filled.get(name, "") not in ("", STANDARD.get(name)) for name in more if name != "order")
        self.form.helper.layout = Layout("tab", *FIRST, _More(*more, is_open=is_open))

    @property
    def not_used(self) -> list[str]:
        """The filters that were typed and make no sense, by name."""
        return self.ignored + [str(self.form.fields[name].label) for name in self.form.errors]

    def rows(self, tab: Tab | None = None) -> InitiativeQuerySet:
        """What this tab (or the one that is open) shows under the filters that are on."""
        tab = tab or self.tab_now
        rows = cast("InitiativeQuerySet", self.qs)
        rows = cast("InitiativeQuerySet", self._by_show(rows)) if tab.looks_back else rows.running()
        return tab.pick(rows, self.user, self.today)

    def by_text(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """All of this is found in it; names of people only where this person may read them."""
        return find(rows, value, people=may_read_q("contact_data", roles_of(self.user)))

    def by_tab(self, rows: QuerySet[Initiative], _name: str, _value: str) -> QuerySet[Initiative]:
        """Counted for every tab, so it comes after all else: see `rows`."""
        return rows

    by_show = by_tab

    def _by_show(self, rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
        """Running, ended or all; a chosen status decides by itself."""
        value = self.form.cleaned_data["show"]
        if self.form.cleaned_data.get("status") or value == "all":
            return rows
        return rows.filter(status__in=RUNNING if value == "running" else ENDED)

    def by_only(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """What a coordinator looks for: nobody has it, nobody can be reached, more people are thinking."""
        if value == "unassigned":
            return rows.filter(officer=None)
        if value == "sensitive":
            return rows.filter(is_controversial=True)
        if value == "no_contact":
            return rows.exclude(Exists(ContactPerson.objects.filter(initiative=OuterRef("pk"))))
        return rows.filter(Exists(CoAdvice.objects.filter(initiative=OuterRef("pk"), answered_at=None)))

    def by_kern(self, rows: QuerySet[Initiative], _name: str, value: Kern) -> QuerySet[Initiative]:
        """One of its kernen is this one."""
        return rows.filter(pk__in=value.initiative_links.values("initiative"))

    def by_first_day(self, rows: QuerySet[Initiative], _name: str, value: date) -> QuerySet[Initiative]:
        """From the first minute of this day in the town hall; a moment is found along an index, a day is not."""
        return rows.filter(logged_at__gte=_start_of(value))

    def by_last_day(self, rows: QuerySet[Initiative], _name: str, value: date) -> QuerySet[Initiative]:
        """This whole day too; the last day there is has no morning after it."""
        return rows if value == date.max else rows.filter(logged_at__lt=_start_of(value + timedelta(days=1)))

    def by_ball(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """Whose turn it is."""
        return rows.filter(status__in=with_ball(Ball(value)))

    def by_order(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """In the order that was chosen; what has no date comes last, ties are broken by number."""
        column, down = COLUMNS[value]
        if down:
            # Of what runs down nothing is ever empty; to say where that stands would keep a database from its index.
            return rows.order_by(f"-{column}", "-pk")
        return rows.order_by(F(column).asc(nulls_last=True), "pk")


def _start_of(day: date) -> datetime:
    """Its first moment; there is none before the first day of all."""
    return start_of(max(day, LONG_AGO))


def _is_known(typed: QueryDict, name: str) -> bool:
    """Left out, or one of the choices."""
    value = typed.get(name)
    return not value or value in KNOWN[name]
