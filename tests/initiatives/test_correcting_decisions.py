"""A mistake in a decision is put right by who may decide; what waits for the call, is told with the call."""

from html import unescape

import pytest
from django.db import transaction
from django.test import Client

from initiatives.models import ContactPerson, Event, EventText, Initiative, Message
from initiatives.models.choices import Audience, Channel
from initiatives.statuses import Status
from initiatives.views.public import address_of
from initiatives.views.status.story import read_story
from initiatives.workflow.action import Incomplete
from initiatives.workflow.perform import perform
from tests.initiatives.test_correcting import RIGHT, offered, page, put_right, sentence_about
from tests.initiatives.test_deeds import act
from tests.initiatives.world import NOW, TODAY, World


@pytest.fixture
def approved(world: World) -> Initiative:
    """A yes of which the resident, who reads mail, knows nothing yet."""
    initiative = world.initiative(Status.DECISION_PENDING, informed_at=None, published_at=NOW)
    ContactPerson.objects.create(
        initiative=initiative, name="Mia", channel=Channel.EMAIL, email="mia@voorbeeld.nl", created_at=NOW
    )
    perform("approve", initiative, by=world.actor("DEC.mandate"), at=NOW, **world.fill_in("approve"))
    return initiative


def decision_of(initiative: Initiative) -> Event:
    return initiative.events.get(action="approve")


def texts(initiative: Initiative) -> list[str]:
    """What the resident reads of what happened."""
    return [one.text for one in read_story(initiative, today=TODAY).happenings]


def mails(event: Event) -> list[str]:
    return list(Message.objects.filter(event=event, person__name="Mia").values_list("body", flat=True))


# ---- before and after the call -------------------------------------------------------------------------


def test_what_is_right_about_a_decision_waits_for_the_call_and_is_told_with_it(
    world: World, approved: Initiative, client: Client
) -> None:
    event = put_right(world, decision_of(approved))

    right = sentence_about("Ja. Een mooi idee.")
    assert (event.audience, event.text.sentence) == (Audience.PARTNER, right)
    assert not Message.objects.filter(event=event, person__isnull=False).exists()
    assert (texts(approved), RIGHT in client.get(address_of(approved)).content.decode()) == ([], False)
    assert RIGHT in page(world, approved, "EC.own")
    assert RIGHT not in page(world, approved, "BM.domain")

    told = act(world, approved, "inform_initiator", how="phone")

    assert texts(approved) == [f"Ja. Een mooi idee. {right}"]
    (mail,) = mails(told)
    assert f"Ja. Een mooi idee. {right}" in mail
    assert right in unescape(client.get(address_of(approved)).content.decode())


def test_a_correction_of_a_correction_is_told_with_the_call_too(world: World, approved: Initiative) -> None:
    once = put_right(world, decision_of(approved))
    act(world, approved, "correct", line=once, correction="Bij de school.")

    told = act(world, approved, "inform_initiator", how="phone")

    assert told.text.sentence.startswith(f"Ja. Een mooi idee. {once.text.sentence} Op 18 november 2026 schreven wij: ")
    assert told.text.sentence.endswith("Dit is juist: Bij de school.")


def test_the_answer_on_the_residents_page_stands_beside_what_was_put_right_in_it(
    world: World, approved: Initiative
) -> None:
    before = put_right(world, decision_of(approved))
    after = put_right(world, act(world, approved, "inform_initiator", how="phone"))

    verdict = read_story(approved, today=TODAY).verdict

    assert verdict is not None
    assert (verdict.why, verdict.put_right) == ("Een mooi idee.", [before.text.sentence, after.text.sentence])


def test_who_calls_has_what_is_right_in_the_task(world: World, approved: Initiative) -> None:
    put_right(world, decision_of(approved))

    assert approved.tasks.get(leads_to="inform_initiator").text_ready == f"Een mooi idee.\nRechtzetting: {RIGHT}"


def test_a_correction_that_was_erased_is_not_told_with_the_call(world: World, approved: Initiative) -> None:
    event = put_right(world, decision_of(approved))
    EventText.objects.filter(pk=event.pk).update(salt="", sentence="", translations={}, inputs={}, emptied_at=NOW)

    assert act(world, approved, "inform_initiator", how="phone").text.sentence == "Ja. Een mooi idee."


def test_what_was_ticked_off_is_put_right_once_the_new_decision_is_told(world: World, approved: Initiative) -> None:
    """After reopening nobody reads the old conditions, until the new decision is told."""
    met = Event.objects.create(
        initiative=approved, at=NOW, action="meet_condition", function="internal_coordinator",
        actor=world.people["IC"], audience=Audience.RESIDENT, digest="",
    )  # fmt: skip
    EventText.objects.create(event=met, sentence="Dit is geregeld: een vergunning.")

    event = put_right(world, met)
    again = put_right(world, event)
    assert (event.audience, texts(approved), mails(event), mails(again)) == (Audience.RESIDENT, [], [], [])

    act(world, approved, "inform_initiator", how="phone")

    right = sentence_about("Dit is geregeld: een vergunning.")
    assert sorted(texts(approved)) == sorted([
        "Ja. Een mooi idee.", sentence_about(RIGHT), right, "Dit is geregeld: een vergunning.",
    ])  # fmt: skip
    assert ([right in mail for mail in mails(event)], len(mails(again))) == ([True], 1)


# ---- who may -------------------------------------------------------------------------------------------


def test_officer_who_may_not_decide_does_not_put_a_decision_right(world: World, approved: Initiative) -> None:
    act(world, approved, "message_resident", message="Dag Mia.")
    told = act(world, approved, "inform_initiator", how="phone")
    of_the_decision = put_right(world, told)
    perform("start", approved, by=world.actor("EC.own"), at=NOW, **world.fill_in("start"))

    for line in (decision_of(approved), told, of_the_decision):
        with pytest.raises(Incomplete) as refusal, transaction.atomic():
            put_right(world, line, "BM.lead")
        assert list(refusal.value.errors) == ["line"]
    assert [one.split(" – ")[1] for one in offered(world, approved, "BM.lead")] == [
        "Start uitvoering (bewoner): ‘Wij zijn bezig met uw idee. Het begint op 18 december 2026. …’",
        "Bericht sturen (bewoner): ‘Dag Mia.’",
    ]


def test_officer_with_the_mandate_puts_right_only_what_another_proposed(world: World, approved: Initiative) -> None:
    world.other_role("BM.lead", "decider", mandate=world.people["DEC.mandate"].role_holdings.get().mandate)
    told = act(world, approved, "inform_initiator", how="phone")
    with pytest.raises(Incomplete), transaction.atomic():
        put_right(world, told, "BM.lead")

    approved.decisions.update(proposed_by=world.people["BM.coadvice"])

    assert put_right(world, told, "BM.lead").audience == Audience.PUBLIC


def test_once_a_decision_was_told_it_is_put_right_where_residents_read_it(world: World, approved: Initiative) -> None:
    put_right(world, decision_of(approved))
    act(world, approved, "inform_initiator", how="phone")

    assert [one.split(" – ")[1].split(":")[0] for one in offered(world, approved, "IC")] == [
        "Initiatiefnemer is ingelicht (openbaar)"
    ]
