"""The story of an initiative, in the order that works: idea, where, who, what is needed, and money only if asked."""

from collections.abc import Iterator
from copy import copy
from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout, Row
from django import forms
from django.http import QueryDict
from django.utils import formats
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.edit import EDITABLE
from initiatives.forms.plain import look_over
from initiatives.forms.warnings import HEALTH_HINT, LookedOver
from initiatives.models import Initiative
from initiatives.models.choices import Ask, InitiatorKind
from initiatives.workflow.asking import DateBox, ForResident
from kernen.fields import EuroField, show_euros
from kernen.models import PolicyDomain


class EditForm(LookedOver, forms.ModelForm[Initiative]):
    """Everything that may be completed later, on the version that was seen."""

    watched = (
        "title", "summary", "description", "aim", "already_tried", "own_effort", "brought_in_by", "asks_note", "upkeep",
        "earlier_request", "public_summary",
    )  # fmt: skip
    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1)
    form_key = forms.UUIDField(widget=forms.HiddenInput)
    initiator_kind = forms.ChoiceField(
        label=_("Wie heeft het idee?"), choices=[("", _("Kies")), *InitiatorKind.choices], required=False
    )
    asks = forms.MultipleChoiceField(
        label=_("Wat is er nodig van de gemeente?"),
        choices=Ask.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    amount_asked_cents = EuroField(
        label=_("Gevraagd bedrag in euro"), required=False, help_text=_("Alleen als er geld nodig is.")
    )

    class Meta:
        model = Initiative
        fields = EDITABLE
        field_classes: ClassVar[dict[str, type[forms.Field]]] = {"public_summary": ForResident}
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "summary": forms.Textarea(attrs={"rows": 2}),
            "description": forms.Textarea(attrs={"rows": 6}),
            "aim": forms.Textarea(attrs={"rows": 3}),
            "already_tried": forms.Textarea(attrs={"rows": 3}),
            "own_effort": forms.Textarea(attrs={"rows": 3}),
            "upkeep": forms.Textarea(attrs={"rows": 3}),
            "public_summary": forms.Textarea(attrs={"rows": 4}),
            "needed_by": DateBox(),
        }
        labels: ClassVar[dict[str, Any]] = {
            "title": _("Titel"),
            "summary": _("Het idee in één zin"),
            "description": _("Omschrijving"),
            "aim": _("Wat willen de bewoners bereiken?"),
            "place": _("Plek"),
            "discussed_in_kernoverleg": _("Besproken in het kernoverleg?"),
            "organisation": _("Naam van de organisatie of groep"),
            "brought_in_by": _("Wie bracht het in?"),
            "own_effort": _("Wat doen de bewoners zelf?"),
            "already_tried": _("Wat hebben zij zelf al geprobeerd?"),
            "asks_note": _("Toelichting"),
            "fiscal_host": _("Welke vereniging of stichting kan het geld ontvangen?"),
            "earlier_request": _("Is het eerder ergens aangevraagd? Waar?"),
            "permit_needed": _("Vergunning of toestemming nodig?"),
            "upkeep": _("Wie zorgt er daarna voor?"),
            "needed_by": _("Nodig voor"),
            "domain_hint": _("Waar gaat het over?"),
            "health_related": _("Het gaat over gezondheid"),
            "may_publish": _("Het initiatief mag op de website"),
            "public_summary": _("Tekst voor de website"),
        }
        help_texts: ClassVar[dict[str, Any]] = {
            "description": HEALTH_HINT,
            "place": _("Zoals men het in het dorp zegt, bijvoorbeeld: het veldje achter de kerk."),
            "domain_hint": _("Als u het weet. De interne coördinator kiest."),
            "health_related": _("De GGD leest dan mee. Het gaat om het onderwerp, niet om iemands eigen gezondheid."),
            "public_summary": _("Zonder namen van mensen."),
            "own_effort": _("Bij elk besluit wordt hiernaar gevraagd."),
            "upkeep": _("Onderhoud, sleutel, verzekering."),
        }

    def __init__(self, data: QueryDict | None, *, initiative: Initiative, key: str) -> None:
        # A copy: what was typed may not reach the initiative before the deed is done.
        super().__init__(data, instance=copy(initiative), initial={"version": initiative.version, "form_key": key})
        domains = self.fields["domain_hint"]
        if isinstance(domains, forms.ModelChoiceField):
            domains.queryset = PolicyDomain.objects.filter(archived_on=None).order_by("name")
            domains.empty_label = str(_("weet niet"))
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = _layout()
        look_over(self)

    def clean(self) -> dict[str, Any]:
        """An amount belongs to money that is asked for; the field is not even shown without."""
        cleaned = super().clean()
        if "amount_asked_cents" in cleaned and Ask.MONEY not in cleaned.get("asks", ()):
            cleaned["amount_asked_cents"] = None
        return cleaned

    def columns(self) -> dict[str, Any]:
        """What was typed, column by column."""
        return {name: self.cleaned_data[name] for name in EDITABLE}

    def differences(self, now: Initiative) -> Iterator[tuple[str, str, str]]:
        """Where the initiative now says something else than was typed: label, what it says, what was typed."""
        for name, typed in self.columns().items():
            stands = getattr(now, name)
            if stands != typed:
                yield str(self.fields[name].label), self._shown(name, stands), self._shown(name, typed)

    def _shown(self, name: str, value: Any) -> str:
        """A value as one reads it."""
        if isinstance(value, bool):
            return str(_("ja") if value else _("nee"))
        if value in (None, "", []):
            return str(_("(leeg)"))
        if name == "amount_asked_cents":
            return f"€ {show_euros(value)}"
        if name == "needed_by":
            return formats.date_format(value, "j F Y")
        choices = {} if name == "domain_hint" else dict(getattr(self.fields[name], "choices", ()))
        return ", ".join(str(choices.get(part, part)) for part in (value if isinstance(value, list) else [value]))


def again(data: QueryDict, *, version: int, key: str) -> QueryDict:
    """The same answers, for the initiative as it is now."""
    fresh = data.copy()
    fresh["version"], fresh["form_key"] = str(version), key
    return fresh


def _layout() -> Layout:
    """Fieldset by fieldset, as the talk goes."""
    return Layout(
        "version",
        "form_key",
        Fieldset(_("Het idee"), "title", "summary", "description", "aim"),
        Fieldset(_("Waar"), "place", "discussed_in_kernoverleg"),
        Fieldset(_("Wie"), Row("initiator_kind", "organisation"), "brought_in_by", "own_effort", "already_tried"),
        Fieldset(
            _("Wat is er nodig"),
            Div("asks", css_class="bk-asks"),
            "asks_note",
            Div("amount_asked_cents", "fiscal_host", css_class="bk-money"),
            "needed_by",
            "permit_needed",
            "earlier_request",
            "upkeep",
        ),
        Fieldset(_("Waarheen"), "domain_hint", "health_related"),
        Fieldset(_("Op de website"), "may_publish", "public_summary"),
    )
