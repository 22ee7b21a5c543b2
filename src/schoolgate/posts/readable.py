"""Words that can be read in the pictures of a post: what is known of them, and why they cannot be settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schoolgate.kernel.actor import Actor
from schoolgate.media.covering import Box
from schoolgate.media.models import Picture, SeenWords
from schoolgate.media.queries import box_from
from schoolgate.posts.changing import refusals_to_change, refusals_to_cover
from schoolgate.posts.models import Post
from schoolgate.rules.posts.facts import PictureFacts
from schoolgate.rules.posts.words_seen import About, Reading
from schoolgate.rules.refusals import Control, Refusal

MOST_AREAS = 100
_AROUND = 0.6  # of their height, shown about the words


@dataclass(frozen=True, slots=True)
class WordsShown:
    """Words on the page, by their number in the picture, and where they stand."""

    id: int
    number: int
    words: str
    about: About
    box: Box
    is_covered: bool = False
    may_stand: bool = False

    @property
    def is_open(self) -> bool:
        return not (self.is_covered or self.may_stand)

    @property
    def crop(self) -> Box:
        """The words and a little around them."""
        more = _AROUND * self.box.height
        return Box(
            self.box.left - more, self.box.top - more, self.box.width + 2 * more, self.box.height + 2 * more
        )


def words_of(picture: int, facts: PictureFacts) -> list[WordsShown]:
    """What matters of the words in this picture, and where it stands. One query."""
    boxes = dict(SeenWords.objects.filter(picture=picture).values_list("pk", "box"))
    wanted = [one for one in facts.words_that_matter if one.id in boxes]
    return [
        WordsShown(
            one.id, number, one.words, one.about, box_from(boxes[one.id]), one.is_covered, one.may_stand
        )
        for number, one in enumerate(wanted, start=1)
    ]


def refusals_to_note(actor: Actor, picture: Picture, **_: object) -> list[Refusal]:
    if picture.reading == Reading.WAITING and picture.removed_at is None:
        return []
    return [Refusal(Control.STATE, "This picture is not waiting to be read.", "Nothing is left to do.")]


def refusals_to_settle(actor: Actor, post: Post, *, words: Sequence[int], **_: object) -> list[Refusal]:
    refusals = refusals_to_change(actor, post)
    there = SeenWords.objects.filter(pk__in=words, picture__in_posts__post=post).distinct()
    if not words or there.count() < len(set(words)):
        refusals.append(
            Refusal(Control.STATE, "These words are no longer in the picture.", "Look at the post again.")
        )
    return refusals


def refusals_to_draw(actor: Actor, post: Post, *, picture: int, box: Iterable[float]) -> list[Refusal]:
    refusals = refusals_to_cover(actor, post, picture=picture, box=box)
    if SeenWords.objects.filter(picture__in_posts=picture).count() >= MOST_AREAS:
        refusals.append(
            Refusal(
                Control.STATE,
                f"A picture takes at most {MOST_AREAS} covers over words.",
                "Choose another picture.",
            )
        )
    return refusals
