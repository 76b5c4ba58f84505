"""Texts that seem to say too much of somebody: a remark for who types, never a lock."""

import re
from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrPromise
from localflavor.generic.validators import IBANValidator
from localflavor.nl.validators import NLBSNFieldValidator

HEALTH_HINT = _("Staat hier iets over iemands gezondheid? Laat dat weg.")
BSN = _("Dit lijkt op een burgerservicenummer. Haal het weg.")
IBAN = _("Dit lijkt op een rekeningnummer. Haal het weg.")
BIRTH = _("Dit lijkt op een geboortedatum. Haal hem weg.")

# A run of digits as people write them; a phone number starts with 0 or +.
DIGITS = re.compile(r"(?<![\d+])\d(?:[ .-]?\d)*")
ACCOUNT = re.compile(r"\b[A-Z]{2}\d{2}(?:[A-Z0-9]{10,30}|(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?)\b", re.IGNORECASE)
BORN = re.compile(r"\b(?:geboren|geboortedatum|geb\.)[^\n]{0,20}?\d", re.IGNORECASE)
OLD_DAY = re.compile(r"\b[0-3]?\d[-/. ](?:[01]?\d|[a-z]{3,9})[-/. ]19\d\d\b", re.IGNORECASE)
ILLNESS = (
    r"(?:kanker|dementie|alzheimer|parkinson|reuma|diabetes|suikerziekte|astma|copd|autisme|adhd|burn-?out|depressie"
    r"|beroerte|hartinfarct|hersenbloeding|hiv)"
)
HEALTH = re.compile(
    r"\b(?:diagnose|medicijn|medicatie|ziekte van|depressie|kanker\b|psychiat|verslaafd|chemokuur)"
    rf"|\b{ILLNESS} van (?:mijn|zijn|haar|hun|onze|de heer|mevrouw|meneer)\b"
    rf"|\b(?:heeft|hebben|heb|had|kreeg|lijdt aan) (?:\w+ ){{0,2}}{ILLNESS}\b",
    re.IGNORECASE,
)


def remarks_on(text: str) -> list[StrPromise]:
    """What this text seems to hold and should not, a sentence for each."""
    found = ((_has_bsn, BSN), (_has_iban, IBAN), (_has_birth_date, BIRTH), (HEALTH.search, HEALTH_HINT))
    return [sentence for holds, sentence in found if holds(text)]


def _has_bsn(text: str) -> bool:
    """Nine digits (or eight, with the first nought left out) that pass the eleven-test."""
    return any(_passes(NLBSNFieldValidator(), number.zfill(9)) for number in _numbers(text))


def _numbers(text: str) -> Iterator[str]:
    """Numbers of eight or nine digits, written in one go or with spaces and dots; dates and phone numbers are none."""
    for run in DIGITS.findall(text):
        for written in {run, *run.split(" ")}:
            digits = re.sub(r"\D", "", written)
            if len(digits) in (8, 9) and not OLD_DAY.fullmatch(written) and not re.fullmatch(r"\d+-\d+-\d+", written):
                yield digits


def _has_iban(text: str) -> bool:
    """A bank account with the right check digits."""
    return any(_passes(IBANValidator(), match) for match in ACCOUNT.findall(text))


def _has_birth_date(text: str) -> bool:
    """Somebody was born, or a full date of the last century."""
    return bool(BORN.search(text) or OLD_DAY.search(text))


def _passes(validator: Callable[[str], Any], value: str) -> bool:
    """Whether a validator has nothing against it."""
    try:
        validator(value)
    except ValidationError:
        return False
    return True


class LookedOver(forms.Form):
    """A form whose texts are looked at before they are kept; the second time, with a tick, they go through."""

    watched: ClassVar[tuple[str, ...]] = ()
    looked_over = forms.BooleanField(
        label=_("Ik heb het nagekeken: zo mag het blijven"),
        help_text=_("Met dit vinkje bewaren wij de tekst zoals hij er staat."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A remark at every field that seems to say too much of somebody."""
        cleaned = super().clean() or {}
        self.has_remarks = False
        for name in self.watched:
            text = cleaned.get(name) or ""
            # What was kept before has been looked over.
            for sentence in remarks_on(text) if text != self.initial.get(name) else ():
                self.has_remarks = True
                if not cleaned.get("looked_over"):
                    self.add_error(name, str(sentence))
        return cleaned
