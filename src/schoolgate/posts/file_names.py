"""Whom the name of an uploaded file names: asked of the author, never believed, and the name itself is not kept.

Until somebody has said who is in the picture, the pupils' ids lie in the author's own session and nowhere else.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePath

from django.contrib.sessions.backends.base import SessionBase

from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.people.models import School
from schoolgate.posts.composing import Composed, PictureShown
from schoolgate.posts.who import Chip
from schoolgate.pupils.completing import pupils_with_classes
from schoolgate.pupils.naming import names_in

MOST_OFFERED = 8
_MOST_PICTURES = 60
_KEY = "named_by_files"
_PARTS = re.compile(r"[\W_]+|(?<=[a-z])(?=[A-Z])|(?<=[^\W\d])(?=\d)|(?<=\d)(?=[^\W\d])")


def pupils_in_file_name(school: School, name: str) -> tuple[int, ...]:
    """The pupils whom this name of a file may mean: "Amara_Okafor-sports day (2).jpg"."""
    words = " ".join(_PARTS.sub(" ", PurePath(name).stem).split())
    found = (pupil for one in names_in(school, words) for pupil in one.pupil_ids)
    return tuple(dict.fromkeys(found))[:MOST_OFFERED]


def remember(session: SessionBase, offered: Mapping[int, Iterable[int]]) -> None:
    """Offer these pupils for these pictures, by their ids, while the author is here."""
    fresh = {str(picture): list(pupils) for picture, pupils in offered.items() if pupils}
    if fresh:
        session[_KEY] = dict([*session.get(_KEY, {}).items(), *fresh.items()][-_MOST_PICTURES:])


def with_offers(actor: Actor, session: SessionBase, page: Composed) -> Composed:
    """The page with the pupils whom the names of its files name, less those who are in the picture. One query at most,
    none where no file names anybody."""
    offered = session.get(_KEY) or {}
    wanted = {pupil for one in page.pictures for pupil in offered.get(str(one.of.picture_id), ())}
    if not wanted or not actor.may(Permission.PUPIL_NAME):
        return page
    known = pupils_with_classes(wanted)
    chips = {pk: Chip(f"pupil:{pk}", one.name, one.class_name) for pk, one in known.items() if pk in wanted}
    return replace(page, pictures=tuple(_with(one, offered, chips) for one in page.pictures))


def _with(
    picture: PictureShown, offered: Mapping[str, Iterable[int]], chips: Mapping[int, Chip]
) -> PictureShown:
    there = {chip.value for chip in picture.named}
    meant = [chips[pk] for pk in offered.get(str(picture.of.picture_id), ()) if pk in chips]
    fresh = tuple(chip for chip in meant if chip.value not in there)
    values = {chip.value for chip in fresh}
    others = tuple(chip for chip in picture.classmates if chip.value not in values)
    return replace(picture, offered=fresh, classmates=others)
