"""The style guide: every part of the look in every state, so that nobody has to invent one."""

from dataclasses import dataclass

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Button, Div, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

KERNEN = (("1", "Broekhem"), ("2", "Schin op Geul"), ("3", "Sibbe"))
CHANNELS = (("mail", _("E-mail")), ("letter", _("Brief")), ("phone", _("Telefoon")))


class SampleForm(forms.Form):
    """Every kind of field that the pages use."""

    title = forms.CharField(
        label=_("Naam van het idee"), help_text=_("Een paar woorden, zoals u het aan een buur zegt.")
    )
    description = forms.CharField(label=_("Omschrijving"), widget=forms.Textarea(attrs={"rows": 4}))
    kern = forms.ChoiceField(label=_("Kern"), choices=(("", _("Kies een kern")), *KERNEN))
    channel = forms.ChoiceField(label=_("Hoe houden wij u op de hoogte?"), choices=CHANNELS, widget=forms.RadioSelect)
    kernen = forms.MultipleChoiceField(
        label=_("Voor welke kernen?"),
        help_text=_("U mag er meer kiezen."),
        choices=KERNEN,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    needed_by = forms.DateField(
        label=_("Nodig voor"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), required=False
    )
    amount = forms.DecimalField(label=_("Bedrag in euro"), min_value=0, required=False)
    email = forms.EmailField(label=_("E-mailadres"), required=False)
    photo = forms.FileField(label=_("Foto of tekening"), help_text=_("Jpg, png of pdf, tot 10 MB."), required=False)
    consent = forms.BooleanField(label=_("De initiatiefnemer weet dat wij dit opschrijven."))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True
        self.helper.layout = Layout(
            Fieldset(_("Het idee"), "title", "description", Row("kern", "needed_by", "amount")),
            Fieldset(_("Contact"), "channel", "kernen", Field("email"), "photo", "consent"),
            HTML('<p class="bk-muted">HTML(…) in een layout.</p>'),
            Div(Submit("save", _("Opslaan")), Button("preview", _("Bekijken")), css_class="bk-actions"),
        )

    def clean(self) -> None:
        """A fault of the whole form."""
        super().clean()
        if not self.cleaned_data.get("title"):
            raise forms.ValidationError(_("Dit idee lijkt op een idee dat er al is."))


class SampleFilter(forms.Form):
    """A compact form that asks and changes nothing."""

    q = forms.CharField(label=_("Zoek op woord of kenmerk"), required=False)
    kern = forms.ChoiceField(label=_("Kern"), choices=(("", _("Alle kernen")), *KERNEN), required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_tag = False


@dataclass(frozen=True, kw_only=True)
class Part:
    """A row of a sample: a step, an entry, a tab."""

    title: str = ""
    label: str = ""
    state: str = ""
    text: str = ""
    date: str = ""
    who: str = ""
    audience: str = ""
    url: str = "#"
    count: int | None = None
    is_current: bool = False


STEPS = (
    Part(title="Idee genoteerd", state="done", text="3 november"),
    Part(title="Besproken met de gemeente", state="done", text="12 november"),
    Part(title="Steun in de buurt", state="skipped", text="Niet nodig: iedereen in de straat deed al mee."),
    Part(title="Besluit", state="current", text="U hoort van ons voor 5 december."),
    Part(title="Aan de slag", state="todo"),
    Part(title="Van ons samen", state="todo"),
)
ENTRIES = (
    Part(
        title="Bericht verstuurd", date="12 november, 14.20", who="Team Groen", audience="bewoner", state="Aangekomen",
        text="Wij bekijken uw idee. Mevrouw De Wit belt u voor 20 november.",
    ),
    Part(title="Teruggegeven", date="8 november, 9.05", who="Beleidsmedewerker", audience="intern", text="Fout team."),
    Part(title="Vastgelegd", date="3 november, 16.40", who="Externe coördinator", audience="partner"),
)  # fmt: skip
TABS = (
    Part(label="Wacht op mij", count=4, is_current=True),
    Part(label="Nieuw", count=12),
    Part(label="Wacht op ander", count=7),
    Part(label="Te laat", count=0),
    Part(label="Alles"),
)
LEVELS = (messages.INFO, messages.SUCCESS, messages.WARNING, messages.ERROR)


def show_styleguide(request: HttpRequest) -> HttpResponse:
    """Every part in every state, in the theme of this municipality or in the one that is asked for."""
    for level in LEVELS:
        messages.add_message(request, level, gettext("Zo ziet een bericht na een handeling eruit."))
    context = {
        "breadcrumb": [(gettext("Over deze site"), "#"), (gettext("Stijlgids"), "")],
        "good_form": SampleForm(prefix="goed", initial={"title": "Bankje bij de kapel", "channel": "letter"}),
        "bad_form": SampleForm({"fout-email": "geen adres", "fout-amount": "-10"}, prefix="fout"),
        "filter_form": SampleFilter({"kern": "2"}),
        "pills": [("Kern: Schin op Geul", "#"), ("Te laat", "#")],
        "errors": [
            (gettext("Naam van het idee: dit veld is verplicht."), "id_goed-title"),
            (gettext("Iemand was u voor."), ""),
        ],
        "facts": [("Kenmerk", "VAG-2026-0042"), ("Kern", "Schin op Geul"), ("Contact", "Externe coördinator")],
        "consequences": ["De initiatiefnemer krijgt een brief.", "De beleidsmedewerker krijgt vijf werkdagen."],
        "steps": STEPS,
        "entries": ENTRIES,
        "tabs": TABS,
        "tones": ("neutral", "info", "ok", "warning", "error"),
        "calm": True,
    }
    return render(request, "stijlgids.html", context)
