"""What the functional administrator types about places and money, made clean."""

import io
import uuid
import warnings
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from kernen.csv_import import MOST_BYTES, BadFile, read_text
from kernen.fields import EuroField
from kernen.models import EnoughRule, FundingSource, Kern, Mandate, Municipality, PolicyDomain
from kernen.slugs import make_slug

LOGO_BYTES, LOGO_PIXELS, LOGO_SIZE = 1_000_000, 20_000_000, (600, 240)
PHOTO_BYTES, PHOTO_SIZE = 8_000_000, (480, 480)
UPLOAD_SALT, UPLOAD_SECONDS = "kernen.import", 3600


class MunicipalityForm(forms.ModelForm[Municipality]):
    """The one municipality; its logo is drawn anew, so that nothing but the picture is kept."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")
    accessibility_statement = forms.URLField(
        label=_("Toegankelijkheidsverklaring"),
        required=False,
        assume_scheme="https",
        help_text=_("Het webadres van de verklaring met uw status, in het register van de overheid."),
    )
    security_policy = forms.URLField(
        label=_("Beleid voor meldingen"),
        required=False,
        assume_scheme="https",
        help_text=_("Het webadres van uw beleid (CVD); staat in security.txt."),
    )
    remove_logo = forms.BooleanField(label=_("Logo weghalen"), required=False)

    class Meta:
        model = Municipality
        exclude = ()  # noqa: DJ006 – every fact of the municipality is the administrator's.

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.logo:
            # What is not there cannot be taken away.
            self.fields["remove_logo"].widget = forms.HiddenInput()

    def clean_logo(self) -> Any:
        """A new picture made small and plain, or the one that was there."""
        logo = self.cleaned_data.get("logo")
        return redraw(logo, size=LOGO_SIZE, most=LOGO_BYTES) if isinstance(logo, UploadedFile) else logo

    def clean(self) -> dict[str, Any]:
        """Without its logo when asked."""
        cleaned = super().clean() or {}
        if cleaned.get("remove_logo"):
            cleaned["logo"] = False
        return cleaned


def redraw(upload: UploadedFile[Any], *, size: tuple[int, int], most: int) -> ContentFile[bytes]:
    """The picture as a small PNG under a name of our own: no hidden data, no surprises."""
    if (upload.size or 0) > most:
        raise forms.ValidationError(_("Dit bestand is te groot: hooguit %s MB.") % (most // 1_000_000))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            upload.seek(0)
            picture = Image.open(upload, formats=("PNG", "JPEG"))
            if picture.width * picture.height > LOGO_PIXELS:
                raise forms.ValidationError(_("Deze afbeelding heeft te veel beeldpunten."))
            # A photo of a telephone lies on its side and says so in what is left out.
            plain = ImageOps.exif_transpose(picture).convert("RGBA")
            plain.thumbnail(size)
            drawn = io.BytesIO()
            plain.save(drawn, "PNG")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise forms.ValidationError(_("Deze afbeelding kunnen wij niet lezen. Gebruik een png of jpg.")) from None
    return ContentFile(drawn.getvalue(), name=f"{uuid.uuid4().hex}.png")


class KernForm(forms.ModelForm[Kern]):
    """A kern; its address is made of its first name and stays."""

    class Meta:
        model = Kern
        fields = (
            "name",
            "meeting_place",
            "inhabitants",
            "inhabitants_year",
            "inhabitants_source",
            "households",
            "households_year",
            "households_source",
            "note",
        )

    def clean(self) -> dict[str, Any]:
        """An address for a new kern."""
        cleaned = super().clean() or {}
        if not self.instance.slug and cleaned.get("name"):
            self.instance.slug = make_slug(cleaned["name"], taken=set(Kern.objects.values_list("slug", flat=True)))
            if not self.instance.slug:
                self.add_error("name", _("Gebruik letters of cijfers in de naam."))
        self._check_households(cleaned)
        return cleaned

    def _check_households(self, cleaned: dict[str, Any]) -> None:
        """A number of which nobody knows where it comes from says nothing; one that stood here before may stay."""
        said = {"households", "households_year", "households_source"}
        if not said & set(self.changed_data) or not said <= set(cleaned):
            return
        if cleaned["households"] is not None and not (cleaned["households_year"] and cleaned["households_source"]):
            self.add_error(None, _("Geef bij het aantal huishoudens ook het jaar en de bron."))


class EnoughRuleForm(forms.ModelForm[EnoughRule]):
    """A rule; the number stands only beside what is counted."""

    class Meta:
        model = EnoughRule
        fields = ("kern", "domain", "enough", "number")
        help_texts: ClassVar = {
            "kern": _("Leeg: geldt in alle kernen."),
            "domain": _("Leeg: geldt voor alle domeinen."),
            "number": _(
                "Bij een aantal: hoeveel mensen, bijvoorbeeld 40. "
                "Bij een deel: hoeveel van elke 100 huishoudens, bijvoorbeeld 30. Anders laat u dit leeg."
            ),
        }
        labels: ClassVar = {"number": _("Hoeveel?")}


class ArchiveKernForm(forms.Form):
    """Which kernen follow up the one that goes; a kern may also end without."""

    successors = forms.ModelMultipleChoiceField(
        label=_("Welke kernen volgen hem op?"),
        help_text=_("Bij een samenvoeging één, bij een splitsing meer. U mag het ook leeg laten."),
        queryset=Kern.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, kern: Kern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["successors"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = Kern.objects.current().exclude(pk=kern.pk).order_by("name")


class PolicyDomainForm(forms.ModelForm[PolicyDomain]):
    """A domain; its code is made of its first name and stays."""

    class Meta:
        model = PolicyDomain
        fields = ("name", "resident_word", "description", "keywords", "default_officer", "deputy_officer")

    def clean(self) -> dict[str, Any]:
        """A code for a new domain; officer and deputy are two people."""
        cleaned = super().clean() or {}
        if not self.instance.code and cleaned.get("name"):
            taken = set(PolicyDomain.objects.values_list("code", flat=True))
            self.instance.code = make_slug(cleaned["name"], taken=taken, longest=40, dash="_")
            if not self.instance.code:
                self.add_error("name", _("Gebruik letters of cijfers in de naam."))
        if cleaned.get("default_officer") and cleaned.get("default_officer") == cleaned.get("deputy_officer"):
            self.add_error("deputy_officer", _("Kies een ander dan de vaste beleidsmedewerker."))
        return cleaned


class FundingSourceForm(forms.ModelForm[FundingSource]):
    """A purse, with its ceiling in euro."""

    ceiling_cents = EuroField(label=_("Plafond (euro)"), required=False, help_text=_("Leeg: geen plafond."))

    class Meta:
        model = FundingSource
        fields = ("name", "owner", "starts_on", "ends_on", "ceiling_cents", "health_only", "legal_basis", "note")


class MandateForm(forms.ModelForm[Mandate]):
    """Who decides up to what amount, in euro."""

    ceiling_cents = EuroField(label=_("Tot en met (euro)"), required=False, help_text=_("Leeg: zonder grens."))

    class Meta:
        model = Mandate
        fields = ("name", "ceiling_cents", "source")


class KernUploadForm(forms.Form):
    """A spreadsheet with kernen; cleaned to its text."""

    file = forms.FileField(
        label=_("Bestand"),
        help_text=_("Een CSV van hooguit 200 kB."),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """The text of the file, or a sentence about what is wrong with it."""
        upload: UploadedFile[Any] = self.cleaned_data["file"]
        try:
            return read_text(upload.read(MOST_BYTES + 1))
        except BadFile as bad:
            raise forms.ValidationError(str(bad)) from None


class ConfirmImportForm(forms.Form):
    """What was uploaded and what was said about it, signed, so that it comes back as it went."""

    upload = forms.CharField(widget=forms.HiddenInput)

    def clean_upload(self) -> list[str]:
        """The text and the digest of its report."""
        try:
            text, digest = signing.loads(self.cleaned_data["upload"], salt=UPLOAD_SALT, max_age=UPLOAD_SECONDS)
        except (signing.BadSignature, ValueError):
            raise forms.ValidationError(_("Dit duurde te lang. Kies het bestand nog een keer.")) from None
        return [text, digest]
