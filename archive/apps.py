"""The app of the archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Terms of the selection list, destruction lists, requests of persons, and copies of everything."""

    name = "archive"
    verbose_name = "Archief"
    # What the night round does for this app: functions that take the moment and say in a sentence what they did.
    night_jobs = (
        "archive.deeds.requests.tell_what_is_due",
        "archive.deeds.journal.complete_journal",
        "archive.deeds.scrub.clean_at_night",
        "archive.deeds.destroy.destroy_approved",
        "archive.deeds.tell.tell_about_lists",
        "archive.deeds.short_terms.forget_referrals",
    )
