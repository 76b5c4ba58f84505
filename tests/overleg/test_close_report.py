"""Before closing one sees what is written; the report is plain; whatever is filled in, the numbers fit."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from initiatives.deeds.meeting import lines_of
from initiatives.letters.plain import hints
from initiatives.models import Concern, Event, SupportEntry
from initiatives.models.choices import Opinion
from initiatives.statuses import Status
from overleg.deeds.close import foresee
from tests.initiatives.world import NOW, TODAY
from tests.overleg.test_close import asked, close, talked, told, tonight
from tests.overleg.town import Town


def test_what_will_be_written_is_shown_and_is_what_is_written(town: Town) -> None:
    meeting, idea = tonight(town), asked(town)
    talked(town, meeting, idea, opinion=Opinion.DIVIDED)
    talked(town, meeting, town.idea(Status.WITHDRAWN, title="Gestopt"))
    talked(town, meeting, None, title="Kerstboom")
    town.item(town.idea(title="Later"), meeting=meeting)

    shown = foresee(meeting, at=NOW, reader=None)
    close(town, meeting)

    assert [sentence for _point, sentence in shown.written] == told(idea)
    assert [point.title for point, _why in shown.not_written] == ["Gestopt"]
    assert [point.title for point in shown.only_in_report] == ["Kerstboom"]
    assert [point.title for point in shown.next_time] == ["Later"]


def test_the_report_is_plain_and_names_no_resident(town: Town) -> None:
    meeting, idea = tonight(town), asked(town)
    town.consents(idea, name="Mia Janssen")
    item = talked(
        town, meeting, idea, opinion=Opinion.WORRIED, concerns="Geluid in de avond", note="De groep wil eerst kijken.",
        wants_more_time="Er waren weinig mensen",
    )  # fmt: skip
    town.promise(item, what="De school bellen", who="secretaris", due_on=TODAY + timedelta(days=9))
    town.item(town.idea(title="Pad langs de beek"), meeting=meeting, discussed=False)

    close(town, meeting)

    meeting.refresh_from_db()
    assert meeting.report.split("\n") == [
        "18 november 2026, Dorpshuis Sibbe", "Er waren 14 mensen.", "Wie schreef dit op: secretaris.", "",
        "1. Bank bij de kapel", "Onze mening: positief met zorgen.", "Zorgen:", "- Geluid in de avond",
        "De groep wil eerst kijken.", "Beloofd: De school bellen. Wie: secretaris. Voor: 27 november 2026.",
        "Wij willen meer tijd, omdat: Er waren weinig mensen.", "", "Volgende keer:", "- Pad langs de beek", "",
        "De mening telt mee. De gemeente besluit.",
    ]  # fmt: skip
    assert list(hints(meeting.report.replace("\n", ". "))) == []


# ---- whatever is filled in ----------------------------------------------------------------------------

POINT = st.tuples(
    st.sampled_from((True, False, None)),
    st.sampled_from(("", *Opinion.values)),
    st.lists(st.sampled_from(("Geluid", "- Parkeren", "", "  ")), max_size=3).map("\n".join),
    st.sampled_from((Status.SUBMITTED, Status.SUPPORT_CHECK, Status.ON_HOLD, Status.APPROVED, Status.COMPLETED)),
    st.booleans(),
)


@hypothesis_settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.lists(POINT, max_size=5))
def test_whatever_is_filled_in_there_are_as_many_entries_as_points_discussed(town: Town, points: list[Any]) -> None:
    meeting = tonight(town, form_key=uuid4())
    before, counted, worries = Event.objects.count(), SupportEntry.objects.count(), Concern.objects.count()
    opinions = concerns = discussed_ideas = 0
    for discussed, opinion, said, status, is_idea in points:
        idea = (asked(town) if status == Status.SUPPORT_CHECK else town.idea(status)) if is_idea else None
        words = {"opinion": opinion, "concerns": said} if discussed else {}
        town.item(idea, meeting=meeting, discussed=discussed, **words)
        heard = bool(discussed) and idea is not None and status == Status.SUPPORT_CHECK
        counted += heard * 0 + (status == Status.SUPPORT_CHECK and is_idea)
        discussed_ideas += bool(discussed) and is_idea
        opinions += heard and opinion != ""
        concerns += len(lines_of(said)) if heard else 0

    close(town, meeting)

    assert Event.objects.count() - before == discussed_ideas
    assert SupportEntry.objects.count() - counted == opinions
    assert Concern.objects.count() - worries == concerns
