"""What is typed in when neighbours were heard: a short form per way, with only what that way needs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Field, Fieldset, Layout, Row, Submit
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.neighbourhood.counting import NUMBERS
from initiatives.deeds.table import DEED_OF
from initiatives.forms.act import in_words_of_here
from initiatives.models import SupportCheck
from initiatives.models.choices import SupportAnswer, SupportMethod
from initiatives.workflow.action import Situation, Text
from initiatives.workflow.asking import day, today

MORE, READY = "nog_een", "klaar"
NUMBERS_LEGEND = _("Aantallen (niemand is 0)")
# What a question says that was passed over.
PASSED_OVER = {
    "opinion": _("Kies wat het kernoverleg ervan vindt."),
    "teller_1": _("Noem de twee mensen die telden."),
    "teller_2": _("Noem de twee mensen die telden."),
    **dict.fromkeys(NUMBERS, _("Vul een aantal in. Is er niemand? Schrijf 0.")),
}
ASKED = {wanted.name: wanted for wanted in DEED_OF["enter_support"].inputs}


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One way in which answers arrive at the town hall: its address, its button, and how its questions are said."""

    slug: str
    button: Text
    explains: Text
    # The ways of asking it belongs to; the first of them that this check knows is where it counts.
    ways: tuple[SupportMethod, ...]
    labels: Mapping[str, Text]
    one_by_one: bool = False

    def way_in(self, check: SupportCheck) -> SupportMethod | None:
        """Where it counts in this check; None where it is not offered."""
        return next((way for way in self.ways if way in check.ways), None)


DESKS = (
    Desk(
        slug="lijst",
        button=_("Papieren lijst"),
        explains=_("Tel de lijst en voer de drie aantallen in. De lijst zelf blijft op papier."),
        ways=(SupportMethod.LIST,),
        labels={"place": _("Waar lag de lijst?"), "noted_on": _("Wanneer is de lijst geteld?"), "note": _("Opmerking")},
    ),
    Desk(
        slug="huis-aan-huis",
        button=_("Huis aan huis"),
        explains=_("Eén ronde langs de deuren: één straat of één dag."),
        ways=(SupportMethod.DOOR_TO_DOOR,),
        labels={
            "place": _("Welke straat?"),
            "noted_on": _("Wanneer is er aangebeld?"),
            "reached": _("Bij hoeveel huishoudens is aangebeld?"),
            "note": _("Opmerking"),
        },
    ),
    Desk(
        slug="bijeenkomst",
        button=_("Telling in een zaal"),
        explains=_("Twee mensen tellen samen. Zo kan niemand later over de telling twijfelen."),
        ways=(SupportMethod.MEETING,),
        labels={
            "place": _("Welke bijeenkomst, en waar?"),
            "noted_on": _("Wanneer was het?"),
            "reached": _("Hoeveel mensen waren er?"),
            "teller_1": _("Wie telde?"),
            "teller_2": _("Wie telde ook?"),
            "note": _("Opmerking"),
        },
    ),
    Desk(
        slug="kernoverleg",
        button=_("Mening van het kernoverleg"),
        explains=_("Wat het kernoverleg ervan vindt. De mening weegt mee, de gemeente beslist."),
        ways=(SupportMethod.KERNOVERLEG,),
        labels={
            "place": _("Welk kernoverleg?"),
            "noted_on": _("Wanneer is het besproken?"),
            "opinion": _("Mening"),
            "reached": _("Hoeveel mensen waren er?"),
            "note": _("Opmerking"),
        },
    ),
    Desk(
        slug="brief",
        button=_("Brief op papier terug"),
        explains=_("Eén brief met een code. Ook als dezelfde code op de website werd gebruikt, telt hij één keer."),
        ways=(SupportMethod.LETTER,),
        labels={"given_on": _("Welke dag staat op de brief?")},
        one_by_one=True,
    ),
    Desk(
        slug="telefoon",
        button=_("Een buur belde"),
        explains=_("Eén antwoord van één buur. Schrijf geen naam op."),
        ways=(SupportMethod.PAGE, SupportMethod.LETTER, SupportMethod.LIST, SupportMethod.DOOR_TO_DOOR),
        labels={"given_on": _("Wanneer belde de buur?")},
        one_by_one=True,
    ),
)
DESK_OF = {desk.slug: desk for desk in DESKS}


class _DeskForm(forms.Form):
    """Handled once, however often it is sent; a pile of paper goes on with the next sheet."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *, data: QueryDict | None, key: str, day_field: str, on: date | None) -> None:
        super().__init__(data, initial={"form_key": key} | ({day_field: on} if on else {}))

    def finish(self, *rows: Any) -> None:
        """The look: the rows, and the two buttons."""
        in_words_of_here(self.fields.values())
        self.helper = FormHelper()
        self.helper.layout = Layout(*rows, "form_key")
        self.helper.add_input(Submit(MORE, str(_("Opslaan en nog een")), css_class="primary"))
        self.helper.add_input(Submit(READY, str(_("Opslaan en klaar")), css_class="secondary"))


class CountForm(_DeskForm):
    """A sheet, a street, a room, or the opinion of a kernoverleg: the questions of the deed that this way needs."""

    def __init__(self, desk: Desk, s: Situation, *, data: QueryDict | None, key: str, on: date | None) -> None:
        super().__init__(data=data, key=key, day_field="noted_on", on=on)
        self.desk = desk
        for name, label in desk.labels.items():
            self._ask(name, s)
            self.fields[name].label = label
        if "opinion" in self.fields:
            self.finish(*desk.labels)
            return
        for name in NUMBERS:
            self._ask(name, s)
        before = [name for name in desk.labels if name != "note"]
        numbers = Fieldset(NUMBERS_LEGEND, Row(*map(Field, NUMBERS)))
        at = before.index("noted_on") + 1
        self.finish(*before[:at], numbers, *before[at:], "note")

    def _ask(self, name: str, s: Situation) -> None:
        """The question as the deed has it; here nothing depends on another answer."""
        field = _teller() if name.startswith("teller_") else ASKED[name].make(s)
        if name in PASSED_OVER:
            field.required = True
            field.error_messages |= dict.fromkeys(("required", "min_value"), PASSED_OVER[name])
        if name == "place":
            field.help_text = _("Geen namen van mensen.")
        self.fields[name] = field

    def clean(self) -> dict[str, Any]:
        """Two people who count are two people."""
        cleaned = super().clean() or {}
        first, second = (str(cleaned.get(name, "")).strip().lower() for name in ("teller_1", "teller_2"))
        if first and first == second:
            self.add_error("teller_2", _("Noem een ander. Twee mensen tellen samen."))
        return cleaned

    def inputs(self, way: SupportMethod) -> dict[str, Any]:
        """As the deed asks it."""
        given = {name: value for name, value in self.cleaned_data.items() if name in ASKED}
        tellers = [self.cleaned_data[name] for name in ("teller_1", "teller_2") if name in self.fields]
        # Between two names stands the comma.
        return given | {"way": way, "tellers": ", ".join(name.replace(",", " ") for name in tellers)}

    def show(self, errors: Mapping[str, list[str]]) -> None:
        """What the deed refused, beside the question it is about."""
        for name, sentences in errors.items():
            beside = "teller_2" if name == "tellers" and "teller_2" in self.fields else name
            self.add_error(beside if beside in self.fields else None, sentences)


def _teller() -> forms.CharField:
    """One of the two who counted."""
    return forms.CharField(max_length=95, help_text=_("Een naam of functie."))


class VoiceForm(_DeskForm):
    """One answer of one neighbour: on a letter with its code, or on the telephone."""

    code = forms.CharField(
        max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off"})
    )
    answer = forms.ChoiceField(
        label=_("Antwoord"),
        choices=[(one.value, str(one.label).capitalize()) for one in SupportAnswer],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("Waarom?"),
        max_length=500,
        required=False,
        help_text=_("In de woorden van de buur. Geen namen en geen huisnummers."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, desk: Desk, s: Situation, *, has_letters: bool, data: QueryDict | None, key: str, on: date | None
    ) -> None:
        super().__init__(data=data, key=key, day_field="given_on", on=on)
        self.fields["given_on"] = day("given_on", desk.labels["given_on"], latest=today, initial=today).make(s)
        on_paper = desk.ways == (SupportMethod.LETTER,)
        if on_paper:
            self.fields["code"].label = _("Code op de brief")
            self.fields["code"].help_text = _("Hoofdletters, spaties en streepjes maken niet uit.")
        elif has_letters:
            self.fields["code"].label = _("Code op de brief van de beller")
            self.fields["code"].help_text = _(
                "Heeft de beller een brief? Vraag de code. Dan telt het antwoord één keer."
            )
            self.fields["code"].required = False
        else:
            del self.fields["code"]
        self.finish(*(name for name in ("code", "answer", "given_on", "why") if name in self.fields))
