"""The words of letters as the functional administrator types them, made clean."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from initiatives.deeds.table import DEEDS
from initiatives.forms.plain import look_over
from initiatives.letters.readers import Reader
from initiatives.letters.templates import PLACEHOLDERS, complaints_about, default_body
from initiatives.models import LetterTemplate, StandardText
from initiatives.models.choices import Level
from initiatives.workflow.action import Action
from initiatives.workflow.asking import ForResident
from initiatives.workflow.table import TRANSITIONS

Choices = list[tuple[str, str | StrPromise]]
ROWS: tuple[Action, ...] = (*TRANSITIONS, *DEEDS)


def _named(rows: Iterable[Action]) -> Choices:
    """By the name of their button, in the order of the alphabet."""
    return sorted(((row.name, str(row.button)) for row in rows), key=lambda choice: str(choice[1]).lower())


def steps_with_a_letter() -> Choices:
    """After these a resident may read something."""
    return _named(row for row in ROWS if Reader.INITIATOR in row.tells)


def steps_with_words() -> Choices:
    """In these a colleague types something that residents read."""
    return _named(row for row in ROWS if any(wanted.for_resident for wanted in row.inputs))


class LetterBox(forms.Textarea):
    """A box with the words that are filled in by themselves below it."""

    template_name = "admin/letter_box.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """With every placeholder."""
        return super().get_context(name, value, attrs) | {"placeholders": PLACEHOLDERS}


class LetterTemplateForm(forms.ModelForm[LetterTemplate]):
    """One text for one step; what stands in brackets must be something we know."""

    action = forms.ChoiceField(
        label=_("Na welke stap?"), required=False, choices=lambda: [("", _("alle stappen")), *steps_with_a_letter()]
    )
    language = forms.ChoiceField(label=_("Taal"), choices=settings.LANGUAGES)
    body = ForResident(
        label=_("Tekst"),
        max_length=4000,
        strip=True,
        widget=LetterBox(attrs={"rows": 18, "data-bk-insert-here": "yes"}),
        help_text=_("Korte zinnen, gewone woorden. Een regel waarvan alle invulwoorden leeg zijn, valt weg."),
    )

    class Meta:
        model = LetterTemplate
        fields = ("action", "domain", "language", "level", "body")
        labels: ClassVar[Mapping[str, StrPromise]] = {"domain": _("Alleen voor domein"), "level": _("Soort brief")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _any_domain(self)
        look_over(self)

    @classmethod
    def name_of(cls, action: str) -> str:
        """What a step is called on its button."""
        return str(dict(steps_with_a_letter()).get(action, action) or _("alle stappen"))

    @classmethod
    def language_of(cls, code: str) -> str:
        """What a language is called by who reads it."""
        return dict(settings.LANGUAGES).get(code, code)

    @classmethod
    def first_values(cls, asked: Mapping[str, str]) -> dict[str, Any]:
        """Our own words in the language and length that were asked for, to change."""
        language, level = asked.get("language", ""), asked.get("level", "")
        language = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        level = level if level in Level.values else Level.PLAIN
        return {"language": language, "level": level, "body": default_body(language=language, level=level)}

    def for_example(self) -> dict[str, str]:
        """What an example letter is made of."""
        return {name: self.cleaned_data[name] for name in ("body", "language")}

    def clean_body(self) -> str:
        """A sentence for everything between brackets that we do not know."""
        body: str = self.cleaned_data["body"]
        if complaints := complaints_about(body):
            raise forms.ValidationError([str(complaint) for complaint in complaints])
        return body

    def clean(self) -> dict[str, Any]:
        """One text per step, domain, language and length."""
        cleaned = super().clean() or {}
        same = {name: cleaned.get(name) for name in ("action", "domain", "language", "level")}
        if LetterTemplate.objects.filter(**same).exclude(pk=self.instance.pk).exists():
            self.add_error("action", _("Voor deze keuze staat er al een tekst. Wijzig die."))
        self.instance.step_name = self.name_of(cleaned.get("action", ""))
        return cleaned


class StandardTextForm(forms.ModelForm[StandardText]):
    """A text that colleagues may start from."""

    actions = forms.MultipleChoiceField(
        label=_("Bij welke handelingen?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Niets aangevinkt: bij alle."),
        choices=steps_with_words,
    )

    class Meta:
        model = StandardText
        fields = ("title", "text", "actions", "domain", "is_active")
        field_classes: ClassVar[Mapping[str, type[forms.Field]]] = {"text": ForResident}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _any_domain(self)
        look_over(self)


def _any_domain(form: forms.BaseForm) -> None:
    """Nothing chosen is every domain."""
    domain = form.fields["domain"]
    if isinstance(domain, forms.ModelChoiceField):
        domain.empty_label = str(_("alle domeinen"))
