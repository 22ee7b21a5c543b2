"""What a post is for, whose pictures and words it uses, and how it reads."""

from schoolgate.media.decoding.intake import clean_picture
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.actions.picturing import PictureSaid, cover_person, describe_pictures
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.consents import ALL_USES
from tests import make
from tests.clauses.posting import words_of
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage
from tests.hostile.pictures import encoded, exif, quarters

OWN, PERMISSION = PostPicture.Rights.OWN, PostPicture.Rights.PERMISSION


@scene
def a_post_serves_a_purpose(stage: Stage) -> None:
    """Without one of the school's purposes a post is not sent; the approver reads which it serves."""
    post = stage.posting.ready(objective="")
    stage.refuses(submit_post, stage.cast.jo, post, says="It is not said what the post is for")
    other = stage.posting.ready(objective="gossip")
    stage.refuses(submit_post, stage.cast.jo, other, says="It is not said what the post is for")
    stage.does(submit_post, stage.cast.jo, stage.posting.ready())


@scene
def this_purpose_can_be_chosen(stage: Stage) -> None:
    """The page offers the purpose of this clause, and a post that serves it is sent."""
    key, words = _PURPOSES[stage.row.clause]
    offered = stage.page_as_sent(stage.cast.jo, "posts:new")
    assert f'value="{key}"' in offered
    assert words in offered
    post = stage.posting.ready(objective=key)
    stage.does(submit_post, stage.cast.jo, post)
    assert stage.is_cited("setting.post_objectives")


_PURPOSES = {
    "ST-105": ("event", "An event coming up"),
    "ST-106": ("good_news", "Good news about the school"),
    "ST-107": ("achievement", "Something pupils or staff have achieved"),
    "ST-108": ("parent_information", "Something families need to know"),
}


@scene
def what_others_made_needs_their_leave(stage: Stage) -> None:
    """Somebody else made the picture: not sent until it says who made it and lets the school use it."""
    post, inside = _with_picture(stage)
    _says(stage, post, inside, rights=PERMISSION)
    stage.refuses(submit_post, stage.cast.jo, post, says="made by somebody else, and nobody is credited")
    _says(stage, post, inside, rights=PERMISSION, credit="R. Vane, by e-mail of 3 November")
    stage.does(edit_post, stage.cast.jo, post, **words_of(post, text=f"{post.text}\nPicture: R. Vane"))
    stage.posting.answer(post)
    stage.does(submit_post, stage.cast.jo, post)
    assert "R. Vane" in stage.page(stage.cast.head, "posts:approve", post_id=post.pk)


@scene
def whose_picture_it_is_is_asked(stage: Stage) -> None:
    """The author says of each picture whether the school took it or somebody else made it."""
    post, inside = _with_picture(stage)
    page = stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    assert "We took it" in page
    assert "Somebody else made it and lets us use it" in page
    _says(stage, post, inside, rights=PERMISSION)
    stage.refuses(submit_post, stage.cast.jo, post, says="nobody is credited")
    _says(stage, post, inside, rights=OWN)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def a_picture_is_described(stage: Stage) -> None:
    """A picture without words for people who cannot see it is not sent."""
    post, inside = _with_picture(stage)
    _says(stage, post, inside, alt="")
    stage.refuses(submit_post, stage.cast.jo, post, says="A picture has no description")
    _says(stage, post, inside)
    stage.does(submit_post, stage.cast.jo, post)


@scene
def hard_words_are_marked(stage: Stage) -> None:
    """A word of the list of jargon and a sentence that is too long are marked beside what is written."""
    hard, plain = stage.policy.setting("jargon_words")[0].split(" = ")
    long = " ".join(["and so the children of the school went on to the next part of the day"] * 4)
    for text, told in ((f"We talked of {hard} today.", plain), (f"{long.capitalize()}.", "words")):
        post = stage.posting.ready(text=text)
        found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
        assert any(told in one.words and one.warning for one in found), told
    page = stage.page(stage.cast.jo, "posts:edit", post_id=stage.posting.ready(text=f"On {hard}.").pk)
    assert plain in page
    stage.told_of_the_clause()


@scene
def a_face_can_be_covered(stage: Stage) -> None:
    """Ben may not be shown: his face is covered in the picture in one step, which is kept, and the post goes out."""
    ben = make.make_pupil(stage.school, "Ben", "Tarrant")
    amara = make.make_pupil(stage.school, "Amara", "Okello")
    make.consents(amara, *ALL_USES)
    post = stage.posting.ready(pupils=(amara, ben))
    assert submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    inside = PostPicture.objects.get(post=post)
    his = inside.picture.appearances.get(pupil=ben)
    box = (0.1, 0.1, 0.3, 0.3)
    stage.does(cover_person, stage.cast.jo, post, picture=inside.pk, box=box, appearance=his.pk)
    his.refresh_from_db()
    assert his.is_covered
    stage.posting.answer(post)
    stage.does(submit_post, stage.cast.jo, post)
    stage.told_of_the_clause()


@scene
def where_it_was_taken_is_stripped(stage: Stage) -> None:
    """A picture that carries its place is taken in: nothing of that is left in what the school keeps."""
    carried = encoded(quarters(), exif=exif())
    assert b"Exif" in carried
    kept = clean_picture(carried).bytes
    assert b"Exif" not in kept
    assert b"GPS" not in kept
    stage.told_of_the_clause()


def _with_picture(stage: Stage) -> tuple[Post, PostPicture]:
    post = stage.posting.ready(picture=True)
    return post, PostPicture.objects.get(post=post)


def _says(stage: Stage, post: Post, inside: PostPicture, *, alt: str = "A garden", **said: object) -> None:
    given = PictureSaid(inside.pk, alt=alt, people_count=0, **said)  # type: ignore[arg-type]
    stage.does(describe_pictures, stage.cast.jo, post, said=[given])
    stage.posting.answer(post)
