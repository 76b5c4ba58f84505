"""When somebody is away, and who stands in."""

from datetime import date, timedelta
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Layout, Row, Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from initiatives.workflow.asking import DateBox
from kernen.models import Absence, RoleHolding

# Longer than this is no absence but another job.
LONGEST = timedelta(days=731)


class AbsenceForm(forms.Form):
    """A first day, a last day and a colleague; why somebody is away is nobody's business."""

    starts_on = forms.DateField(label=_("Eerste dag afwezig"), widget=DateBox())
    ends_on = forms.DateField(label=_("Laatste dag afwezig"), widget=DateBox())
    deputy = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Wie vervangt u?"),
        required=False,
        empty_label=_("Niemand"),
        help_text=_("Wie nieuw werk voor u heeft, krijgt deze naam te zien."),
    )

    def __init__(self, data: Any = None, *, user: User, today: date) -> None:
        super().__init__(data)
        self.user, self.today = user, today
        here = RoleHolding.objects.current(today).values("user")
        deputy = self.fields["deputy"]
        if isinstance(deputy, forms.ModelChoiceField):
            deputy.queryset = User.objects.filter(pk__in=here).exclude(pk=user.pk).order_by("name")
        self.helper = FormHelper()
        self.helper.layout = Layout(Row(Field("starts_on"), Field("ends_on")), Field("deputy"))
        self.helper.add_input(Submit("submit", str(_("Bewaren")), css_class="primary"))

    def clean(self) -> dict[str, Any]:
        """A period that lies ahead, once, with somebody who is there."""
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if not (starts and ends):
            return cleaned
        if ends < starts:
            self.add_error("ends_on", _("De laatste dag ligt voor de eerste dag."))
        elif ends < self.today:
            self.add_error("ends_on", _("Deze periode is al voorbij."))
        elif ends - starts > LONGEST:
            self.add_error("ends_on", _("Dit is langer dan twee jaar. Kijk de datums na."))
        elif _overlapping(starts, ends).filter(user=self.user).exists():
            self.add_error("starts_on", _("U staat in deze periode al als afwezig. Haal die eerst weg."))
        deputy = cleaned.get("deputy")
        if deputy and ends >= starts and _overlapping(starts, ends).filter(user=deputy).exists():
            self.add_error("deputy", _("%s is zelf een deel van deze periode afwezig. Kies een ander.") % deputy.name)
        return cleaned


def _overlapping(starts: date, ends: date) -> Any:
    """Absences with a day in this period."""
    return Absence.objects.filter(starts_on__lte=ends, ends_on__gte=starts)
