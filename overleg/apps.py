"""The app of the meetings."""

from django.apps import AppConfig


class OverlegConfig(AppConfig):
    """Meetings of kernoverleggen, working groups and the platform of kernambtenaren."""

    name = "overleg"
    verbose_name = "Vergaderingen"
    # What the night round does for this app: functions that take the moment and say in a sentence what they did.
    night_jobs = (
        "overleg.deeds.kern_digest.send_digests",
        "overleg.deeds.chair.send_agendas",
        "overleg.deeds.forget.forget_emptied",
    )
