"""What is typed about a wish of a village: few words, without names, and what became of it."""

from typing import Any, ClassVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.status import PlainField
from initiatives.forms.warnings import LookedOver
from initiatives.models import Initiative
from initiatives.models.initiative_rows import InitiativeQuerySet
from overleg.deeds.wishes import WITH_INITIATIVE
from overleg.models import Wish
from overleg.models.wish import WishState

# What lapses goes with a button of its own, so that it can be taken back.
STATES = (WishState.OPEN, WishState.TAKEN_UP, WishState.DONE)


def _helper(form: forms.Form) -> FormHelper:
    """The fields in their order, and one button."""
    helper = FormHelper()
    helper.form_tag, helper.disable_csrf = False, True
    if not getattr(form, "has_remarks", False):
        form.fields.pop("looked_over", None)
    helper.add_input(Submit("submit", str(_("Bewaren")), css_class="primary"))
    return helper


class WishForm(LookedOver):
    """The wish itself."""

    watched: ClassVar[tuple[str, ...]] = ("text",)
    field_order = ("text", "state", "initiative", "looked_over")

    text = PlainField(
        label=_("De wens"),
        max_length=200,
        help_text=_("In de woorden van het dorp. Schrijf geen namen op: iedereen kan dit lezen."),
        error_messages={
            "required": _("Schrijf de wens op. Een paar woorden is genoeg."),
            "max_length": _("Maak de wens korter. Gebruik hooguit 200 tekens."),
        },
    )

    @property
    def helper(self) -> FormHelper:
        """How it is drawn; the box to say that a remark was seen only where there is one."""
        return _helper(self)


class ChangeWishForm(WishForm):
    """The wish, how far it is, and the initiative that takes it up."""

    state = forms.ChoiceField(
        label=_("Hoe staat het ermee?"),
        choices=[(state.value, state.label) for state in STATES],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het ermee staat.")},
    )
    initiative = forms.ModelChoiceField(
        Initiative.objects.none(),
        label=_("Welk initiatief pakt de wens op?"),
        required=False,
        empty_label=_("(nog) geen"),
        help_text=_("Alleen als de wens wordt opgepakt of gedaan is."),
        error_messages={"invalid_choice": _("Dit initiatief staat niet in de lijst. Kies een ander.")},
    )

    def __init__(self, data: Any = None, *, wish: Wish, ideas: InitiativeQuerySet) -> None:
        state = WishState.OPEN if wish.state == WishState.DROPPED else wish.state
        super().__init__(data, initial={"text": wish.text, "state": state, "initiative": wish.initiative_id})
        field = self.fields["initiative"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = ideas

    def clean(self) -> dict[str, Any]:
        """Only what is taken up or done has an initiative."""
        cleaned = super().clean()
        if cleaned.get("initiative") and cleaned.get("state") not in WITH_INITIATIVE:
            self.add_error("state", _("Kies “wordt opgepakt” of “gedaan” als er een initiatief bij hoort."))
        return cleaned
