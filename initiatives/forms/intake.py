"""The first talk, typed in two minutes; and helping somebody on who comes for something else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise

from initiatives.forms.person import REACH, ReachFields, check_phone
from initiatives.forms.warnings import HEALTH_HINT, LookedOver
from initiatives.models.choices import (
    SENSITIVE_REFERRALS,
    InitiatorKind,
    ReferralKind,
    Way,
    YesNoUnknown,
)
from initiatives.workflow.asking import DateBox
from kernen.models import Kern

IDEA = "idea"
EVERYWHERE = "all"


@dataclass(frozen=True, kw_only=True)
class Elsewhere:
    """Something that is no initiative: what it is in plain words, who helps, and what to say to the resident."""

    label: StrPromise
    explains: StrPromise
    receiver: StrPromise
    advice: StrPromise


ELSEWHERE: Mapping[ReferralKind, Elsewhere] = {
    ReferralKind.REPORT: Elsewhere(
        label=_("Melding"), explains=_("Iets op straat is kapot, vies of gevaarlijk: een losse tegel, een lamp."),
        receiver=_("Klantcontactcentrum"),
        advice=_("De bewoner kan dit ook zelf melden, bij het klantcontactcentrum van de gemeente."),
    ),
    ReferralKind.COMPLAINT: Elsewhere(
        label=_("Klacht"), explains=_("Iemand is niet goed geholpen of behandeld door de gemeente."),
        receiver=_("Klachtencoördinator"),
        advice=_("De bewoner dient de klacht zelf in. De klachtencoördinator belt terug."),
    ),
    ReferralKind.CARE_REQUEST: Elsewhere(
        label=_("Hulpvraag"), explains=_("Iemand heeft hulp of zorg nodig, voor zichzelf of voor een ander."),
        receiver=_("Sociaal team"),
        advice=_("Geef de bewoner het nummer van het sociaal team, of bel er samen naartoe. Bij direct gevaar: 112."),
    ),
    ReferralKind.MEDIATION: Elsewhere(
        label=_("Ruzie met buren"), explains=_("Overlast of ruzie tussen buren."),
        receiver=_("Buurtbemiddeling"),
        advice=_("Geef de bewoner het nummer van buurtbemiddeling. Voelt iemand zich bedreigd: de wijkagent of 112."),
    ),
    ReferralKind.COUNCIL: Elsewhere(
        label=_("Voorstel aan de raad"), explains=_("Iemand wil met handtekeningen op de agenda van de raad."),
        receiver=_("Griffie"),
        advice=_("De griffie helpt met de regels en de handtekeningen."),
    ),
    ReferralKind.CHALLENGE: Elsewhere(
        label=_("Taak overnemen"), explains=_("Bewoners willen werk van de gemeente overnemen (uitdaagrecht)."),
        receiver=_("Loket uitdaagrecht"),
        advice=_("Het uitdaagrecht heeft eigen regels en eigen termijnen. Blijf zelf contactpersoon voor de bewoners."),
    ),
    ReferralKind.PERMIT: Elsewhere(
        label=_("Vergunning"), explains=_("Iemand wil bouwen, kappen of iets organiseren en vraagt een vergunning."),
        receiver=_("Omgevingsloket"),
        advice=_("De bewoner vraagt een vergunning aan bij het Omgevingsloket. De gemeente helpt daarbij."),
    ),
    ReferralKind.BUSINESS: Elsewhere(
        label=_("Ondernemer"), explains=_("Het gaat om geld verdienen of om een bedrijf."),
        receiver=_("Ondernemersloket"),
        advice=_("Het ondernemersloket kijkt wat er kan."),
    ),
    ReferralKind.OTHER_GOVERNMENT: Elsewhere(
        label=_("Andere overheid"), explains=_("Het gaat over iets van de provincie, het waterschap of het Rijk."),
        receiver=_("Provincie of waterschap"),
        advice=_("Zoek samen op wie erover gaat, en geef het nummer mee."),
    ),
    ReferralKind.HOUSING: Elsewhere(
        label=_("Woningcorporatie"), explains=_("Het gaat over een huurhuis, een portiek of grond van de corporatie."),
        receiver=_("Woningcorporatie"),
        advice=_("De huurder belt de corporatie; die kent de woning en de straat."),
    ),
    ReferralKind.FUND: Elsewhere(
        label=_("Fonds"), explains=_("Iemand zoekt alleen geld; een fonds past daar beter bij dan de gemeente."),
        receiver=_("Fonds"),
        advice=_("Een fonds heeft eigen regels. Help met kijken welk fonds past."),
    ),
}  # fmt: skip
KINDS = [(IDEA, _("Idee van bewoners")), *((kind.value, row.label) for kind, row in ELSEWHERE.items())]


class IntakeForm(LookedOver, ReachFields):
    """Title, where, one sentence, how to reach; the rest may wait."""

    watched = ("title", "summary", "already_tried", "brought_in_by")
    # What may wait: columns of the initiative, and the other kernen.
    OWN_COLUMNS: ClassVar[tuple[str, ...]] = (
        "brought_in_by", "initiator_kind", "organisation", "already_tried", "discussed_in_kernoverleg", "needed_by",
    )  # fmt: skip
    MORE: ClassVar[tuple[str, ...]] = (*OWN_COLUMNS, "more_kernen")
    field_order = ("kind", "title", "kern", "summary", *REACH)

    kind = forms.ChoiceField(
        label=_("Wat is dit?"), choices=KINDS, widget=forms.RadioSelect, initial=IDEA, required=False
    )
    title = forms.CharField(
        label=_("Titel"), max_length=120, help_text=_("Een paar woorden, zoals u het aan een buur zegt.")
    )
    kern = forms.ChoiceField(label=_("Kern"))
    summary = forms.CharField(
        label=_("Het idee in één zin"), max_length=300, help_text=HEALTH_HINT, widget=forms.Textarea(attrs={"rows": 3})
    )
    brought_in_by = forms.CharField(
        label=_("Wie bracht het in?"),
        max_length=120,
        required=False,
        help_text=_("Als het een ander is dan wie het idee heeft. Een functie of groep, geen naam van een buur."),
    )
    initiator_kind = forms.ChoiceField(
        label=_("Wie heeft het idee?"), choices=[("", _("Kies")), *InitiatorKind.choices], required=False
    )
    organisation = forms.CharField(label=_("Naam van de organisatie of groep"), max_length=120, required=False)
    already_tried = forms.CharField(
        label=_("Wat hebben de bewoners zelf al geprobeerd?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    discussed_in_kernoverleg = forms.ChoiceField(
        label=_("Besproken in het kernoverleg?"),
        choices=YesNoUnknown.choices,
        initial=YesNoUnknown.UNKNOWN,
        required=False,
    )
    needed_by = forms.DateField(
        label=_("Nodig voor"),
        required=False,
        widget=DateBox(),
        help_text=_("Alleen als er een dag is waarop het klaar moet zijn, zoals een feest."),
    )
    more_kernen = forms.MultipleChoiceField(
        label=_("Ook in"), required=False, widget=forms.CheckboxSelectMultiple(), help_text=_("U mag er meer kiezen.")
    )

    def __init__(
        self, *args: Any, own: Sequence[Kern], kernen: Iterable[Kern], word: str, draft: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        known = {str(kern.pk): kern for kern in (*own, *kernen)}
        self.kern_of = known
        self.fields["kern"] = forms.ChoiceField(
            label=word[:1].upper() + word[1:],
            choices=[("", _("Kies")), *((str(k.pk), k.name) for k in own), (EVERYWHERE, _("hele gemeente"))],
        )
        self.fields["more_kernen"].choices = [(key, kern.name) for key, kern in known.items()]  # type: ignore[attr-defined]
        if len(own) == 1:
            self.initial.setdefault("kern", str(own[0].pk))

    def needed(self) -> set[str]:
        """A draft needs a title; who began to write down how to reach somebody, finishes it."""
        if not self.draft:
            return super().needed()
        began = any(self.data.get(self.add_prefix(name), "").strip() for name in REACH if name != "channel")
        return {"title", *({"channel", *self.needed_for_channel()} if began else ())}

    def kernen(self) -> tuple[Kern | None, list[Kern]]:
        """The lead kern and the others; no lead kern where it is about the whole municipality, or not said yet."""
        lead = self.kern_of.get(self.cleaned_data["kern"])
        others = [self.kern_of[key] for key in self.cleaned_data["more_kernen"]] if lead else []
        return lead, [kern for kern in others if kern != lead]

    def columns(self) -> dict[str, Any]:
        """What the initiative itself keeps."""
        columns: dict[str, Any] = {name: self.cleaned_data[name] for name in ("title", "summary", *self.OWN_COLUMNS)}
        columns["discussed_in_kernoverleg"] = columns["discussed_in_kernoverleg"] or YesNoUnknown.UNKNOWN
        return columns | {"whole_municipality": self.cleaned_data["kern"] == EVERYWHERE}

    def person(self) -> dict[str, str] | None:
        """How to reach somebody, if that was filled in."""
        reach = self.reach()
        return reach if all(self.cleaned_data.get(name) for name in self.needed_for_channel()) else None

    def more_is_open(self) -> bool:
        """Whether the part that may wait has something in it that should be seen."""
        return any(self[name].errors or (self[name].value() and not self._untouched(name)) for name in self.MORE)

    def _untouched(self, name: str) -> bool:
        """Still as a new form has it."""
        return bool(self[name].value() == self.fields[name].initial)

    def elsewhere(self) -> list[tuple[str, Elsewhere, bool]]:
        """The other things it may be: code, words, and whether it is chosen."""
        return [(kind.value, row, self["kind"].value() == kind) for kind, row in ELSEWHERE.items()]

    def is_elsewhere(self) -> bool:
        """Whether something else than an idea is chosen."""
        return self["kind"].value() in ELSEWHERE


class ReferralForm(forms.Form):
    """Somebody is helped on; of a quarrel, a cry for help or a complaint there is no field for the story."""

    use_required_attribute = False

    kern = forms.ChoiceField(label=_("Kern"), required=False)
    referred_on = forms.DateField(label=_("Datum"), widget=DateBox())
    channel = forms.ChoiceField(label=_("Hoe kwam het binnen?"), choices=Way.choices, initial=Way.COUNTER)
    receiver = forms.CharField(label=_("Wie gaat helpen?"), max_length=120)
    receiver_phone = forms.CharField(
        label=_("Telefoonnummer van wie gaat helpen"),
        max_length=30,
        required=False,
        validators=[check_phone],
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    warm = forms.BooleanField(label=_("Ik heb het al doorgegeven"), required=False)
    receiver_email = forms.EmailField(label=_("E-mailadres van wie gaat helpen"), max_length=254, required=False)
    text = forms.CharField(
        label=_("Bericht"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Gaat één keer naar wie gaat helpen. Wij bewaren het niet."),
    )

    def __init__(
        self, *args: Any, kind: ReferralKind, kernen: Iterable[Kern], word: str, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        self.kern_of = {str(kern.pk): kern for kern in kernen}
        self.fields["kern"] = forms.ChoiceField(
            label=word[:1].upper() + word[1:],
            required=False,
            choices=[("", _("weet ik niet")), *((key, kern.name) for key, kern in self.kern_of.items())],
        )
        self.initial = {"receiver": str(ELSEWHERE[kind].receiver), "referred_on": today, **self.initial}
        if kind in SENSITIVE_REFERRALS:
            for name in ("receiver_email", "text"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A text has somebody to go to; the day was."""
        cleaned = super().clean() or {}
        if cleaned.get("text") and "receiver_email" in cleaned and not cleaned["receiver_email"]:
            self.add_error("receiver_email", _("Naar welk adres mag dit bericht? Of laat het bericht leeg."))
        if cleaned.get("referred_on") and cleaned["referred_on"] > self.today:
            self.add_error("referred_on", _("Deze dag moet nog komen."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """What the row keeps."""
        kept = {
            name: self.cleaned_data[name] for name in ("referred_on", "channel", "receiver", "receiver_phone", "warm")
        }
        return kept | {"kern": self.kern_of.get(self.cleaned_data["kern"])}
