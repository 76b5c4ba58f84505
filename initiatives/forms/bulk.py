"""The questions of one action, asked once for many initiatives."""

from collections.abc import Iterable
from typing import cast

from crispy_forms.helper import FormHelper
from django import forms
from django.http import QueryDict

from initiatives.forms.act import in_words_of_here
from initiatives.workflow.action import Action, Situation


class BulkForm(forms.Form):
    """The inputs of the row; what they depend on is checked again for each initiative."""

    def __init__(self, row: Action | None, s: Situation, *, data: QueryDict | None) -> None:
        super().__init__(data)
        for wanted in row.inputs if row else ():
            self.fields[wanted.name] = wanted.make(s)
        in_words_of_here(self.fields.values())
        self.helper = FormHelper()
        self.helper.form_tag = False

    def said(self) -> list[tuple[str, str]]:
        """The answers as one reads them."""
        return [(str(field.label), self._words(name)) for name, field in self.fields.items()]

    def _words(self, name: str) -> str:
        """A choice by its label, a person by name."""
        field, value = self.fields[name], self.cleaned_data[name]
        if type(field) is not forms.ChoiceField:
            return str(value)
        choices = cast("Iterable[tuple[object, object]]", field.choices)
        return next((str(label) for code, label in choices if code == value), str(value))
