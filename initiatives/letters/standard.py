"""Which ready texts fit what a colleague is about to write to residents."""

from django.db.models import Q

from initiatives.models import Initiative, StandardText


def texts_for(action: str, initiative: Initiative) -> list[StandardText]:
    """In use, for this action or for all, of this domain or of none; those for exactly this come first."""
    rows = StandardText.objects.filter(Q(domain=None) | Q(domain=initiative.lead_domain_id), is_active=True)
    # A list in JSON is not searched the same way by both databases, and there are few texts.
    fitting = [row for row in rows if not row.actions or action in row.actions]
    return sorted(fitting, key=lambda row: (not row.actions, row.domain_id is None, row.title.lower()))
