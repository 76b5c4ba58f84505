"""The municipality that uses this installation, and its own words."""

from django.core.validators import FileExtensionValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """The looks a municipality can choose; each is a handful of tokens in the stylesheet."""

    GEUL = "geul", _("Geul (groen)")
    DIJK = "dijk", _("Dijk (blauw)")


class Municipality(models.Model):
    """One row per installation: who we are, how to reach us, and what we ask of a decision."""

    name = models.CharField(_("naam"), max_length=80)
    prefix = models.CharField(
        _("voorvoegsel van de kenmerken"),
        max_length=5,
        validators=[RegexValidator(r"^[A-Z]{2,5}$", _("Gebruik twee tot vijf hoofdletters."))],
        help_text=_("Bijvoorbeeld VAG, voor kenmerken als VAG-2026-0042."),
    )
    gm_code = models.CharField(
        _("gemeentecode"), max_length=6, validators=[RegexValidator(r"^GM\d{4}$", _("GM en vier cijfers."))]
    )
    phone = models.CharField(_("telefoon"), max_length=30)
    phone_hours = models.CharField(_("telefonisch bereikbaar"), max_length=120)
    email = models.EmailField(_("e-mailadres"), blank=True)
    visiting_address = models.CharField(_("bezoekadres"), max_length=160)
    visiting_hours = models.CharField(_("open"), max_length=160)
    website = models.URLField(_("website"), blank=True)
    logo = models.ImageField(
        _("logo"), upload_to="logo/", blank=True, validators=[FileExtensionValidator(["png", "jpg", "jpeg"])]
    )
    theme = models.CharField(_("thema"), max_length=20, choices=Theme, default=Theme.GEUL)
    privacy_text = models.TextField(_("tekst van de privacypagina"), blank=True)
    accessibility_text = models.TextField(_("tekst van de toegankelijkheidspagina"), blank=True)
    accessibility_statement = models.URLField(
        _("toegankelijkheidsverklaring"),
        blank=True,
        help_text=_("Het webadres van de verklaring met uw status, in het register van de overheid."),
    )
    privacy_officer = models.CharField(
        _("functionaris gegevensbescherming"), max_length=120, blank=True, help_text=_("Naam of functie.")
    )
    privacy_officer_email = models.EmailField(
        _("e-mailadres van de functionaris gegevensbescherming"),
        blank=True,
        help_text=_("Krijgt bericht als iemand noodtoegang opent."),
    )
    security_contact = models.CharField(
        _("meldpunt voor beveiliging"),
        max_length=200,
        blank=True,
        help_text=_("Een e-mailadres of webadres; staat in security.txt. Leeg: het e-mailadres van de gemeente."),
    )
    security_policy = models.URLField(
        _("beleid voor meldingen"), blank=True, help_text=_("Het webadres van uw beleid (CVD); staat in security.txt.")
    )
    four_eyes_from = models.PositiveIntegerField(
        _("vier ogen vanaf (euro)"),
        default=1000,
        help_text=_("Vanaf dit bedrag besluit een ander dan wie het voorstel schreef."),
    )
    escalate_after = models.PositiveSmallIntegerField(
        _("teruggegeven: naar het MT na"),
        default=2,
        help_text=_("Zo vaak teruggeven zet een initiatief op de MT-lijst."),
    )
    representative_under = models.PositiveSmallIntegerField(_("vertegenwoordiger nodig onder (jaar)"), default=16)

    releases_messages = models.BooleanField(
        _("iemand geeft elk bericht vrij"),
        default=False,
        help_text=_("Berichten aan bewoners wachten dan in de uitbak tot een medewerker op Versturen drukt."),
    )
    digest_hours = models.CharField(
        _("overzicht per mail om (uur)"),
        max_length=40,
        default="8, 13",
        validators=[
            RegexValidator(r"^\s*([01]?\d|2[0-3])(\s*,\s*([01]?\d|2[0-3]))*\s*$", _("Hele uren, zoals 8, 13."))
        ],
        help_text=_("Op werkdagen krijgen medewerkers dan één mail met al hun nieuws."),
    )
    takes_signals = models.BooleanField(
        _("formulier bij ‘Ik heb een idee’"),
        default=True,
        help_text=_("Inwoners kunnen dan zelf kort hun idee opschrijven. Het komt bij de coördinator van hun kern."),
    )

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeente")
        constraints = (
            models.CheckConstraint(condition=Q(pk=1), name="municipality_is_one_row"),
            models.CheckConstraint(condition=Q(theme__in=Theme.values), name="municipality_theme_is_known"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """Where its logo is served, or nothing; another picture has another address."""
        return f"{reverse('municipality_logo')}?{str(self.logo)[-12:-4]}" if self.logo else ""


class WordKey(models.TextChoices):
    """The things a municipality may call by its own name."""

    KERN = "kern", _("kern (medewerkers)")
    KERN_B1 = "kern_b1", _("kern (inwoners)")
    KERNOVERLEG = "kernoverleg", _("kernoverleg")
    EXTERNAL_COORDINATOR = "external_coordinator", _("externe coördinator")
    INTERNAL_COORDINATOR = "internal_coordinator", _("interne coördinator")
    BELEIDSMEDEWERKER = "beleidsmedewerker", _("beleidsmedewerker")
    KERNAMBTENAAR = "kernambtenaar", _("kernambtenaar")
    DECIDER = "decider", _("beslisser")
    MANAGER = "manager", _("manager")
    FUNCTIONAL_ADMIN = "functional_admin", _("functioneel beheerder")
    GGD_ADVISER = "ggd_adviser", _("GGD-adviseur")


class Article(models.TextChoices):
    """The Dutch article, so that sentences come out right."""

    DE = "de", "de"
    HET = "het", "het"


class Word(models.Model):
    """What this municipality calls a thing; where it has no row, our own word stands."""

    key = models.CharField(_("begrip"), max_length=30, choices=WordKey, unique=True)
    singular = models.CharField(_("enkelvoud"), max_length=60)
    plural = models.CharField(_("meervoud"), max_length=60)
    article = models.CharField(_("lidwoord"), max_length=3, choices=Article, default=Article.DE)

    class Meta:
        verbose_name = _("eigen woord")
        verbose_name_plural = _("eigen woorden")
        constraints = (
            models.CheckConstraint(condition=Q(key__in=WordKey.values), name="word_key_is_known"),
            models.CheckConstraint(condition=Q(article__in=Article.values), name="word_article_is_known"),
        )

    def __str__(self) -> str:
        return self.singular

    @property
    def this(self) -> str:
        """'deze kern', 'dit dorp'."""
        return (said("dit %s") if self.article == Article.HET else said("deze %s")) % self.singular

    @property
    def the(self) -> str:
        """'de kern', 'het dorp'."""
        return (said("het %s") if self.article == Article.HET else said("de %s")) % self.singular
