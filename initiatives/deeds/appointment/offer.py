"""Offering one, two or three moments to talk, and offering others later: the same appointment, moved."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from initiatives.deeds.appointment.asking import AFTER_LOGGING, WHO, is_not_over, moment
from initiatives.letters.calendar import Method
from initiatives.letters.invitations import moment_words, send_along, where_words
from initiatives.letters.readers import Reader
from initiatives.models import Appointment, OfferedMoment
from initiatives.models.appointment import AppointmentState, Meeting
from initiatives.models.stake import involved_in
from initiatives.routing.officers import there_on
from initiatives.workflow.action import Action, Done, Input, Situation, Text
from initiatives.workflow.asking import depends, far_off

SHORTEST, USUAL, LONGEST = 15, 60, 480
# Here one needs no address.
WITHOUT_PLACE = (Meeting.PHONE, Meeting.VIDEO)
MOMENTS = ("starts_at", "second_at", "third_at")


# ---- what is asked ------------------------------------------------------------------------------------


def _first(s: Situation) -> datetime | None:
    """The moment that stands, for who moves it."""
    return s.appointment.starts_at if s.appointment else None


def _meeting(s: Situation) -> forms.Field:
    """How one meets; the village comes first."""
    return forms.ChoiceField(
        label=_("Hoe"),
        choices=Meeting.choices,
        required=False,
        initial=s.appointment.meeting if s.appointment else Meeting.VILLAGE_HALL,
    )


def _place(s: Situation) -> forms.Field:
    """Where; filled in already where we know it."""
    kern = s.initiative.lead_kern
    hall, town_hall = kern.meeting_place if kern else "", s.municipality.visiting_address
    known = [gettext("Dorpshuis: %s.") % hall] if hall else []
    known.append(gettext("Gemeentehuis: %s.") % town_hall)
    return forms.CharField(
        label=_("Waar"),
        max_length=200,
        required=False,
        initial=s.appointment.place if s.appointment else hall,
        help_text=" ".join([*known, gettext("Bij telefoon of beeldbellen mag dit leeg blijven.")]),
    )


def _minutes(s: Situation) -> forms.Field:
    """How long."""
    return forms.IntegerField(
        label=_("Hoeveel minuten"),
        min_value=SHORTEST,
        max_value=LONGEST,
        required=False,
        initial=s.appointment.minutes if s.appointment else USUAL,
    )


# ---- whether it can be --------------------------------------------------------------------------------


def _with_whom(s: Situation) -> Text | None:
    """An appointment is with somebody who handles it."""
    if s.initiative.officer_id is None:
        return _("Er is nog geen beleidsmedewerker om een afspraak mee te maken.")
    if s.initiative.officer_id in involved_in(s.initiative):
        return _("De beleidsmedewerker is zelf betrokken. Draag het initiatief eerst over aan een collega.")
    return None


def _times(s: Situation) -> dict[str, datetime]:
    """The moments that were filled in, by the box they stand in."""
    return {name: s.inputs[name] for name in MOMENTS if isinstance(s.inputs[name], datetime)}


def _check(s: Situation) -> Mapping[str, Text]:
    """Every moment lies ahead, once, not for a next generation, and the officer is there; one knows where to go."""
    wrong: dict[str, Text] = {}
    days = {timezone.localdate(time) for time in _times(s).values()}
    possible = there_on(s.initiative.officer, days) if s.initiative.officer else days
    seen: set[datetime] = set()
    for name, time in _times(s).items():
        if time < s.at:
            wrong[name] = _("Kies een moment dat nog komt.")
        elif time.date() > far_off(s):
            wrong[name] = _("Dit is te ver weg. Kijk het jaar na.")
        elif time in seen:
            wrong[name] = _("Dit moment staat er al. Kies een ander moment, of laat dit leeg.")
        elif timezone.localdate(time) not in possible:
            wrong[name] = _("Op deze dag is de beleidsmedewerker er niet. Kies een andere dag.")
        seen.add(time)
    if not s.inputs["place"] and s.inputs["meeting"] not in WITHOUT_PLACE:
        wrong["place"] = _("Vul in waar u afspreekt.")
    return wrong


# ---- what it does -------------------------------------------------------------------------------------


def _plan(s: Situation) -> Done:
    """One moment stands at once; of more the resident picks. What stood already is moved, not made anew."""
    if s.initiative.officer is None:
        raise TypeError("Een afspraak is met een beleidsmedewerker.")
    times, stood = sorted(_times(s).values()), s.appointment
    was_planned = stood is not None and stood.state == AppointmentState.PLANNED
    talk = stood or Appointment(initiative=s.initiative)
    if stood:
        stood.sequence += 1
        stood.moments.all().delete()
    only = times[0] if len(times) == 1 else None
    talk.state = AppointmentState.PLANNED if only else AppointmentState.OFFERED
    talk.starts_at, talk.picked_way = only, ""
    talk.officer, talk.planned_by = s.initiative.officer, s.user
    talk.meeting, talk.place = s.inputs["meeting"] or Meeting.ELSEWHERE, s.inputs["place"]
    talk.minutes = s.inputs["minutes"] or USUAL
    talk.save()
    if only is None:
        OfferedMoment.objects.bulk_create(OfferedMoment(appointment=talk, starts_at=time) for time in times)
    method = Method.REQUEST if only else Method.CANCEL if was_planned else None
    return Done(about=talk, then=partial(send_along, talk=talk, method=method))


def _says(s: Situation) -> str:
    """Day, hour and place, or what one can choose from."""
    times = [moment_words(time) for time in sorted(_times(s).values())]
    where = where_words(s.inputs["meeting"], s.inputs["place"]).replace("….", "…")
    if len(times) > 1:
        return gettext(
            "Wij willen graag met u praten over uw idee. Kies wanneer u kunt: %(moments)s. %(where)s"
            " Kies op de pagina van uw idee, of bel ons. Kunt u dan niet? Dan zoeken wij samen een ander moment."
        ) % {"moments": "; ".join(times), "where": where}
    said = (
        gettext("Uw afspraak is nu op %(moment)s. %(where)s")
        if s.appointment and s.appointment.pk
        else gettext("Wij hebben een afspraak met u op %(moment)s. %(where)s")
    )
    return said % {"moment": times[0] if times else gettext("… om … uur"), "where": where}


DEEDS = (
    Action(
        name="plan_appointment", button=_("Afspraak maken of verzetten"), may=WHO, sources=AFTER_LOGGING,
        explains=_(
            "Eén moment: dat staat meteen vast, bijvoorbeeld omdat u het aan de telefoon afsprak."
            " Twee of drie momenten: de bewoner kiest."
        ),
        inputs=(
            moment("starts_at", _("Wanneer"), help_text=_("Ook ’s avonds kan."), initial=_first),
            moment("second_at", _("Of wanneer"), required=False),
            moment("third_at", _("Of anders"), required=False),
            Input(name="meeting", make=_meeting),
            *depends(Input(name="place", make=_place), Input(name="minutes", make=_minutes)),
        ),
        guards=(_with_whom, is_not_over), check=_check, effect=_plan, says=_says,
        tells=(Reader.INITIATOR, Reader.INTERNAL_COORDINATOR),
    ),
)  # fmt: skip
