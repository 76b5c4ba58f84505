"""Choosing files in a form: how many, how large, and each looked through; and a lid on what comes in at all."""

from typing import Any
from uuid import UUID, uuid4

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.utils.datastructures import MultiValueDict
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.forms.checking import ENDING_OF, Unfit, base_of, look_through
from initiatives.forms.scanning import refuse_virus
from initiatives.workflow.action import Text
from initiatives.workflow.storing import CleanFile

MEGABYTE = 1024 * 1024
LARGEST, MOST_AT_ONCE = 10 * MEGABYTE, 3
# Three files of the largest size and a little of each too many, so that the form can say so.
MOST_IN_ONE_REQUEST = (MOST_AT_ONCE + 1) * LARGEST
# With the kinds named like this an iPhone makes a JPEG of its photo by itself.
ACCEPT = ",".join(("image/jpeg", "image/png", "application/pdf", *ENDING_OF.values()))
NO_HEALTH_DATA = gettext_lazy("Stuur geen medische gegevens en geen BSN, van niemand.")
CUT_OFF = gettext_lazy("Het versturen is niet helemaal gelukt. Kies uw bestanden opnieuw.")
HOW_MANY = gettext_lazy("Hooguit 3 bestanden, elk hooguit 10 MB: foto (JPEG of PNG), PDF, Word, Excel of OpenDocument.")


class LiddedUpload(TemporaryFileUploadHandler):
    """What comes in goes to a temporary file; what lies beyond the lid is forgotten at once, and fills no disk."""

    kept = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Each file starts at nothing; the whole of the request goes on."""
        super().new_file(*args, **kwargs)
        self.of_this_file = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Kept as far as the lid; the size that the form sees is the real one."""
        self.of_this_file += len(raw_data)
        if self.of_this_file <= LARGEST + MEGABYTE and self.kept + len(raw_data) <= MOST_IN_ONE_REQUEST:
            self.kept += len(raw_data)
            return super().receive_data_chunk(raw_data, start)
        return None


class ManyFiles(forms.FileInput):
    """The browser's own box, for more than one file."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """All of them."""
        return files.getlist(name) if isinstance(files, MultiValueDict) else []


class FilesField(forms.FileField):
    """Some files; cleaned to what is kept of them."""

    def __init__(self, *, label: Text, required: bool = True, help_text: Text = "") -> None:
        super().__init__(
            label=label,
            required=required,
            help_text=help_text or format_lazy("{} {}", HOW_MANY, NO_HEALTH_DATA),
            widget=ManyFiles(attrs={"accept": ACCEPT}),
            error_messages={"required": gettext_lazy("Kies een bestand.")},
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """A list of CleanFile; a sentence for each that is not taken."""
        given: list[UploadedFile[Any]] = list(data or [])
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(given) > MOST_AT_ONCE:
            raise forms.ValidationError(_("Kies hooguit %s bestanden. Stuur de rest daarna.") % MOST_AT_ONCE)
        taken, refused = [], []
        for upload in given:
            try:
                taken.append(take(upload))
            except Unfit as unfit:
                refused.append(f"“{base_of(upload.name or '')[:60]}”: {unfit}")
        if refused:
            raise forms.ValidationError([*refused, *([again()] if taken else [])])
        return taken


def take(upload: UploadedFile[Any]) -> CleanFile:
    """One file, looked through; raises Unfit."""
    if (upload.size or 0) > LARGEST:
        raise Unfit(_("Dit bestand is te groot. Het mag hooguit %s MB zijn.") % (LARGEST // MEGABYTE))
    content = upload.read()
    refuse_virus(content)
    return look_through(upload.name or "", content)


def again() -> str:
    """No browser keeps the files that were chosen."""
    return _("Kies ook de andere bestanden opnieuw.")


class _WholeForm(forms.UUIDField):
    """Stands behind the files: a form that was cut off on its way arrives without it."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput(), error_messages={"required": CUT_OFF, "invalid": CUT_OFF})


class FilesForm(forms.Form):
    """Files and nothing else, for a colleague."""

    attachments = FilesField(label=gettext_lazy("Bestanden"), help_text=HOW_MANY)
    form_key = _WholeForm()

    said = gettext_lazy("Toevoegen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("stuur", str(self.said)))

    def seen(self) -> tuple[list[CleanFile], UUID]:
        """What goes along, and the key that makes a second press harmless."""
        return self.cleaned_data["attachments"], self.cleaned_data["form_key"]

    def make_sendable(self) -> None:
        """Ready for another press, also where the key was lost on the way."""
        self.data = dict(self.data.items()) | {"form_key": str(uuid4())}

    def clean(self) -> dict[str, Any] | None:
        """What is wrong with a hidden field is said above the form."""
        for sentence in self.errors.pop("form_key", []):
            self.add_error(None, sentence)
        return super().clean()


class SendForm(FilesForm):
    """Files and nothing else, for the resident."""

    attachments = FilesField(label=gettext_lazy("Uw foto of bestand"))

    field_order = ("attachments", "form_key")
    said = gettext_lazy("Verstuur")
