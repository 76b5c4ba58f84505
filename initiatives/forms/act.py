"""The form of one action, made from its row of the table."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout, Row, Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.models.choices import SixQuestions, Way
from initiatives.workflow.action import Action, Actor, Situation
from kernen.words import say_here, words

OWN = ("version", "form_key")
# What a colleague often does because a resident called, wrote or came by.
FROM_THE_RESIDENT = ("receive_info", "withdraw", "refer")
WAYS = [("", _("van mijzelf")), *((way.value, way.label) for way in Way if way != Way.PAGE)]


class ActForm(forms.Form):
    """Exactly the inputs of the row, with the version that was seen and a key against double clicks."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, row: Action, s: Situation, *, data: QueryDict | None, version: int, key: str) -> None:
        super().__init__(data, initial={"version": version, "form_key": key})
        for wanted in row.inputs:
            self.fields[wanted.name] = wanted.make(s)
        if row.name in FROM_THE_RESIDENT:
            self.fields["way"] = forms.ChoiceField(label=_("Hoe kwam dit binnen?"), choices=WAYS, required=False)
        in_words_of_here(self.fields.values())
        self.helper = FormHelper()
        self.helper.layout = Layout(*_laid_out([name for name in self.fields if name not in OWN]), *OWN)
        self.helper.add_input(
            Submit("submit", str(row.button), css_class="danger" if row.name in DESTRUCTIVE else "primary")
        )

    def inputs(self) -> dict[str, Any]:
        """What was filled in, without our own two fields."""
        return {name: value for name, value in self.cleaned_data.items() if name not in (*OWN, "way")}

    def actor(self, actor: Actor) -> Actor:
        """Who acts, and for whom: what a resident said by phone is done on their behalf."""
        way = self.cleaned_data.get("way")
        return replace(actor, way=Way(way), on_behalf_of_initiator=True) if way else actor

    def on_version(self, version: int) -> QueryDict:
        """The same answers, for the initiative as it is now."""
        data = QueryDict(mutable=True)
        for name in self.data:
            data.setlist(name, self.data.getlist(name) if isinstance(self.data, QueryDict) else [self.data[name]])
        data["version"] = str(version)
        return data


def in_words_of_here(fields: Iterable[forms.Field]) -> None:
    """Labels, hints and choices as this municipality says them."""
    called = words()
    for field in fields:
        field.label = say_here(str(field.label or ""), called)
        field.help_text = say_here(str(field.help_text), called)
        if type(field) is forms.ChoiceField:
            options = cast("Iterable[tuple[object, object]]", field.choices)
            field.choices = [(value, say_here(str(label), called)) for value, label in options]


# What ends something is drawn as such.
DESTRUCTIVE = ("withdraw", "discard", "reject", "unpublish")


def _laid_out(names: list[str]) -> list[Any]:
    """Questions in their order; a verdict beside its remark, a condition as a group of its own."""
    layout: list[Any] = []
    left = list(names)
    while left:
        name = left.pop(0)
        if name in SixQuestions.values:
            left.remove(f"{name}_note")
            layout.append(Row(Field(name), Field(f"{name}_note")))
        elif name.startswith("condition_"):
            group = [name, *(other for other in left if other.startswith(f"{name}_"))]
            left = [other for other in left if other not in group]
            title = _("Voorwaarde %s") % name.removeprefix("condition_")
            layout.append(Fieldset(title, *group))
        else:
            layout.append(Field(name))
    return layout
