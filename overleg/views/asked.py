"""What a village was asked lately, and what it said: so many checks, always two more questions to the database."""

from collections import defaultdict
from collections.abc import Sequence

from initiatives.models import SupportCheck
from initiatives.models.support import SupportEntry, SupportVoice
from initiatives.models.tally import add_up
from initiatives.views.heard import Heard

# As far back as one page looks.
DAYS_BACK, AT_MOST = 365, 20


def heard_of(checks: Sequence[SupportCheck]) -> list[Heard]:
    """Each check with its count."""
    entries: dict[int, list[SupportEntry]] = defaultdict(list)
    for entry in SupportEntry.objects.filter(poll__in=checks, struck_at=None).order_by("noted_on", "pk"):
        entries[entry.poll_id].append(entry)
    voices: dict[int, list[SupportVoice]] = defaultdict(list)
    counted = SupportVoice.objects.filter(code__poll__in=checks, code__void_at=None).select_related("code")
    for voice in counted.order_by("given_on", "pk"):
        voices[voice.code.poll_id].append(voice)
    return [Heard(check=check, tally=add_up(entries[check.pk], voices[check.pk])) for check in checks]
