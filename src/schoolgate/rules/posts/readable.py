"""Nobody is named by what can be read in a picture: a badge, a peg, a certificate on the wall.

A name in a picture is judged like a name in the words: a full name never, a first name beside its pupil only where
that pupil may be named. What a machine took for one a person can say is none.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from schoolgate.rules.consents import Medium
from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.facts import PictureFacts, PlaceFacts, PostFacts, SeenWordsFacts
from schoolgate.rules.posts.films import Film
from schoolgate.rules.posts.lets_show import what_lets_show
from schoolgate.rules.posts.words_seen import About, Reading
from schoolgate.rules.refusals import Control, Refusal

WORDS_READABLE = "words_readable"
_QUESTION = "Can a pupil’s name, or a way to reach somebody, be read in a picture?"
_OF_A_VIDEO = (
    "Words were found in the video, of which only a few moments are read. Watch it to its end: "
    "can a pupil’s name, or a way to reach somebody, still be read?"
)
_MOST_SAID = 3


def what_can_be_read_must_be_settled(
    picture: PictureFacts, places: Iterable[PlaceFacts], policy: ResolvedPolicy, on: date
) -> Iterator[Refusal]:
    """Each name and each private detail in it is covered, or somebody said that it is none."""
    if picture.reading is Reading.WAITING and picture.film not in (Film.WAITING, Film.FAILED):
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            f"A {'video' if picture.film else 'picture'} is still being read for names.",
            "That takes a few seconds. Then look again.",
            about=f"picture:{picture.id}",
        )
    names = names_not_settled(picture, places, policy, on)
    if names:
        words = "A name" if len(names) == 1 else f"{len(names)} names"
        yield _to_settle(
            picture,
            names,
            Control.NO_FULL_NAME_BESIDE_PICTURE,
            f"{words} can be read in this picture: {_said(names)}.",
            "Cover what names a pupil, say that it is no pupil’s name, or leave the picture out.",
            "no_name",
        )
    private = [one for one in picture.words if one.about is About.PRIVATE and _is_open(one)]
    if private:
        yield _to_settle(
            picture,
            private,
            Control.NO_PERSONAL_DETAILS_IN_WORDS,
            f"{_said(private)} can be read in this picture.",
            "Cover what tells where somebody lives or how to reach them, or say that it is not private.",
            "not_private",
        )


def names_not_settled(
    picture: PictureFacts, places: Iterable[PlaceFacts], policy: ResolvedPolicy, on: date
) -> list[SeenWordsFacts]:
    """Names in it that may not go out and that nobody has covered or called no pupil's name."""
    rules = [what_lets_show(Medium.NAME, place.channel, policy, on) for place in places]

    def may_go_out(one: SeenWordsFacts) -> bool:
        if one.is_full_name or policy.setting("naming_pupils") == "none":
            return False
        return all(lets_show(pupil.standing) for lets_show in rules for pupil in one.pupils)

    named = (one for one in picture.words if one.about is About.NAME and one.pupils and _is_open(one))
    return [one for one in named if (one.is_full_name or one.is_beside) and not may_go_out(one)]


def _is_open(one: SeenWordsFacts) -> bool:
    return not (one.is_covered or one.may_stand)


def _to_settle(
    picture: PictureFacts,
    open_words: list[SeenWordsFacts],
    control: Control,
    words: str,
    next_step: str,
    none_of_it: str,
) -> Refusal:
    ids = ",".join(str(one.id) for one in open_words)
    one_by_one = ("words",) if len(open_words) > 1 else (f"{none_of_it}:{ids}",)
    ways = (f"cover_words:{ids}", *one_by_one, f"remove_picture:{picture.id}")
    return Refusal(control, words, next_step, about=f"picture:{picture.id}", ways=ways)


def _said(open_words: list[SeenWordsFacts]) -> str:
    said = list(dict.fromkeys(f"“{one.words}”" for one in open_words))
    if len(said) > _MOST_SAID:
        said = [*said[:_MOST_SAID], f"{len(said) - _MOST_SAID} more"]
    return said[0] if len(said) == 1 else ", ".join(said[:-1]) + " and " + said[-1]


def somebody_must_have_looked_for_words(post: PostFacts) -> Iterator[Refusal]:
    """Where no machine reads pictures, the author says once whether something can be read in them; and where words were
    found in a video, of which a machine reads some frames and covers the places where they stood."""
    if post.is_notice or not _is_asked(post):
        return
    answer = next((one for one in post.judged if one.question == WORDS_READABLE), None)
    if answer is None:
        yield Refusal(
            Control.JUDGEMENT_ANSWERED,
            f"Not answered: {_question(post)}",
            "Look at the picture as it will go out, and answer; only a person can.",
            about=f"judgement:{WORDS_READABLE}:",
        )
    elif answer.is_yes:
        unread = next(picture for picture in post.pictures if _asks(picture))
        yield Refusal(
            Control.JUDGEMENT_ANSWERED,
            "A name, or a way to reach somebody, can be read in a picture.",
            "Cover it, or choose another picture. Then answer again.",
            about=f"picture:{unread.id}",
            ways=("words",),
        )


def question_about_words(post: PostFacts) -> list[tuple[str, str, str]]:
    """The question as the page asks it, beside those of the policy: key, words it is about, question."""
    return [(WORDS_READABLE, "", _question(post))] if _is_asked(post) else []


def _question(post: PostFacts) -> str:
    return _QUESTION if any(one.reading is Reading.UNREAD for one in post.pictures) else _OF_A_VIDEO


def _is_asked(post: PostFacts) -> bool:
    return any(_asks(picture) for picture in post.pictures)


def _asks(picture: PictureFacts) -> bool:
    return picture.reading is Reading.UNREAD or bool(picture.film and picture.words)
