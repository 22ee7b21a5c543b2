"""Writing posts in the story, by the real actions: a picture put in, its people named, the questions answered."""

from collections.abc import Sequence
from datetime import datetime

from schoolgate.demo.drawing import Drawing, Scene, draw
from schoolgate.demo.drawing.labels import labelled
from schoolgate.demo.loading import Stage
from schoolgate.kernel.actor import Actor, clock
from schoolgate.media.decoding.intake import clean_picture
from schoolgate.media.showing import picture_store
from schoolgate.media.words_seen.matching import Mattering
from schoolgate.people.queries import actor_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.picturing import (
    KeptPicture,
    PictureSaid,
    add_pictures,
    describe_pictures,
    name_pupils,
)
from schoolgate.posts.actions.reading import note_words
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import Post, PostPicture
from schoolgate.pupils.models import Pupil
from schoolgate.pupils.queries import standings
from schoolgate.rules.consents import Channel, Medium, may_be_shown, use_of
from schoolgate.rules.posts.content import questions_for_the_author, usual_answer
from schoolgate.rules.posts.words_seen import About, Reading


def as_part(stage: Stage, part: str, now: datetime) -> Actor:
    """Somebody of the cast by their part in the story ("head"), at this moment."""
    return actor_of(stage.cast[part], stage.school, now)


def put_in(
    author: Actor,
    post: Post,
    scene: Scene,
    *,
    seed: int,
    children: int,
    has_faces: bool = False,
    label: str = "",
) -> tuple[PostPicture, Drawing]:
    """One drawn picture of so many children; nothing is said of it yet.

    No machine finds the faces of a drawing. With `has_faces` they are there all the same, as in a photograph. So is a
    name on a `label` that hangs in it.
    """
    drawing = draw(scene, seed=seed, children=children)
    if label:
        drawing, there = labelled(drawing, label)
    clean = clean_picture(drawing.jpeg)
    name = picture_store().keep(post.school_id, clean.bytes)
    faces = drawing.boxes if has_faces else None
    reading = Reading.WAITING if label else Reading.NEVER
    kept = KeptPicture(name, clean.width, clean.height, clean.sha256, len(clean.bytes), faces, reading)
    add_pictures(author, post, pictures=[kept])
    inside = PostPicture.objects.select_related("picture").get(post=post)
    if label:
        read = [Mattering(label, About.NAME, there)]
        note_words(clock(post.school, author.now), inside.picture, found=read)
    return inside, drawing


def show(
    author: Actor,
    post: Post,
    scene: Scene,
    *,
    seed: int,
    children: int,
    pupils: Sequence[Pupil] = (),
    has_faces: bool = False,
    label: str = "",
) -> tuple[PostPicture, Drawing]:
    """The same, described and counted, and these pupils named in it."""
    inside, drawing = put_in(
        author, post, scene, seed=seed, children=children, has_faces=has_faces, label=label
    )
    said = PictureSaid(inside.pk, alt=drawing.description, people_count=children)
    describe_pictures(author, post, said=[said])
    if pupils:
        name_pupils(author, post, picture=inside.pk, pupils=[pupil.pk for pupil in pupils])
    return inside, drawing


def answer(author: Actor, post: Post, *given: Answer) -> None:
    """Whatever is asked is answered as usual, but for what is `given`."""
    post.refresh_from_db()
    policy = current_policy(post.school)
    otherwise = {one.question: one for one in given}
    asked = questions_for_the_author(post_facts(post, author.now, policy=policy), policy)
    answers = [
        otherwise.get(key) or Answer(key, is_yes=usual_answer(policy, key), about=about)
        for key, about, _words in asked
    ]
    answer_questions(author, post, answers=answers)
    post.refresh_from_db()


def class_of(stage: Stage, author: Actor) -> list[Pupil]:
    """The children of the author's class, or of the school's first."""
    classes = author.person.classes_taught.values_list("class_name", flat=True)
    return stage.pupils[next(iter(classes), stage.plan.classes[0])]


def children_who_may(
    stage: Stage, pupils: Sequence[Pupil], places: Sequence[str], now: datetime, *, everywhere: bool = True
) -> list[Pupil]:
    """Those of these children whose families said yes to a picture in each of these places.

    With `everywhere` false: those who said so for the first of the places, but not for all.
    """
    hold = standings(pupil.pk for pupil in pupils)
    uses = [use_of(Medium.PHOTO, Channel(stage.accounts[key].channel)) for key in places]

    def is_wanted(pupil: Pupil) -> bool:
        allowed = [may_be_shown(hold[pupil.pk], use, now.date()) for use in uses]
        return all(allowed) if everywhere else allowed[0] and not all(allowed)

    return [pupil for pupil in pupils if is_wanted(pupil)]
