"""What tests of writing a post share: a draft, a picture in it, somebody named."""

from dataclasses import replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from schoolgate.audit.models import Event
from schoolgate.demo.drawing import Scene, draw
from schoolgate.media.decoding.intake import clean_picture
from schoolgate.media.models import Appearance
from schoolgate.media.showing import picture_store
from schoolgate.people.models import Person
from schoolgate.posts.actions.drafting import draft_post
from schoolgate.posts.actions.picturing import KeptPicture, add_pictures, name_pupils
from schoolgate.posts.models import Post, PostPicture
from schoolgate.pupils.models import Pupil
from tests.cast import Cast

DRAWING = draw(Scene.GARDEN, seed=1, children=3)


def draft(cast: Cast, author: Person | None = None, **given: object) -> Post:
    """A draft by Jo for the noticeboard, made by the real action."""
    actor = cast.as_actor(author or cast.jo)
    words = {"text": "We grew beans.", "objective": "learning", "places": [cast.noticeboard.pk], **given}
    return draft_post(actor, cast.oakfield, **words).subject


def kept(cast: Cast, jpeg: bytes = DRAWING.jpeg) -> KeptPicture:
    """A clean master in the store."""
    clean = clean_picture(jpeg)
    name = picture_store().keep(cast.oakfield.pk, clean.bytes)
    return KeptPicture(name, clean.width, clean.height, clean.sha256, len(clean.bytes))


def with_picture(cast: Cast, post: Post, **found: Any) -> PostPicture:
    """The drawing, put in the post; `found` is what was found in it as it was taken in (fields of KeptPicture)."""
    add_pictures(cast.as_actor(cast.jo), post, pictures=[replace(kept(cast), **found)])
    return PostPicture.objects.select_related("picture").get(post=post)


def named(cast: Cast, post: Post, picture: PostPicture, pupil: Pupil) -> Appearance:
    """The picture with this pupil named in it."""
    name_pupils(cast.as_actor(cast.jo), post, picture=picture.pk, pupils=[pupil.pk])
    return Appearance.objects.get(picture=picture.picture_id, pupil=pupil)


def upload(name: str = "IMG_0001.jpg", content: bytes = DRAWING.jpeg) -> SimpleUploadedFile:
    """A file as a phone sends it."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def events(post: Post | None = None) -> list[str]:
    """The types of everything recorded, the oldest first."""
    return list(Event.objects.order_by("pk").values_list("type", flat=True))
