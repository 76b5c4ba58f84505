"""What the functional administrator types about people: accounts, and who holds which role where."""

from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kernen.forms import PHOTO_BYTES, PHOTO_SIZE, redraw
from kernen.models import Role, RoleHolding
from kernen.people import somebody_else_administers

DATE = {"type": "date"}


class AccountForm(forms.ModelForm[User]):
    """An account; no password is ever seen or typed here. A photo is drawn anew, so that nothing else is kept."""

    remove_photo = forms.BooleanField(label=_("Foto weghalen"), required=False)

    class Meta:
        model = User
        fields = (
            "name",
            "email",
            "function_title",
            "phone",
            "phone_hours",
            "organisation",
            "processing_agreement",
            "ends_on",
            "photo",
        )
        widgets = {"ends_on": forms.DateInput(attrs=DATE, format="%Y-%m-%d")}

    def clean_email(self) -> str:
        """One account per address; the sentence says it before the database does."""
        email: str = self.cleaned_data["email"].strip().lower()
        if User.objects.filter(email=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Er is al een account met dit e-mailadres."))
        return email

    def clean_photo(self) -> Any:
        """A new picture made small and plain, or the one that was there."""
        photo = self.cleaned_data.get("photo")
        return redraw(photo, size=PHOTO_SIZE, most=PHOTO_BYTES) if isinstance(photo, UploadedFile) else photo

    def clean(self) -> dict[str, Any]:
        """Without the photo when asked."""
        cleaned = super().clean() or {}
        if cleaned.get("remove_photo"):
            cleaned["photo"] = False
        return cleaned


class RoleHoldingForm(forms.ModelForm[RoleHolding]):
    """A role; once held it is only ended, so that the history stays."""

    class Meta:
        model = RoleHolding
        fields = ("role", "kern", "all_kernen", "domain", "is_deputy", "mandate", "starts_on", "ends_on")
        help_texts = {
            "kern": _("Alleen voor een externe coördinator of kernambtenaar."),
            "domain": _("Alleen voor een beleidsmedewerker."),
            "mandate": _("Alleen voor een beslisser."),
            "ends_on": _("Een rol die stopt, krijgt een laatste dag. Zo blijft te zien wie wat was."),
        }

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("starts_on", today)
        else:
            for name, field in self.fields.items():
                if name != "ends_on":
                    field.disabled, field.widget = True, forms.HiddenInput()
            self._keep_what_was_chosen()

    @property
    def caption(self) -> str:
        """A role that was given, in one line."""
        held = self.instance
        if not held.pk:
            return ""
        place = _("alle kernen") if held.all_kernen else held.kern or held.domain or held.mandate
        deputy = _("als vervanger") if held.is_deputy else ""
        since = _("vanaf %(day)s") % {"day": date_format(held.starts_on, "j F Y")}
        return ", ".join(str(part) for part in (capfirst(held.get_role_display()), place, deputy, since) if part)

    def _keep_what_was_chosen(self) -> None:
        """A kern or domain in the archive still shows on the role that was held there."""
        for name in ("kern", "domain", "mandate"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = field.queryset.model._default_manager.all()  # type: ignore[union-attr]


class RoleHoldingFormSet(forms.BaseInlineFormSet[RoleHolding, User, RoleHoldingForm]):
    """The roles of one person; `today` is set by the room that shows them."""

    today: date

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Each role knows what day it is."""
        return super().get_form_kwargs(index) | {"today": self.today}

    def clean(self) -> None:
        """Somebody always holds the key of /beheer/."""
        super().clean()
        if any(self.errors) or not self.instance.pk:
            return
        before = RoleHolding.objects.current(self.today).filter(user=self.instance, role=Role.FUNCTIONAL_ADMIN)
        if before.exists() and not any(map(self._administers, self.forms)) and not self._others():
            raise ValidationError(
                _("Er blijft dan niemand over die /beheer/ kan gebruiken. Geef eerst een ander die rol.")
            )

    def _administers(self, form: RoleHoldingForm) -> bool:
        cleaned = form.cleaned_data
        ends_on = cleaned.get("ends_on")
        return cleaned.get("role") == Role.FUNCTIONAL_ADMIN and (ends_on is None or ends_on >= self.today)

    def _others(self) -> bool:
        return somebody_else_administers(besides=self.instance, on=self.today)


class EndAccountForm(forms.Form):
    """The last day, and whether that was now."""

    last_day = forms.DateField(label=_("Laatste dag"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"))
    at_once = forms.BooleanField(
        label=_("Meteen: deze persoon wordt nu uitgelogd en kan niet meer inloggen."), required=False
    )


class EmergencyForm(forms.Form):
    """Why the glass must be broken; everybody who hears of it reads this."""

    reason = forms.CharField(
        label=_("Waarom is dit nodig?"),
        min_length=10,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Iedereen die bericht krijgt, leest dit. Noem geen bewoners."),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("submit", str(_("Noodtoegang openen"))))


class ReopenAccountForm(forms.Form):
    """Until when the account works again."""

    last_day = forms.DateField(
        label=_("Laatste dag"), widget=forms.DateInput(attrs=DATE, format="%Y-%m-%d"), required=False
    )

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["last_day"].required = bool(user.organisation)

    def clean_last_day(self) -> date | None:
        """Not in the past."""
        last_day: date | None = self.cleaned_data["last_day"]
        if last_day and last_day < self.today:
            raise ValidationError(_("Kies vandaag of een latere dag."))
        return last_day
