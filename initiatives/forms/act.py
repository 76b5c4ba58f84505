"""The form of one action, made from its row of the table."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.forms.plain import CHECK, look_over
from initiatives.letters.standard import texts_for
from initiatives.models import StandardText
from initiatives.models.choices import SixQuestions, Way
from initiatives.workflow.action import Action, Actor, Situation
from kernen.words import say_here, words

OWN = ("version", "form_key")
# What a colleague often does because a resident called, wrote or came by.
FROM_THE_RESIDENT = ("receive_info", "withdraw", "refer", "pick_appointment", "cancel_appointment")
WAYS = [("", _("van mijzelf")), *((way.value, way.label) for way in Way if way != Way.PAGE)]
# Below the first box whose text residents read.
OFFER = HTML('{% include "initiatives/standard_texts.html" with texts=form.standard_texts only %}')


class ActForm(forms.Form):
    """Exactly the inputs of the row, with the version that was seen and a key against double clicks."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    # What a colleague may start from, where residents read what is typed.
    standard_texts: Sequence[StandardText] = ()

    def __init__(self, row: Action, s: Situation, *, data: QueryDict | None, version: int, key: str) -> None:
        super().__init__(data, initial={"version": version, "form_key": key})
        for wanted in row.inputs:
            self.fields[wanted.name] = wanted.make(s)
        # The same word may be a question of the row itself, as in how neighbours were heard.
        self.asks_way = row.name in FROM_THE_RESIDENT
        if self.asks_way:
            # Who picks a moment for a resident has them on the phone.
            usual = Way.PHONE if row.name == "pick_appointment" else ""
            label = _("Hoe kwam dit binnen?")
            self.fields["way"] = forms.ChoiceField(label=label, choices=WAYS, required=False, initial=usual)
        in_words_of_here(self.fields.values())
        self.helper = FormHelper()
        layout = _laid_out([name for name in self.fields if name not in OWN])
        first = next((wanted.name for wanted in row.inputs if wanted.for_resident), None)
        if first and (texts := texts_for(row.name, s.initiative)):
            self.standard_texts = texts
            layout = [part for whole in layout for part in (whole, *([OFFER] if whole.fields == [first] else ()))]
        self.helper.layout = Layout(*layout, *OWN)
        self.helper.add_input(
            Submit("submit", str(row.button), css_class="danger" if row.name in DESTRUCTIVE else "primary")
        )
        if look_over(self):
            self.helper.add_input(Submit(CHECK, _("Controleer de taal"), css_class="secondary"))

    def only_looked_at(self) -> None:
        """Drawn again as it was filled in: nobody pressed the button yet, so nothing is wrong yet."""
        self._errors = ErrorDict()

    def inputs(self) -> dict[str, Any]:
        """What was filled in, without our own fields."""
        own = (*OWN, "way") if self.asks_way else OWN
        return {name: value for name, value in self.cleaned_data.items() if name not in own}

    def actor(self, actor: Actor) -> Actor:
        """Who acts, and for whom: what a resident said by phone is done on their behalf."""
        way = self.cleaned_data.get("way") if self.asks_way else ""
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
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            options = cast("Iterable[tuple[object, object]]", field.choices)
            field.choices = [(value, say_here(str(label), called)) for value, label in options]


# What ends something is drawn as such.
DESTRUCTIVE = ("withdraw", "discard", "reject", "unpublish")


# What is asked several times over, each time as a group of its own.
GROUPED = {"condition_": _("Voorwaarde %s"), "agreed_": _("Afspraak %s"), "action_": _("Actie %s")}


def _in_a_row(group: list[str]) -> list[Any]:
    """What is agreed, and below it who does it beside the day."""
    what, *rest = group
    return [Field(what), Row(*map(Field, rest))]


def _laid_out(names: list[str]) -> list[Any]:
    """Questions in their order; a verdict beside its remark, a condition as a group of its own."""
    layout: list[Any] = []
    left = list(names)
    while left:
        name = left.pop(0)
        if name in SixQuestions.values:
            left.remove(f"{name}_note")
            layout.append(Row(Field(name), Field(f"{name}_note")))
        elif name.startswith(tuple(GROUPED)):
            group = [name, *(other for other in left if other.startswith(f"{name}_"))]
            left = [other for other in left if other not in group]
            prefix, number = f"{name.partition('_')[0]}_", name.partition("_")[2]
            title = GROUPED[prefix] % number
            layout.append(Fieldset(title, *(group if prefix == "condition_" else _in_a_row(group))))
        else:
            layout.append(Field(name))
    return layout
