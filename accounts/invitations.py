"""How somebody gets in: a mail with a link that works once, to choose a password with."""

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.tokens import CurrentAccountTokens

DAYS = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)


def make_one_time_path(*, user: User) -> str:
    """The address where this person, once, sets a password."""
    key = CurrentAccountTokens().make_token(user)
    return reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(user), "key": key})


def way_in(*, user: User) -> str:
    """The address where this person begins: to choose a password, or where the directory vouches for them."""
    return reverse("account_login") if settings.OIDC_ONLY else make_one_time_path(user=user)


def invite(*, user: User, sender: str, site: str) -> None:
    """Send the first mail; a second invitation does not undo the first, setting the password undoes both. Where the
    directory alone lets people in, it leads to the sign-in page: there is no password to choose.
    """
    how = in_by_directory() if settings.OIDC_ONLY else in_by_password()
    body = _("Beste %(name)s,\n\n%(sender)s heeft een account voor u gemaakt in Burgerkracht.") + " " + how
    filled = body % {"name": user.name, "sender": sender, "link": site.rstrip("/") + way_in(user=user), "days": DAYS}
    send_mail(_("Uw account voor Burgerkracht"), filled, None, [user.email])


def in_by_password() -> str:
    """What to do with the link, for who chooses a password."""
    return _(
        "Kies via deze link uw wachtwoord:\n\n"
        "%(link)s\n\n"
        "De link werkt één keer en %(days)d dagen lang. Daarna logt u in met dit e-mailadres. "
        "Houd uw telefoon bij de hand: als tweede stap gebruikt u een app die inlogcodes maakt, of een passkey.\n\n"
        "Werkt de link niet meer? Vraag dan om een nieuwe uitnodiging bij de beheerder van Burgerkracht."
    )


def in_by_directory() -> str:
    """The same, for who signs in with the account of the municipality; its name is no part of the sentence."""
    where = _("Log hier in met het account dat u al hebt (%s):") % str(settings.OIDC_NAME).replace("%", "%%")
    return f"{where}\n\n%(link)s\n\n" + _("U hoeft geen wachtwoord te kiezen. Lukt het niet? Vraag het de beheerder.")


def send_new_password_link(*, user: User, link: str) -> None:
    """For who forgot the password and asked for a link on the sign-in page."""
    body = _(
        "Beste %(name)s,\n\n"
        "Iemand, waarschijnlijk uzelf, vroeg een nieuw wachtwoord aan voor Burgerkracht. Kies het via deze link:\n\n"
        "%(link)s\n\n"
        "De link werkt één keer en %(days)d dagen lang. Hebt u niets aangevraagd? Dan hoeft u niets te doen: "
        "uw wachtwoord blijft zoals het is."
    )
    filled = body % {"name": user.name, "link": link, "days": DAYS}
    send_mail(_("Een nieuw wachtwoord voor Burgerkracht"), filled, None, [user.email])
