"""Actions that a program asks for in another shape than they are called: with a file, or by what is to be found."""

from dataclasses import dataclass
from typing import Annotated, Any, BinaryIO, cast

import msgspec

from schoolgate.api.doing import Did, asked_nothing, body_of, done, subject_of_call
from schoolgate.api.door import Call, Handler
from schoolgate.api.idempotency import form_key, was_used
from schoolgate.api.inputs import ONE_LINE, Part, read, wrong_because
from schoolgate.api.problems import refused
from schoolgate.api.rolls import send_a_roll
from schoolgate.api.sent_files import files_of
from schoolgate.api.shown import FoundShown
from schoolgate.people.queries import today_of
from schoolgate.posts.models import PostPicture
from schoolgate.posts.taking_in import put_away, take_in
from schoolgate.pupils import import_queries, lists, stored_rolls
from schoolgate.pupils.completing import FEWEST_LETTERS, pupils_of_school
from schoolgate.pupils.importing.columns import known_headings
from schoolgate.pupils.importing.reading import FileRefused, read_file
from schoolgate.pupils.importing.sentences import file_sentence
from schoolgate.rules.refusals import Control, Refusal

LETTERS = (
    Part(
        "letters",
        Annotated[str, msgspec.Meta(min_length=FEWEST_LETTERS, max_length=80, pattern=ONE_LINE)],
        True,
        lambda value: value,
    ),
)


@dataclass(frozen=True, slots=True)
class LookedUp(Did):
    """A look-up, written down, with whom it found."""

    found: tuple[FoundShown, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported(Did):
    """The roll with what holds now for each use: a header and its rows."""

    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def _add_pictures(call: Call) -> Did:
    """Pictures come as files; they are cleaned before anything is kept of them, and put away if they are refused."""
    asked_nothing(call)
    key, post = form_key(call), subject_of_call(call)
    files_of(call)
    if was_used(key):
        return done(call, post, key, {"pictures": []})
    there = PostPicture.objects.filter(post_id=post.pk).values_list("picture__sha256", flat=True)
    taken = take_in(call.request, call.acting.school, there_already=there)
    if taken.refusals or not taken.kept:
        put_away(call.acting.school, taken.kept)
        raise refused(call.acting, taken.refusals or [_there_already()])
    used = False
    try:
        did = done(call, post, key, {"pictures": taken.kept})
        used = not did.done_before
        return did
    finally:
        if not used:
            put_away(call.acting.school, taken.kept)


def _there_already() -> Refusal:
    return Refusal(Control.STATE, "These pictures are in the post already.", "Send others.", about="pictures")


def _upload_roll(call: Call) -> Did:
    """A roll comes as a file. What is wrong with it as a whole is said here; nothing is kept of a refused one."""
    asked_nothing(call)
    key, school = form_key(call), call.acting.school
    file = files_of(call)[0]
    try:
        sheet = read_file(cast(BinaryIO, file.file), known_headings)
    except FileRefused as wrong:
        words, *what_next = file_sentence(wrong.problem)
        about_file = Refusal(Control.FILE_IS_SAFE, words, " ".join(what_next), about="file")
        raise refused(call.acting, [about_file]) from wrong
    mapping, is_known = import_queries.mapping_for(school, sheet)
    stored_as = stored_rolls.keep(file.chunks())
    given = {
        "file_name": file.name or "",
        "file_digest": sheet.digest,
        "stored_as": stored_as,
        "mapping": mapping.to_json(),
        "columns_are_known": is_known,
    }
    used = False
    try:
        did = done(call, school, key, given)
        used = not did.done_before
        return did
    finally:
        if not used:
            stored_rolls.throw_away(stored_as)


def _look_up_pupil(call: Call) -> LookedUp:
    """Find pupils of the whole school by the first letters; that it was done is written down."""
    asked_nothing(call)
    letters = read(LETTERS, body_of(call))["letters"].strip()
    if len(letters) < FEWEST_LETTERS:
        few = Refusal(Control.STATE, "These are too few letters.", f"Give {FEWEST_LETTERS} at least.")
        raise wrong_because(few, "letters")
    found = pupils_of_school(call.acting, letters)
    did = done(call, subject_of_call(call), form_key(call), {"letters": letters, "found": len(found)})
    shown = tuple(FoundShown(one.id, one.name, one.class_name) for one in found)
    return LookedUp(did.subject, did.event, did.done_before, shown)


def _export_roll(call: Call) -> Exported:
    """The roll as it stands; that it was taken out is recorded with how many pupils."""
    asked_nothing(call)
    read((), body_of(call))
    school = call.acting.school
    found = lists.found_on_roll(school, today_of(call.now), left=False)
    did = done(call, school, form_key(call), {"count": len(found)})
    header, rows = lists.export_rows(school, found)
    lines: Any = tuple(tuple(str(cell) for cell in row) for row in rows)
    return Exported(did.subject, did.event, did.done_before, tuple(header), lines)


BY_HAND: dict[str, Handler] = {
    "add_pictures": _add_pictures,
    "upload_roll": _upload_roll,
    "look_up_pupil": _look_up_pupil,
    "export_roll": _export_roll,
    "send_roll": send_a_roll,
}
