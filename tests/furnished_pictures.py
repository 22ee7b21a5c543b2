"""Pictures and films of a school with one of everything: in a post, in a draft, and deleted at once."""

import io
from typing import TYPE_CHECKING

from schoolgate.demo.drawing import Scene, draw
from schoolgate.kernel.actor import Actor
from schoolgate.media.decoding.intake import clean_picture
from schoolgate.media.models import Picture, Video
from schoolgate.media.showing import picture_store
from schoolgate.media.video import keeping
from schoolgate.posts.actions.deleting import delete_compromising
from schoolgate.posts.actions.picturing import (
    KeptPicture,
    PictureSaid,
    add_pictures,
    describe_pictures,
    name_pupils,
)
from schoolgate.posts.models import Post, PostPicture
from schoolgate.rules.posts.films import Film
from tests.films import drawn_film

if TYPE_CHECKING:
    from tests.furnished import Furnishing


def put_in_picture(at: "Furnishing", author: Actor, post: Post) -> None:
    """A drawn picture of two children, described and named, in this post."""
    drawing = draw(Scene.ART_WALL, seed=at.school.pk, children=2)
    clean = clean_picture(drawing.jpeg)
    name = picture_store().keep(at.school.pk, clean.bytes)
    size = len(clean.bytes)
    kept = KeptPicture(name, clean.width, clean.height, clean.sha256, size, drawing.boxes)
    add_pictures(author, post, pictures=[kept])
    inside = PostPicture.objects.get(post=post)
    describe_pictures(author, post, said=[PictureSaid(inside.pk, alt=drawing.description, people_count=2)])
    name_pupils(author, post, picture=inside.pk, pupils=[pupil.pk for pupil in at.children[:2]])


def film_of_a_draft(at: "Furnishing") -> Picture:
    """A video of a draft, made as it goes out."""
    with_it = at.post("Our pond, with the wind in it.", at.noticeboard, with_picture=True)
    picture = PostPicture.objects.get(post=with_it).picture
    Video.objects.create(picture=picture, container="mov", seconds=1.0, sha256="a" * 64)
    Picture.objects.filter(pk=picture.pk).update(film=Film.READY)
    film, where = drawn_film(sound=False), (at.school.pk, picture.stored_as)
    for place in (keeping.master(*where), keeping.covered(*where)):
        keeping.films().put(place, io.BytesIO(film))
    return picture


def deleted_picture(at: "Furnishing") -> Picture:
    """A picture that the headteacher deleted at once."""
    with_it = at.post("The picture of our pond is gone.", at.noticeboard, with_picture=True)
    picture = PostPicture.objects.get(post=with_it).picture
    deleted: Picture = delete_compromising(at.as_actor(at.head), picture).subject
    return deleted
