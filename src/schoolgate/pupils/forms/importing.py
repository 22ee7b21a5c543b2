"""Forms of an import: the file, what its columns mean, the confirmation."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from schoolgate.people.models import LeadingRegister
from schoolgate.pupils.importing.columns import Mapping, Meaning
from schoolgate.pupils.importing.odd_rows import is_repeated_header
from schoolgate.pupils.importing.reading import MAX_BYTES, Sheet
from schoolgate.pupils.importing.uses import everywhere
from schoolgate.pupils.importing.vocabulary import Field
from schoolgate.pupils.words import FIELD_WORDS
from schoolgate.rules.consents import ALL_USES, use_words
from schoolgate.rules.roll import InFile
from schoolgate.rules.roll_import import Absent
from schoolgate.web.forms import ActionForm

VIDEOS = everywhere("video")
VIDEOS_KEY = "videos"
MOST_WORDS = 40
_GUARDIANS = (
    Field.GUARDIAN_NAME,
    Field.GUARDIAN_RELATIONSHIP,
    Field.GUARDIAN_EMAIL,
    Field.GUARDIAN_TELEPHONE,
    Field.GUARDIAN_RESPONSIBILITY,
)
MOST_PLACES = 4


class UploadForm(forms.Form):
    """The file itself."""

    file = forms.FileField(
        label=gettext_lazy("The file"),
        help_text=gettext_lazy(
            "An Excel workbook (.xlsx), a Common Transfer File (.xml) or a list in CSV. At most 20 megabytes."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Export it again."),
        },
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv,.txt,.xlsx,.xml"}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 20 megabytes. Export only the pupils and columns needed here.")
            )
        return file


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the page shows it: its heading, some cells, and the question what it means."""

    heading: str
    examples: str
    field: forms.BoundField
    lookups: tuple[tuple[str, forms.BoundField], ...] = ()


class MappingForm(ActionForm):
    """What each column, each lookup of a list and each word of consent means."""

    def __init__(self, *given: Any, mapping: Mapping, sheet: Sheet, **more: Any) -> None:
        super().__init__(*given, **more)
        self.mapping, self.sheet = mapping, sheet
        meanings = _meaning_choices(max((MOST_PLACES, *(one.place for one in mapping.meanings))))
        for place, meaning in enumerate(mapping.meanings):
            key = _key_of(meaning)
            self.fields[f"column_{place}"] = _choice(mapping.header[place], meanings, key)
            for nth, (lookup, uses) in enumerate(meaning.lookups.items()):
                self.fields[f"lookup_{place}_{nth}"] = _choice(lookup, _use_choices(), _uses_key(uses))
        self.words = self._words()
        for nth, word in enumerate(self.words):
            self.fields[f"word_{nth}"] = _choice(word, _word_choices(), str(mapping.words[word]))

    def _words(self) -> list[str]:
        """The words of this file's consent columns, unknown ones first; the common ones need no question."""
        seen = {
            " ".join(record.cells[place].split()).casefold().rstrip(".")
            for place in self.mapping.columns_of(Field.CONSENT)
            for record in self.sheet.records
            if len(record.cells) == len(self.sheet.header)
            and not is_repeated_header(record.cells, self.sheet.header)
        }
        words = [word for word in self.mapping.words if word and word in seen]
        return sorted(words, key=lambda word: (self.mapping.words[word] is not InFile.UNCLEAR, word))[
            :MOST_WORDS
        ]

    def columns(self) -> Iterator[Column]:
        """Each column with a few of its cells."""
        for place, heading in enumerate(self.mapping.header):
            lookups = tuple(
                (lookup, self[f"lookup_{place}_{nth}"])
                for nth, lookup in enumerate(self.mapping.meanings[place].lookups)
            )
            yield Column(heading, _examples(self.sheet, place), self[f"column_{place}"], lookups)

    def word_fields(self) -> list[tuple[str, forms.BoundField]]:
        return [(word, self[f"word_{nth}"]) for nth, word in enumerate(self.words)]

    def given(self) -> dict[str, Any]:
        return {"mapping": self.chosen().to_json()}

    def chosen(self) -> Mapping:
        """The mapping as it was chosen on the page."""
        mapping = self.mapping
        for place, meaning in enumerate(mapping.meanings):
            chosen = _meaning_of(self.cleaned_data[f"column_{place}"])
            if chosen.means is Field.CONSENT_LIST:
                lookups = {
                    lookup: _uses_of(self.cleaned_data.get(f"lookup_{place}_{nth}", ""))
                    for nth, lookup in enumerate(meaning.lookups)
                }
                chosen = Meaning(Field.CONSENT_LIST, lookups=lookups)
            mapping = mapping.with_meaning(place, chosen)
        for nth, word in enumerate(self.words):
            mapping = mapping.with_word(word, InFile(self.cleaned_data[f"word_{nth}"]))
        return mapping


class ConfirmForm(ActionForm):
    """Exactly what was seen, and what is to become of pupils who are not in the file."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *given: Any, absent: int, is_unsure: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if absent and not is_unsure:
            self.fields["absent"] = forms.ChoiceField(
                label=_("These pupils are not in the file. Have they left?"),
                choices=[
                    (Absent.HAVE_LEFT, _("They have left")),
                    (Absent.STAY, _("They are still here: the file is only a part of the roll")),
                ],
                widget=forms.RadioSelect,
                error_messages={"required": _("Say whether they have left.")},
            )


class LeadingForm(ActionForm):
    """Which of the two registers of consents leads."""

    leads = forms.ChoiceField(
        label=gettext_lazy("Which register of consents leads?"),
        choices=LeadingRegister.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )


class DropForm(ActionForm):
    """Nothing but the wish to forget the file."""


def _choice(label: str, choices: list, initial: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)


def _meaning_choices(places: int) -> list:
    """What a column can mean, in groups; parents and carers up to this place."""
    several = (Field.CONSENT, Field.CONSENT_LIST, Field.IGNORED, *_GUARDIANS)
    guardians = [
        (f"{one}:{place}", _("%(what)s, number %(place)s") % {"what": FIELD_WORDS[one], "place": place})
        for place in range(1, places + 1)
        for one in _GUARDIANS
    ]
    return [
        (Field.IGNORED, FIELD_WORDS[Field.IGNORED]),
        (_("The pupil"), [(one, FIELD_WORDS[one]) for one in Field if one not in several]),
        (_("Consent"), [(Field.CONSENT_LIST, FIELD_WORDS[Field.CONSENT_LIST]), *_uses()]),
        (_("Parents and carers"), guardians),
    ]


def _uses() -> list[tuple[str, str]]:
    videos = (VIDEOS_KEY, _("videos, wherever the photograph is a yes too"))
    return [*((f"use:{use}", use_words(use)) for use in ALL_USES), videos]


def _use_choices() -> list[tuple[str, str]]:
    return [("", str(FIELD_WORDS[Field.IGNORED])), *_uses()]


def _word_choices() -> list[tuple[str, str]]:
    return [
        (InFile.YES, _("yes")),
        (InFile.NO, _("no")),
        (InFile.NOT_ASKED, _("not asked")),
        (InFile.UNCLEAR, _("somebody has to read it: no until then")),
    ]


def _key_of(meaning: Meaning) -> str:
    if meaning.place:
        return f"{meaning.means}:{meaning.place}"
    return _uses_key(meaning.uses) if meaning.means is Field.CONSENT else str(meaning.means)


def _uses_key(uses: tuple[str, ...]) -> str:
    if len(uses) > 1:
        return VIDEOS_KEY
    return f"use:{uses[0]}" if uses else ""


def _uses_of(key: str) -> tuple[str, ...]:
    if key == VIDEOS_KEY:
        return VIDEOS
    return (key.removeprefix("use:"),) if key else ()


def _meaning_of(key: str) -> Meaning:
    if key == VIDEOS_KEY or key.startswith("use:"):
        return Meaning(Field.CONSENT, _uses_of(key))
    means, _colon, place = key.partition(":")
    return Meaning(Field(means or Field.IGNORED), place=int(place or 0))


def _examples(sheet: Sheet, place: int) -> str:
    """Three different cells of a column, to recognise it by."""
    found: list[str] = []
    for record in sheet.records[:200]:
        cell = record.cells[place].strip()[:40] if place < len(record.cells) else ""
        if cell and cell not in found and "\0" not in cell:
            found.append(cell)
        if len(found) == 3:
            break
    return " · ".join(found)
