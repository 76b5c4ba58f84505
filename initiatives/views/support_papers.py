"""Papers with which the neighbourhood is asked: letters with a code, a poster and a list to go round with."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from initiatives.deeds.support_codes import PRINT, make_codes, void_batch
from initiatives.forms.support_papers import LettersForm
from initiatives.models import Initiative, SupportCheck
from initiatives.models.choices import SupportMethod
from initiatives.views.act import find_initiative
from initiatives.views.card import draw_qr
from initiatives.views.contact import contact_for
from initiatives.views.heard import enough_in_words
from initiatives.views.public import neighbour_address
from initiatives.views.signed_in import signed_in
from initiatives.workflow.action import Actor, NotNow, NotYours, Refused
from initiatives.workflow.neighbours import is_on_the_website

ROWS_ON_A_SHEET, MOST_SHEETS = 25, 40
# So many signs of title and plan fit on a poster in its largest type.
LONG = 420
NOT_PUBLIC = gettext_noop(
    "Dit initiatief staat nu niet op de website. Een buur kan de code dan niet gebruiken. Zet het eerst op de website."
)


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Letters that were made together."""

    batch: UUID
    number: int
    made_at: Any
    made_by: str
    answered: int
    void: int

    @property
    def may_void(self) -> bool:
        """There is a letter left with which nobody answered."""
        return self.number > self.answered + self.void


@never_cache
@require_http_methods(["GET", "POST"])
def show_letters(request: HttpRequest, key: str) -> HttpResponse:
    """How many, and what was made before; posting shows the letters, the only time that their codes are read."""
    initiative, check = _find_check(request, key)
    if SupportMethod.LETTER not in check.ways:
        raise Http404
    form = LettersForm(request.POST or None, initial={"number": _still_to_write(check), "form_key": uuid4()})
    if request.method == "POST" and form.is_valid():
        return _make(request, initiative, check, form)
    return _ask(request, initiative, check, form, status=400 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def void_letters(request: HttpRequest, key: str, batch: UUID) -> HttpResponse:
    """The printer failed: asks first, then no letter of the stack with which nobody answered works any more."""
    initiative, check = _find_check(request, key)
    stack = next((stack for stack in _stacks(check) if stack.batch == batch), None)
    if stack is None:
        raise Http404
    if request.method == "POST":
        return _void(request, initiative, check, batch)
    context = _frame(initiative, check, _("Brieven ongeldig maken")) | {"stack": stack, "form_key": uuid4()}
    return render(request, "initiatives/paper_letters_void.html", context)


@require_safe
def show_poster(request: HttpRequest, key: str) -> HttpResponse:
    """What, where and until when, for a shop window; on A4 or A3."""
    initiative, check = _find_check(request, key)
    context = _frame(initiative, check, _("Poster")) | {
        "large": request.GET.get("formaat") == "a3",
        "is_long": len(initiative.title) + len(check.public_text) > LONG,
        "may_answer": SupportMethod.PAGE in check.ways,
    }
    return render(request, "initiatives/paper_poster.html", context)


@require_safe
def show_list_paper(request: HttpRequest, key: str) -> HttpResponse:
    """Empty lines to go round with: a cross per person, and no name."""
    initiative, check = _find_check(request, key)
    asked = request.GET.get("vellen", "")
    sheets = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    context = _frame(initiative, check, _("Lijst")) | {
        "sheets": range(max(1, min(sheets, MOST_SHEETS))),
        "most": MOST_SHEETS,
        "rows": range(1, ROWS_ON_A_SHEET + 1),
    }
    return render(request, "initiatives/paper_list.html", context)


def _find_check(request: HttpRequest, key: str) -> tuple[Initiative, SupportCheck]:
    """The question that is open to the neighbourhood, for who may enter what comes back."""
    initiative = find_initiative(request, key)
    if not PRINT.functions(initiative, Actor(user=signed_in(request))):
        raise PermissionDenied
    check = initiative.support_checks.filter(closed_at=None).first()
    if check is None:
        raise Http404
    check.initiative = initiative
    return initiative, check


def _make(request: HttpRequest, initiative: Initiative, check: SupportCheck, form: LettersForm) -> HttpResponse:
    """The letters themselves, or why there are none; a second press never gives the codes again."""
    asked = {"number": form.cleaned_data["number"], "form_key": form.cleaned_data["form_key"]}
    try:
        if not is_on_the_website(initiative):
            raise NotNow(_(NOT_PUBLIC))
        codes = make_codes(check, by=signed_in(request), at=timezone.now(), **asked)
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        fresh = LettersForm(initial={"form_key": uuid4()})
        return _ask(request, initiative, check, fresh, status=409, refused=refusal.reason)
    context = _frame(initiative, check, _("Brieven")) | {"codes": codes}
    return render(request, "initiatives/paper_letters.html", context)


def _ask(
    request: HttpRequest, initiative: Initiative, check: SupportCheck, form: LettersForm, *, status: int, **more: Any
) -> HttpResponse:
    """How many, what was made before, and what stands in the way."""
    obstacle = "" if is_on_the_website(initiative) else _(NOT_PUBLIC)
    context = _frame(initiative, check, _("Brieven met een code"))
    context |= {"form": form, "stacks": _stacks(check), "obstacle": obstacle} | more
    return render(request, "initiatives/paper_letters_ask.html", context, status=status)


def _void(request: HttpRequest, initiative: Initiative, check: SupportCheck, batch: UUID) -> HttpResponse:
    """Done, or said why not."""
    try:
        void_batch(check, batch, by=signed_in(request), at=timezone.now())
    except NotYours as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        messages.warning(request, str(refusal.reason))
    else:
        messages.success(request, _("Deze brieven werken niet meer. Antwoorden die er al waren, tellen mee."))
    return redirect("support_letters", key=initiative.key)


def _stacks(check: SupportCheck) -> list[Stack]:
    """The letters that were made, the last first; one query."""
    rows = check.codes.filter(way=SupportMethod.LETTER).values("batch", "made_by__name")
    counted = rows.annotate(
        number=Count("pk", distinct=True),
        made=Max("made_at"),
        answered=Count("pk", filter=Q(voices__isnull=False, void_at=None), distinct=True),
        void=Count("pk", filter=Q(void_at__isnull=False), distinct=True),
    )
    return [
        Stack(
            batch=row["batch"],
            number=row["number"],
            made_at=row["made"],
            made_by=row["made_by__name"] or "",
            answered=row["answered"],
            void=row["void"],
        )
        for row in counted.order_by("-made", "batch")
    ]


def _still_to_write(check: SupportCheck) -> int | None:
    """How many households have no letter yet, where it is known how many there are."""
    written = check.codes.filter(way=SupportMethod.LETTER, void_at=None).count()
    return max((check.households or 0) - written, 0) or None


def _frame(initiative: Initiative, check: SupportCheck, name: str) -> dict[str, Any]:
    """What stands on every paper: what is asked, where one answers, and a number to call; nobody's name."""
    public = is_on_the_website(initiative)
    url = f"{settings.SITE_URL}{neighbour_address(initiative)}" if public else ""
    return {
        "initiative": initiative,
        "check": check,
        # A confidential title stays inside, also where a list goes round.
        "title": "" if initiative.is_confidential else initiative.title,
        # What somebody types who has no camera at hand.
        "typed": f"{settings.SITE_URL.partition('://')[2]}{reverse('neighbour_code')}".rstrip("/") if public else "",
        "qr": draw_qr(url) if url else None,
        "enough": enough_in_words(check),
        "contact": contact_for(initiative, on=timezone.localdate()),
        "back_url": initiative.get_absolute_url(),
        "breadcrumb": [(initiative.title, initiative.get_absolute_url()), (name, "")],
    }
