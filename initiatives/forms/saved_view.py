"""A list under a name of one's own."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from initiatives.models import SavedView

# More than this is no longer a handful of habits, and Mijn werk counts each pinned one.
MOST_SAVED, MOST_PINNED = 30, 6


class SavedViewForm(forms.ModelForm[SavedView]):
    """Its name, and whether it stands on Mijn werk."""

    class Meta:
        model = SavedView
        fields = ("name", "is_pinned")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.add_input(Submit("submit", str(_("Bewaren"))))
        self.others = SavedView.objects.filter(user=user).exclude(pk=self.instance.pk)

    def clean_name(self) -> str:
        """One name, one list."""
        name: str = self.cleaned_data["name"]
        if self.others.filter(name=name).exists():
            raise ValidationError(_("U heeft al een lijst met deze naam. Kies een andere naam."))
        return name

    def clean_is_pinned(self) -> bool:
        """Mijn werk stays a page to start the day with."""
        is_pinned: bool = self.cleaned_data["is_pinned"]
        if not is_pinned:
            return False
        if self.others.filter(is_pinned=True).count() >= MOST_PINNED:
            raise ValidationError(_("Op Mijn werk passen %s lijsten. Haal er eerst een af.") % MOST_PINNED)
        return is_pinned

    def clean(self) -> dict[str, Any]:
        """A drawer with a bottom."""
        if self.instance._state.adding and self.others.count() >= MOST_SAVED:
            raise ValidationError(_("U heeft al %s lijsten. Gooi er eerst een weg.") % MOST_SAVED)
        return self.cleaned_data
