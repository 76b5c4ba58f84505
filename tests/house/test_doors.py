"""Every door is closed unless it stands in this list."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

# The doors a stranger may open, by name: residents need no account.
PUBLIC = [
    # Signing in, and a new password by mail. There is no door for signing up.
    "account_inactive",
    "account_login",
    "account_logout",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    # With a passkey, or by way of the directory of the municipality.
    "mfa_login_webauthn",
    "sso",
    "sso_callback",
    # A calendar that fetches by itself: the secret is in the address.
    "calendar_feed",
    # Volg uw idee: behind the first door a number and a code open one initiative.
    "status",
    "status_answer",
    "status_ask_link",
    "status_call",
    "status_evaluate",
    "status_appointment",
    "status_appointment_calendar",
    "status_appointment_off",
    "status_leave",
    "status_link",
    "status_my_data",
    "status_my_data_copy",
    "status_resume",
    "status_sign_in",
    "status_stay",
    "status_stop",
    "status_tell",
    "status_upload",
    "status_file",
    # What every neighbour may read.
    "coordinator_photo",
    "home",
    "idea",
    "idea_thanks",
    "neighbour",
    "neighbour_answer",
    "neighbour_code",
    "neighbour_thanks",
    "public_detail",
    "public_kern",
    "public_list",
    "public_react",
    "public_react_thanks",
    # The chair of a group, with the link from a mail: one form of one meeting.
    "chair_close",
    "chair_form",
    "chair_link",
    # What every public page leads to; the door of /beheer/ itself only sends on to signing in.
    "privacy",
    "accessibility",
    "municipality_logo",
    "security_txt",
    "admin:login",
    # The machine that watches.
    "health_live",
    "health_ready",
    "metrics",
]


def test_a_stranger_finds_only_these_doors_open() -> None:
    open_doors = sorted({name for name, door in doors(get_resolver()) if is_open(door)})
    assert open_doors == sorted(PUBLIC)


def is_open(door: URLPattern) -> bool:
    return not getattr(door.callback, "login_required", True)


def doors(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from doors(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name or entry.pattern}", entry
