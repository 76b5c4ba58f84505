"""What somebody types who has an idea or something to say, and what a colleague does with it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.intake import ELSEWHERE
from initiatives.forms.person import check_phone
from initiatives.forms.status import PlainField, read_reference
from initiatives.forms.warnings import remarks_on
from initiatives.models.signal import SignalKind
from kernen.models import Kern, Word
from kernen.models.municipality import Article

MOST = 1000
UNKNOWN_NUMBER = _("Dit kenmerk kennen wij niet. Kies een initiatief of typ een kenmerk.")
TOO_LONG = _("Uw tekst is te lang. Gebruik hooguit 1000 tekens.")


def story_field(label: Any, *, help_text: Any = "", required: bool = True, missing: Any = "") -> PlainField:
    """One box for what somebody has to say."""
    return PlainField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": missing, "max_length": TOO_LONG},
    )


class ReachedForm(forms.Form):
    """How to reach somebody, if they want that."""

    use_required_attribute = False

    name = PlainField(
        label=_("Uw naam"), max_length=120, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = PlainField(
        label=_("Uw telefoonnummer"),
        max_length=30,
        required=False,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class CarefulForm(forms.Form):
    """A text that seems to say too much of somebody comes back once with a remark; the next press sends it."""

    use_required_attribute = False

    # Nobody sees this box; what fills it in is no person.
    website = PlainField(required=False)
    watched: ClassVar[str] = "text"

    @property
    def is_trapped(self) -> bool:
        """Filled in by a machine."""
        return bool(self.data.get("website"))

    def remarks(self) -> list[Any]:
        """What might better be left out, unless it was said before."""
        if not self.is_bound or self.data.get("looked_over"):
            return []
        return list(remarks_on(self.cleaned_data.get(self.watched, "")))


class IdeaForm(CarefulForm, ReachedForm):
    """The short form at 'Ik heb een idee'."""

    text = story_field(
        _("Wat is uw idee?"),
        help_text=_("Schrijf het op zoals u het zegt. Fouten zijn niet erg."),
        missing=_("Schrijf uw idee op. Een paar woorden is genoeg."),
    )
    kern = forms.ChoiceField(required=False)
    email = forms.EmailField(
        label=_("Uw e-mailadres"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Kijk uw e-mailadres na. Er hoort een @ in, zoals naam@voorbeeld.nl.")},
    )

    def __init__(self, *args: Any, kernen: Iterable[Kern], word: Word, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kern_of = {kern.slug: kern for kern in kernen}
        which = _("In welk %s?") if word.article == Article.HET else _("In welke %s?")
        self.fields["kern"] = forms.ChoiceField(
            label=which % word.singular,
            required=False,
            choices=[("", _("weet ik niet")), *((slug, kern.name) for slug, kern in self.kern_of.items())],
        )

    def columns(self) -> dict[str, Any]:
        """What the signal keeps."""
        kept = {name: self.cleaned_data[name] for name in ("text", "name", "phone", "email")}
        return kept | {"kern": self.kern_of.get(self.cleaned_data["kern"]), "kind": SignalKind.IDEA}


REACTIONS = (
    (SignalKind.SUPPORT.value, _("Ik ben het ermee eens")),
    (SignalKind.WORRY.value, _("Ik heb een zorg")),
    (SignalKind.JOIN.value, _("Ik wil meedoen")),
)


class ReactionForm(CarefulForm, ReachedForm):
    """What a neighbour says of an initiative; a name is only kept of who wants to be called."""

    field_order = ("kind", "text", "may_call", "name", "phone")

    kind = forms.ChoiceField(
        label=_("Wat wilt u zeggen?"),
        choices=REACTIONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat u wilt zeggen.")},
    )
    text = story_field(_("Uw reactie"), required=False, help_text=_("Schrijf geen namen van buren op."))
    may_call = forms.BooleanField(label=_("De coördinator mag mij bellen"), required=False)

    def clean(self) -> dict[str, Any]:
        """A worry is said; who joins can be called; nobody else leaves a name."""
        cleaned = super().clean() or {}
        kind = cleaned.get("kind")
        if kind == SignalKind.WORRY and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Schrijf op wat uw zorg is."))
        if kind == SignalKind.JOIN and not cleaned.get("may_call"):
            self.add_error("may_call", _("Wilt u meedoen? Zet dan een vinkje, zodat wij u mogen bellen."))
        if cleaned.get("may_call") and not cleaned.get("phone") and "phone" not in self.errors:
            self.add_error("phone", _("Op welk nummer mogen wij u bellen?"))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """What the signal keeps."""
        kept = {name: self.cleaned_data[name] for name in ("kind", "text", "may_call")}
        return kept | ({name: self.cleaned_data[name] for name in ("name", "phone")} if kept["may_call"] else {})


class HeardForm(forms.Form):
    """A colleague writes down what somebody said, without it being an initiative."""

    use_required_attribute = False

    text = story_field(
        _("Wat zei iemand?"), help_text=_("Niets over iemands gezondheid of over een ruzie."), missing=_("Vul dit in.")
    )
    kern = forms.ChoiceField(required=False)
    name = PlainField(label=_("Naam"), max_length=120, required=False)
    phone = PlainField(
        label=_("Telefoonnummer"), max_length=30, required=False, validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, kernen: Iterable[Kern], word: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kern_of = {str(kern.pk): kern for kern in kernen}
        self.fields["kern"] = forms.ChoiceField(
            label=word[:1].upper() + word[1:],
            required=False,
            choices=[("", _("weet ik niet")), *((key, kern.name) for key, kern in self.kern_of.items())],
        )

    def columns(self) -> dict[str, Any]:
        """What the signal keeps."""
        kept = {name: self.cleaned_data[name] for name in ("text", "name", "phone")}
        return kept | {"kern": self.kern_of.get(self.cleaned_data["kern"])}


class WhatWasDoneForm(forms.Form):
    """One box: a note, or why nothing is done."""

    use_required_attribute = False

    note = PlainField(
        label=_("Notitie"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Vul dit in.")},
    )

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].label = label


class JoinForm(forms.Form):
    """With which initiative it goes along: one of those that look like it, or any other by its number."""

    use_required_attribute = False

    number = PlainField(
        label=_("Of het kenmerk"), max_length=30, required=False, error_messages={"required": UNKNOWN_NUMBER}
    )

    def __init__(self, *args: Any, likely: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.likely = list(likely)
        if self.likely:
            self.fields["like"] = forms.ChoiceField(
                label=_("Lijkt op"), choices=self.likely, widget=forms.RadioSelect, required=False
            )
            self.order_fields(["like", "number"])
        else:
            self.fields["number"].label, self.fields["number"].required = _("Kenmerk"), True

    def reference(self) -> str:
        """The number that was typed or chosen; what is typed goes first."""
        typed = self.cleaned_data.get("number", "")
        return read_reference(typed) if typed else str(self.cleaned_data.get("like", ""))


ELSEWHERE_KINDS = [(kind.value, row.label, row.explains) for kind, row in ELSEWHERE.items()]
