"""The one form of a meeting: a few boxes about the evening, and the same boxes for every point of the agenda."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.deeds.meeting import LONGEST_CONCERN, Promised, lines_of
from initiatives.forms.status import PlainField
from initiatives.models.choices import Opinion
from initiatives.workflow.asking import DateBox
from overleg.deeds.close import another_records
from overleg.deeds.record import ItemSaid, Point, Said, next_meeting_day, promises_of
from overleg.models import Meeting
from overleg.models.meeting import FARTHEST

YES, NO, LATER = "ja", "nee", "later"
DISCUSSED = ((YES, gettext_lazy("Ja")), (NO, gettext_lazy("Nee")), (LATER, gettext_lazy("Later")))
TRUTH = {YES: True, NO: False, LATER: None}
OPINION_CHOICES = (*((one.value, capfirst(one.label)) for one in Opinion), ("", gettext_lazy("Geen mening")))
PROMISES = 3
NO_NAMES = gettext_lazy("Schrijf geen namen van mensen op.")


class TextBox(PlainField):
    """What people typed, with one kind of line end, so that it can be compared."""

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")


def _text(label: Any, *, most: int, rows: int, help_text: Any = "") -> TextBox:
    """A few lines."""
    box = forms.Textarea(attrs={"rows": rows})
    return TextBox(label=label, max_length=most, required=False, help_text=help_text, widget=box)


def _line(label: Any, *, most: int, help_text: Any = "") -> TextBox:
    """One line."""
    return TextBox(label=label, max_length=most, required=False, help_text=help_text)


def _pick(label: Any, choices: Any) -> forms.ChoiceField:
    """One of a few, each to be tapped."""
    return forms.ChoiceField(label=label, choices=choices, required=False, widget=forms.RadioSelect)


@dataclass(frozen=True, kw_only=True)
class Difference:
    """Something that somebody else wrote where one typed something else."""

    where: str
    theirs: str


@dataclass(frozen=True, kw_only=True)
class PointBoxes:
    """One point with its boxes, for the template."""

    point: Point
    discussed: forms.BoundField
    opinion: forms.BoundField | None
    concerns: forms.BoundField | None
    note: forms.BoundField
    promises: Sequence[Sequence[forms.BoundField]]
    wants_more_time: forms.BoundField | None

    @property
    def has_promises(self) -> bool:
        """Something was promised, or something about it is wrong: the boxes stand open."""
        return any(box.value() or box.errors for boxes in self.promises for box in boxes)


class RecordForm(forms.Form):
    """Everything about one meeting; `merge` makes it fit for a second press after somebody else was first."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    present = forms.IntegerField(
        label=gettext_lazy("Hoeveel mensen zijn er?"), min_value=0, max_value=10_000, required=False
    )
    recorder = TextBox(
        label=gettext_lazy("Wie schrijft dit op?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Schrijf de taak op, geen naam. Bijvoorbeeld: secretaris."),
    )
    chair_involved = forms.BooleanField(
        label=gettext_lazy("Een idee is van de voorzitter zelf. Een ander schrijft het op."), required=False
    )

    def __init__(self, meeting: Meeting, points: Sequence[Point], *, data: QueryDict | None = None) -> None:
        self.meeting, self.points = meeting, points
        super().__init__(data, initial=_kept(meeting, points))
        for point in points:
            for name, field in _boxes_of(point):
                self.fields[_name(point, name)] = field
        for field in self.fields.values():
            # Everything may stay empty until the meeting is closed; saying so at every box is noise.
            field.depends = True  # type: ignore[attr-defined]

    # ---- for the template ----

    def boxes(self) -> list[PointBoxes]:
        """The points in their order."""
        return [self._boxes(point) for point in self.points]

    def _boxes(self, point: Point) -> PointBoxes:
        """The boxes of one point; None where that is not asked."""
        found = {name: self[_name(point, name)] for name, _field in _boxes_of(point)}
        rows = [[found[f"{part}_{n}"] for part in ("what", "who", "due")] for n in _promise_numbers(point)]
        return PointBoxes(
            point=point,
            discussed=found["discussed"],
            note=found["note"],
            promises=rows,
            **{name: found.get(name) for name in ("opinion", "concerns", "wants_more_time")},
        )

    # ---- what was filled in ----

    def clean(self) -> dict[str, Any]:
        """What belongs together."""
        cleaned = self.cleaned_data
        if cleaned.get("chair_involved") and not another_records(self.meeting, cleaned.get("recorder", "")):
            self.add_error("recorder", _("Vul in wie het opschrijft. Het is een ander dan de voorzitter."))
        for point in self.points:
            self._check(point)
        return cleaned

    def _check(self, point: Point) -> None:
        """One point: a no with an opinion contradicts itself, and a promise says what."""
        get = partial(self._get, point)
        if get("discussed") == NO and self._says_something(point):
            self.add_error(_name(point, "discussed"), _("U koos nee. Maar u schreef wel iets op. Kies ja, of wis het."))
        if any(len(said) > LONGEST_CONCERN for said in lines_of(get("concerns"))):
            self.add_error(_name(point, "concerns"), _("Maak elke zorg korter dan %s tekens.") % LONGEST_CONCERN)
        for n in _promise_numbers(point):
            if (due := get(f"due_{n}")) and abs(due - self.meeting.held_on) > FARTHEST:
                self.add_error(_name(point, f"due_{n}"), _("Deze dag ligt te ver weg. Kijk de dag na."))
            if (get(f"who_{n}") or get(f"due_{n}")) and not get(f"what_{n}"):
                self.add_error(_name(point, f"what_{n}"), _("Schrijf ook op wat er is beloofd."))

    def _get(self, point: Point, name: str) -> Any:
        """One answer of one point; nothing where it was not asked or is wrong."""
        return self.cleaned_data.get(_name(point, name)) or ""

    def _says_something(self, point: Point) -> bool:
        """What is only said of what was discussed."""
        return any(self._get(point, name) for name in ("opinion", "concerns", "wants_more_time"))

    def said(self) -> Said:
        """All of it as it is kept."""
        cleaned = self.cleaned_data
        return Said(
            present=cleaned["present"],
            recorder=cleaned["recorder"],
            chair_involved=cleaned["chair_involved"],
            items=tuple(self._item(point) for point in self.points),
        )

    def _item(self, point: Point) -> ItemSaid:
        """One point; who wrote down what the group thinks, discussed it."""
        get = partial(self._get, point)
        return ItemSaid(
            item=point.item,
            discussed=True if self._says_something(point) else TRUTH[get("discussed") or LATER],
            promises=tuple(self._promises(point)),
            **{name: get(name) for name in ("opinion", "concerns", "note", "wants_more_time")},
        )

    def _promises(self, point: Point) -> Iterator[Promised]:
        """What was promised; without a name of a group it is this one, without a day it is for the next meeting."""
        get = partial(self._get, point)
        for n in _promise_numbers(point):
            if what := get(f"what_{n}"):
                who = get(f"who_{n}") or self.meeting.group_name
                yield Promised(what=what, who=who, due_on=get(f"due_{n}") or next_meeting_day(self.meeting))

    # ---- somebody else was first ----

    def merge(self, data: QueryDict) -> tuple["RecordForm", list[Difference]]:
        """On the version of now: what was left empty takes what the other wrote, what differs is shown beside it."""
        mixed, differences = data.copy(), []
        mixed["version"] = str(self.meeting.version)
        for name, field in self.fields.items():
            if name == "version":
                continue
            typed, kept = data.get(name, "").replace("\r\n", "\n").strip(), _as_typed(self.initial.get(name))
            if typed in ("", LATER) and kept:
                mixed[name] = kept
            elif kept not in (typed, "", LATER) and not isinstance(field, forms.BooleanField):
                differences.append(Difference(where=self._where(name), theirs=_in_words(field, kept)))
        return RecordForm(self.meeting, self.points, data=mixed), differences

    def adds_nothing(self, data: QueryDict) -> bool:
        """All that was typed is kept already: the same press came twice."""
        mine = ((data.get(name, ""), self.initial.get(name)) for name in self.fields if name != "version")
        return all(typed.replace("\r\n", "\n").strip() in ("", LATER, _as_typed(kept)) for typed, kept in mine)

    def lost(self, data: QueryDict) -> list[str]:
        """What was typed at points that are not on the agenda any more."""
        gone = [name for name in data if name.startswith("p") and "-" in name and name not in self.fields]
        return [typed for name in gone if (typed := str(data[name]).strip()) not in ("", *TRUTH)]

    def _where(self, name: str) -> str:
        """The point and the box."""
        label = str(self.fields[name].label)
        titles = {f"p{point.item.pk}": point.title for point in self.points}
        title = titles.get(name.partition("-")[0])
        return f"{title}: {label}" if title else label


# ---- the boxes -----------------------------------------------------------------------------------------


def _name(point: Point, name: str) -> str:
    """What a box is called in the form."""
    return f"p{point.item.pk}-{name}"


def _promise_numbers(point: Point) -> range:
    """Three, or as many as there are."""
    return range(1, max(PROMISES, len(point.item.promises.all())) + 1)


def _boxes_of(point: Point) -> Iterator[tuple[str, forms.Field]]:
    """What is asked of one point."""
    yield "discussed", _pick(_("Besproken?"), DISCUSSED)
    if point.asks_opinion:
        yield "opinion", _pick(_("Wat vindt de groep ervan?"), OPINION_CHOICES)
        hint = _("Schrijf op elke regel één zorg. Schrijf geen namen op.")
        yield "concerns", _text(_("Zijn er zorgen?"), most=1000, rows=3, help_text=hint)
    yield "note", _text(_("Wat is er gezegd?"), most=2000, rows=3, help_text=NO_NAMES)
    for n in _promise_numbers(point):
        yield f"what_{n}", _line(_("Wat is er beloofd?"), most=300)
        yield f"who_{n}", _line(_("Wie doet het?"), most=120, help_text=_("Een groep of taak. Of: de gemeente."))
        yield f"due_{n}", forms.DateField(label=_("Voor welke dag?"), required=False, widget=DateBox())
    if point.check is not None:
        yield "wants_more_time", _line(_("Wij willen meer tijd, omdat:"), most=300)


def _kept(meeting: Meeting, points: Sequence[Point]) -> dict[str, Any]:
    """The form as it was kept the last time."""
    kept: dict[str, Any] = {
        name: getattr(meeting, name) for name in ("version", "present", "recorder", "chair_involved")
    }
    words = {truth: word for word, truth in TRUTH.items()}
    for point in points:
        item = point.item
        kept[_name(point, "discussed")] = words[item.discussed]
        for name in ("opinion", "concerns", "note", "wants_more_time"):
            kept[_name(point, name)] = getattr(item, name)
        for n, promised in enumerate(promises_of(item.promises.all()), start=1):
            kept |= {
                _name(point, f"what_{n}"): promised.what,
                _name(point, f"who_{n}"): promised.who,
                _name(point, f"due_{n}"): promised.due_on,
            }
    return kept


def _as_typed(kept: Any) -> str:
    """What was kept, as the browser sends it."""
    if isinstance(kept, bool):
        return "on" if kept else ""
    return kept.isoformat() if isinstance(kept, date) else "" if kept is None else str(kept)


def _in_words(field: forms.Field, kept: str) -> str:
    """What somebody else chose, as one reads it."""
    if isinstance(field, forms.ChoiceField):
        return next((str(label) for value, label in OPINION_CHOICES + DISCUSSED if value == kept), kept)
    return kept
