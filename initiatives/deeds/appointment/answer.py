"""What residents answer to an offer, themselves or through who has them on the phone; and calling off."""

from functools import partial

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.appointment.asking import AFTER_LOGGING, WHO_ANSWERS, is_not_over, open_moments
from initiatives.letters.calendar import Method
from initiatives.letters.invitations import moment_words, send_along, where_words
from initiatives.letters.readers import Reader
from initiatives.models import Appointment, OfferedMoment
from initiatives.models.appointment import AppointmentState
from initiatives.models.task import TaskKind
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import ForResident
from initiatives.workflow.effects import make_task
from initiatives.workflow.sentences import long_day, whole


class _Moments(forms.ModelChoiceField[OfferedMoment]):
    """The moments that were offered and still lie ahead, in words."""

    def label_from_instance(self, obj: OfferedMoment) -> str:
        """Day and hour as one says them."""
        return moment_words(obj.starts_at)


def _moment(s: Situation) -> forms.Field:
    """One of those offered."""
    rows = OfferedMoment.objects.filter(pk__in=[one.pk for one in open_moments(s.appointment, at=s.at)])
    field = _Moments(rows, label=_("Welk moment past?"), widget=forms.RadioSelect, empty_label=None)
    field.error_messages |= {
        "required": _("Kies een moment."),
        "invalid_choice": _("Dit moment kan niet meer. Kies een ander moment, of bel ons."),
    }
    return field


def _is_offered(s: Situation) -> Text | None:
    """There is something to choose from."""
    talk = s.appointment
    if talk is None:
        return _("Er is geen moment om uit te kiezen.")
    if talk.state == AppointmentState.PLANNED:
        return _("Er is al een moment gekozen.")
    if not open_moments(talk, at=s.at):
        return _("Deze momenten kunnen niet meer. Er zijn nieuwe momenten nodig.")
    return None


def _stands(s: Situation) -> Text | None:
    """Only what stands can be called off."""
    return None if s.appointment else _("Er staat geen afspraak.")


def _standing(s: Situation) -> Appointment:
    """The appointment a guard has seen; TypeError where there is none."""
    if s.appointment is None:
        raise TypeError("Er staat geen afspraak.")
    return s.appointment


def _pick(s: Situation) -> Done:
    """It stands; what was not chosen is free again."""
    talk = _standing(s)
    talk.state, talk.starts_at = AppointmentState.PLANNED, s.inputs["moment"].starts_at
    talk.picked_way, talk.sequence = s.actor.way, talk.sequence + 1
    talk.save(update_fields=["state", "starts_at", "picked_way", "sequence"])
    talk.moments.all().delete()
    return Done(about=talk, then=partial(send_along, talk=talk, method=Method.REQUEST))


def _says_picked(s: Situation) -> str:
    """Day, hour and place."""
    chosen, talk = s.inputs["moment"], s.appointment
    return gettext("Uw afspraak is op %(moment)s. %(where)s") % {
        "moment": moment_words(chosen.starts_at) if isinstance(chosen, OfferedMoment) else gettext("… om … uur"),
        "where": where_words(talk.meeting, talk.place) if talk else "",
    }


def _kept_of_pick(s: Situation) -> dict[str, object]:
    """The moment itself: the row it was chosen from is gone."""
    return {"starts_at": _standing(s).starts_at}


def _by_resident(s: Situation) -> bool:
    """Whether it is the resident who cannot come."""
    return s.actor.is_initiator or s.actor.on_behalf_of_initiator


def _reason(s: Situation) -> forms.Field:
    """Why, for the resident to read; residents need not say why."""
    return ForResident(
        label=_("Waarom gaat de afspraak niet door?"),
        help_text=_("De bewoner leest dit. Bijvoorbeeld: Onze medewerker is ziek."),
        max_length=200,
        required=s.actor.user is not None,
    )


def _cancel(s: Situation) -> Done:
    """It does not take place; after a resident somebody calls for another moment."""
    talk = _standing(s)
    method = Method.CANCEL if talk.state == AppointmentState.PLANNED else None
    talk.state, talk.recorded_at, talk.sequence = AppointmentState.CANCELLED, s.at, talk.sequence + 1
    talk.save(update_fields=["state", "recorded_at", "sequence"])
    talk.moments.all().delete()
    if _by_resident(s):
        make_task(
            s, kind=TaskKind.CALL, title=gettext("Bellen: samen een ander moment zoeken voor het gesprek"),
            text=_says_off(s), due_on=s.clocks.after("receipt", s.today),
        )  # fmt: skip
    return Done(about=talk, then=partial(send_along, talk=talk, method=method))


def _says_off(s: Situation) -> str:
    """What falls away, and that we call or make another one."""
    talk = s.appointment
    day = moment_words(talk.starts_at) if talk and talk.starts_at else ""
    if _by_resident(s):
        said = gettext("U kunt niet op %s.") % day if day else gettext("U kunt op geen van deze momenten.")
        call = gettext("Wij bellen u voor %s. Dan zoeken wij samen een ander moment.")
        return f"{said} {call % long_day(s.clocks.after('receipt', s.today))}"
    said = gettext("Uw afspraak op %s gaat niet door.") % day if day else gettext("De afspraak gaat niet door.")
    return f"{said} {whole(str(s.inputs['reason']))} {gettext('Wilt u een nieuwe afspraak? Bel ons gerust.')}"


DEEDS = (
    Action(
        name="pick_appointment", button=_("Moment kiezen"), may=WHO_ANSWERS, sources=AFTER_LOGGING,
        explains=_("U heeft de bewoner gesproken en vult in welk moment het wordt. Iedereen krijgt bericht."),
        inputs=(Input(name="moment", make=_moment),), guards=(_is_offered,), effect=_pick, keeps=_kept_of_pick,
        says=_says_picked, tells=(Reader.INITIATOR, Reader.INTERNAL_COORDINATOR),
    ),
    Action(
        name="cancel_appointment", button=_("Afspraak afzeggen"), may=WHO_ANSWERS, sources=AFTER_LOGGING,
        explains=_("De afspraak vervalt. Iedereen krijgt bericht, ook in de agenda."),
        inputs=(Input(name="reason", make=_reason, for_resident=True),),
        guards=(_stands, is_not_over), effect=_cancel, says=_says_off,
        tells=(Reader.INITIATOR, Reader.INTERNAL_COORDINATOR),
    ),
)  # fmt: skip
