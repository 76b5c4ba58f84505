"""How each action of the permission matrix is asked of the running application, and what the answer means."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.db import transaction
from django.urls import NoReverseMatch, reverse

from initiatives.deeds.table import DEED_OF
from initiatives.workflow.table import ROW_OF
from tests.security.matrix_town import BETWEEN_COORDINATORS, INTERNAL, MatrixTown, Standing

# What the matrix calls otherwise.
CALLED = {
    "merge_unmerge": ("merge", "unmerge"), "publish_unpublish": ("publish", "unpublish"),
    "internal_note_write": ("note_internal",),
}  # fmt: skip
SHUT, LOGIN, NOT_BUILT, NOT_SHOWN, AT_THE_CODE = "shut", "login", "not built", "not shown", "/volg/"
# Of two answers the most generous one counts.
GENEROUS = ("ok", "409", "403", "404", "login")


class Asking:
    """One question to the running application; nothing of it stays."""

    def __init__(self, town: MatrixTown) -> None:
        self.town = town
        self.kept: dict[str, tuple[int, str, str]] = {}

    def get(self, address: str) -> tuple[int, str, str]:
        """Status, where it leads, what it says; the same page is asked once."""
        if address not in self.kept:
            self.kept[address] = self._ask("get", address, {})
        return self.kept[address]

    def post(self, address: str, **data: Any) -> tuple[int, str, str]:
        """The same for what somebody presses; undone at once."""
        return self._ask("post", address, {"onzin": "1"} | data)

    def hold_code(self, standing: Standing) -> None:
        """The code of this initiative in the resident's hand; what was read with another one is forgotten."""
        self.town.hold_code(standing)
        self.kept = {address: answer for address, answer in self.kept.items() if not address.startswith(AT_THE_CODE)}

    def _ask(self, method: str, address: str, data: Mapping[str, Any]) -> tuple[int, str, str]:
        with transaction.atomic():
            response = getattr(self.town.browser, method)(address, data)
            said = b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return response.status_code, response.headers.get("Location", ""), said.decode(errors="replace")


Door = Callable[[Asking, Standing], str]


def outcome(answer: tuple[int, str, str]) -> str:
    """The answer in the words of the matrix."""
    status, where, said = answer
    if (status == 302 and where.startswith("/account/login/")) or (status == 403 and "/account/login/" in said):
        # Whoever sent a form gets it back with the way to sign in.
        return LOGIN
    if status == 302 and where.startswith(AT_THE_CODE) and not where.startswith("/volg/idee/"):
        return SHUT
    return "ok" if status in (200, 302) else str(status)


# What belongs to no initiative: the name of its address and what goes into it.
GENERAL: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "intake_submit": ("idea", ()),
    "create_for_resident": ("intake", ()),
    "reassign_open_work": ("open_work", ()),
    "export_without_persons": ("export", ("csv",)),
    "export_with_persons": ("export_people", ()),
    "dashboard_aggregates": ("dashboard", ()),
    "users_roles_manage": ("admin:accounts_user_changelist", ()),
    "settings_texts_retention": ("admin:kernen_term_changelist", ()),
    "access_log_read": ("access_log", ()),
    "destruction_list_propose": ("destruction_propose", ()),
    "destruction_list_approve": ("destruction_approve", ("1",)),
    "api_tokens": ("api_tokens", ()),
}


def knock(asking: Asking, action: str, standing: Standing | None) -> str:
    """The answer to this action, before this initiative or before none."""
    if standing is None:
        return general(asking, action)
    if action in STATUS:
        asking.hold_code(standing)
        return STATUS[action](asking, standing)
    if action in OWN:
        return OWN[action](asking, standing)
    names = CALLED.get(action, (action,))
    if not any(name in ROW_OF | DEED_OF for name in names):
        return NOT_BUILT
    answers = [outcome(asking.post(f"{standing.page}{name}/")) for name in names]
    return min(answers, key=GENEROUS.index)


def general(asking: Asking, action: str) -> str:
    """What belongs to no initiative."""
    name, arguments = GENERAL[action]
    try:
        return outcome(asking.get(reverse(name, args=[asking.town.list_pk] if arguments == ("1",) else arguments)))
    except NoReverseMatch:
        return NOT_BUILT


# ---- staff ---------------------------------------------------------------------------------------------


def in_list(asking: Asking, standing: Standing) -> str:
    """Whether the search finds it."""
    key = standing.initiative.reference or standing.initiative.title
    answer = asking.get(f"/initiatieven/?{urlencode({'show': 'all', 'q': key})}")
    if (seen := outcome(answer)) != "ok":
        return seen
    return "ok" if f'href="{standing.page}' in answer[2] else "404"


def page(asking: Asking, standing: Standing, *, under: str = "") -> str:
    """A page of its own."""
    return outcome(asking.get(f"{standing.page}{under}"))


def shown(asking: Asking, standing: Standing, *, words: str) -> str:
    """What stands on the page of the initiative, or not: there is no other place to ask."""
    answer = asking.get(standing.page)
    seen = outcome(answer)
    return seen if seen != "ok" or words in answer[2] else NOT_SHOWN


def pressed(asking: Asking, standing: Standing, *, under: str) -> str:
    """A form that is sent with nonsense in it: who may, gets the form back."""
    return outcome(asking.post(f"{standing.page}{under}"))


def file_page(asking: Asking, standing: Standing) -> str:
    """A file a colleague added."""
    return outcome(asking.get(f"{standing.page}bijlage/{standing.file}/"))


def file_removal(asking: Asking, standing: Standing) -> str:
    """Taking that file away."""
    return outcome(asking.post(f"{standing.page}bijlage/{standing.file}/weghalen/"))


def new_code(asking: Asking, standing: Standing) -> str:
    """Another code for the resident."""
    sent = {"version": standing.initiative.version, "form_key": str(uuid4())}
    return outcome(asking.post(f"{standing.page}kaart/", **sent))


def requests(asking: Asking, _standing: Standing) -> str:
    """The page on which a person is found, given a copy and erased, whatever initiatives they are in."""
    return outcome(asking.get("/avg/"))


def public(asking: Asking, standing: Standing) -> str:
    """The page everybody may read."""
    return outcome(asking.get(f"/dorpen/sibbe/{standing.initiative.key}/"))


OWN: Mapping[str, Door] = {
    "public_list_detail": public,
    "list_search": in_list,
    "detail_content": page,
    "contact_data_view": partial(page, under="mensen/"),
    "object_audit_trail": partial(page, under="logboek/"),
    "internal_note_read": partial(shown, words=INTERNAL),
    "ec_note_readwrite": partial(shown, words=BETWEEN_COORDINATORS),
    "attachment_download": file_page,
    "attachment_upload": partial(pressed, under="bijlagen/"),
    "attachment_delete": file_removal,
    "edit_content": partial(pressed, under="bewerken/"),
    "edit_contact": partial(pressed, under="mensen/nieuw/"),
    "reissue_code": new_code,
    "log": partial(page, under="log/"),
    "avg_request_execute": requests,
}


# ---- the resident --------------------------------------------------------------------------------------


def status_page(asking: Asking, standing: Standing) -> str:
    """The page of this idea, and of no other."""
    answer = asking.get("/volg/idee/")
    seen = outcome(answer)
    return seen if seen != "ok" or standing.initiative.key in answer[2] else SHUT


def from_status_page(asking: Asking, standing: Standing, *, under: str, data: Mapping[str, Any]) -> str:
    """A form behind the code, well filled in: sent off to the page again when it was taken."""
    if asking.town.subject != "IW.own":
        return SHUT if status_page(asking, standing) == "ok" else status_page(asking, standing)
    question = standing.initiative.info_requests.filter(closed_at=None).first()
    sent = {**data, "version": standing.initiative.version, "form_key": str(uuid4())}
    answer = asking.post(f"/volg/idee/{under}", question=question.pk if question else "", **sent)
    if answer[:2] == (302, "/volg/idee/"):
        return "ok"
    if outcome(answer) == SHUT:
        return SHUT
    # The form again, with a sentence why it is too late.
    return "409" if answer[0] in (200, 302) else outcome(answer)


def sends_a_file(asking: Asking, standing: Standing) -> str:
    """The form for a file; sent with nothing chosen it comes back, where a file could be sent."""
    if asking.town.subject != "IW.own":
        return from_status_page(asking, standing, under="", data={})
    return outcome(asking.get("/volg/idee/bestand/"))


def own_file(asking: Asking, standing: Standing) -> str:
    """A file the resident sent."""
    return outcome(asking.get(f"/volg/idee/bijlage/{standing.own_file}/"))


def own_data(asking: Asking, standing: Standing) -> str:
    """The copy of what is kept of the resident, of this idea."""
    answer = asking.get("/volg/idee/gegevens/kopie/")
    seen = outcome(answer)
    return seen if seen != "ok" or standing.initiative.key in answer[2] else SHUT


STATUS: Mapping[str, Door] = {
    "status_view": status_page,
    "status_answer_question": partial(from_status_page, under="antwoord/", data={"answer": "Naast de kapel."}),
    "status_message": partial(from_status_page, under="doorgeven/", data={"message": "Wij zijn met zijn drieën."}),
    "status_withdraw": partial(from_status_page, under="stoppen/", data={"others_asked": "on"}),
    "status_upload": sends_a_file,
    "status_download_own_file": own_file,
    "status_my_data_copy": own_data,
}
