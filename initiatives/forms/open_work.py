"""Who answers a question for advice instead of a colleague who leaves."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.workflow.inputs import officer_line


class AdviserField(forms.ModelChoiceField[User]):
    """A list of colleagues with their team."""

    def label_from_instance(self, obj: User) -> str:
        """As the list of officers shows them."""
        return officer_line(obj)


class AdviserForm(forms.Form):
    """One question: which colleague."""

    def __init__(self, rows: QuerySet[User], *, data: QueryDict | None) -> None:
        super().__init__(data)
        self.fields["adviser"] = AdviserField(rows, label=_("Wie geeft het advies?"), empty_label=_("Kies"))
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", _("Doorgeven")))
