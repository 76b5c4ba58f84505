"""What a list can be narrowed by; the address holds it all."""

from typing import Any

import django_filters as filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.models import Initiative
from initiatives.statuses import ENDED, RUNNING, Ball, Status, with_ball
from initiatives.workflow.asking import DateBox
from kernen.models import Kern, PolicyDomain
from kernen.words import words

SHOW = [("running", _("lopende")), ("ended", _("afgelopen")), ("all", _("alle"))]
ORDER = [
    ("due", _("termijn, eerst wat het eerst verloopt")),
    ("oldest", _("oudste eerst")),
    ("newest", _("nieuwste eerst")),
    ("title", _("titel")),
]
# An explicit list: nothing a visitor types ever names a column. The number breaks ties.
COLUMNS = {
    "due": ("due_on", "pk"),
    "oldest": ("created_at", "pk"),
    "newest": ("-created_at", "-pk"),
    "title": ("title", "pk"),
}


def officers(_request: object) -> QuerySet[User]:
    """Everybody who has or had an initiative."""
    return User.objects.filter(initiatives_led__isnull=False).distinct().order_by("name")


# What is asked most stands first; the rest folds open.
FIRST = ("q", "show", "kern", "status")


class _More(Div):
    """The filters used less often, folded away unless one is in use."""

    template = "initiatives/filter_more.html"

    def __init__(self, *fields: str, is_open: bool) -> None:
        super().__init__(*fields, css_class="bk-form--more")
        self.is_open = is_open


class InitiativeFilter(filters.FilterSet):
    """The filters above the list of initiatives."""

    q = filters.CharFilter(label=_("Zoek in titel, zin of kenmerk"), method="by_text", max_length=100)
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
    since = filters.DateFilter(
        label=_("Vastgelegd vanaf"), field_name="logged_at__date", lookup_expr="gte", widget=DateBox
    )
    until = filters.DateFilter(
        label=_("Vastgelegd tot en met"), field_name="logged_at__date", lookup_expr="lte", widget=DateBox
    )
    order = filters.ChoiceFilter(label=_("Volgorde"), choices=ORDER, method="by_order", empty_label=None)

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        filled = data.copy() if data is not None else {}
        filled.setdefault("show", "running")
        filled.setdefault("order", "due")
        super().__init__(filled, *args, **kwargs)
        self.form.fields["kern"].label = words()["kern"].singular.capitalize()
        self.form.helper = FormHelper()
        self.form.helper.form_tag = False
        self.form.helper.form_method = "get"
        more = [name for name in self.form.fields if name not in FIRST]
        is_open = any(filled.get(name) for name in more if name != "order")
        self.form.helper.layout = Layout(*FIRST, _More(*more, is_open=is_open))

    def by_text(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """Title, sentence, text or reference contains this."""
        return rows.filter(
            Q(title__icontains=value)
            | Q(summary__icontains=value)
            | Q(description__icontains=value)
            | Q(reference__icontains=value)
        )

    def by_show(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """Running, ended or all; a chosen status decides by itself."""
        if self.form.cleaned_data.get("status") or value == "all":
            return rows
        return rows.filter(status__in=RUNNING if value == "running" else ENDED)

    def by_kern(self, rows: QuerySet[Initiative], _name: str, value: Kern) -> QuerySet[Initiative]:
        """One of its kernen is this one."""
        return rows.filter(pk__in=value.initiative_links.values("initiative"))

    def by_ball(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """Whose turn it is."""
        return rows.filter(status__in=with_ball(Ball(value)))

    def by_order(self, rows: QuerySet[Initiative], _name: str, value: str) -> QuerySet[Initiative]:
        """In the order that was chosen, ties broken by number."""
        return rows.order_by(*COLUMNS[value])
