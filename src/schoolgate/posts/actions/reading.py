"""Words that can be read in a picture: noted by the machine, covered, or said to be no pupil's name."""

from collections.abc import Sequence

from schoolgate.audit.event_types import EventType
from schoolgate.kernel.actions import Done, action
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Picture, SeenWords
from schoolgate.media.queries import box_from, box_to
from schoolgate.media.words_seen.matching import Mattering
from schoolgate.posts import readable
from schoolgate.posts.actions.changing import content_changed
from schoolgate.posts.actions.picturing import LOOKED_AT
from schoolgate.posts.models import JudgementAnswer, Post, PostPicture
from schoolgate.rules.posts.readable import WORDS_READABLE
from schoolgate.rules.posts.words_seen import About, Reading


@action(may=Permission.PICTURE_READ, unless=readable.refusals_to_note, records=EventType.PICTURE_WORDS_READ)
def note_words(actor: Actor, picture: Picture, *, found: Sequence[Mattering] | None) -> Done:
    """Keep what the machine read in this picture; None where it could not read, and the author is asked."""
    SeenWords.objects.bulk_create(
        SeenWords(picture=picture, box=box_to(one.box), about=one.about, words=one.words)
        for one in found or ()
    )
    picture.reading = Reading.UNREAD if found is None else Reading.READ
    picture.save(update_fields=["reading"])
    return Done(picture, {"found": None if found is None else len(found)}, LOOKED_AT)


@action(
    may=Permission.POST_WRITE, unless=readable.refusals_to_settle, records=EventType.PICTURE_WORDS_SETTLED
)
def cover_words(actor: Actor, post: Post, *, words: Sequence[int], undone: bool = False) -> Done:
    """Cover these words in every copy that leaves, or take the cover off again."""
    return _settled(actor, post, words, is_covered=not undone, may_stand=False)


@action(
    may=Permission.POST_WRITE, unless=readable.refusals_to_settle, records=EventType.PICTURE_WORDS_SETTLED
)
def let_words_stand(actor: Actor, post: Post, *, words: Sequence[int], undone: bool = False) -> Done:
    """Say that these words are no pupil's name and nothing private, or take that back. Whoever approves reads it."""
    return _settled(actor, post, words, is_covered=False, may_stand=not undone)


@action(may=Permission.POST_WRITE, unless=readable.refusals_to_draw, records=EventType.PICTURE_WORDS_SETTLED)
def cover_area(actor: Actor, post: Post, *, picture: int, box: Sequence[float]) -> Done:
    """Cover words that the machine missed: `box` is left, top, width and height in fractions of the picture."""
    inside = PostPicture.objects.get(pk=picture, post=post)
    drawn = SeenWords.objects.create(
        picture_id=inside.picture_id,
        box=box_to(box_from(box)),
        about=About.BY_HAND,
        is_covered=True,
        answered_by=actor.person,
        answered_at=actor.now,
    )
    JudgementAnswer.objects.filter(post=post, question=WORDS_READABLE).delete()
    content_changed(actor, post)
    return Done(post, {"words": [drawn.pk], "box": drawn.box, "version": post.version}, LOOKED_AT)


def _settled(actor: Actor, post: Post, words: Sequence[int], *, is_covered: bool, may_stand: bool) -> Done:
    said = SeenWords.objects.filter(pk__in=words)
    said.filter(about=About.BY_HAND).exclude(is_covered=is_covered).delete()
    said.update(is_covered=is_covered, may_stand=may_stand, answered_by=actor.person, answered_at=actor.now)
    JudgementAnswer.objects.filter(post=post, question=WORDS_READABLE).delete()
    content_changed(actor, post)
    done = {"words": list(words), "covered": is_covered, "stand": may_stand, "version": post.version}
    return Done(post, done, LOOKED_AT)
