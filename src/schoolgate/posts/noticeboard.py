"""The school's public noticeboard: what is on it, at which addresses, and the picture files made for it.

A post is on it while its delivery is up. Its pictures are copies made for this one delivery, each under a name of
128 bits that nobody can guess, so that taking it down deletes files.
"""

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO

from django.conf import settings
from django.db.models import QuerySet
from django.urls import Resolver404, resolve, reverse

from schoolgate.connectors.contract import Address, AddressKind, Gone, Look, OutgoingPost, There, Unknown
from schoolgate.kernel.holding import only_read_back
from schoolgate.media.showing import picture_store
from schoolgate.media.video.keeping import copy, films
from schoolgate.people.models import School
from schoolgate.posts.models import Delivery

MOST_IN_A_FEED = 50


def deliveries_up(school: School) -> QuerySet[Delivery]:
    """What is on the noticeboard of this school now, newest first."""
    if not school.noticeboard_is_open:
        return Delivery._base_manager.none()
    up = Delivery._base_manager.filter(
        post__school=school, account__connector="noticeboard", state=Delivery.State.UP
    )
    return only_read_back(up, "post__school").select_related("post__school").order_by("-sent_at", "-pk")


def own_addresses(delivery: Delivery, pictures: int) -> tuple[Address, ...]:
    """Everywhere that this installation shows the post."""
    slug = delivery.post.school.slug
    page = _path("noticeboard_post", slug, delivery.key)
    return (
        Address(AddressKind.PAGE, settings.SITE_ADDRESS + page, delivery.key),
        *(
            Address(
                AddressKind.PICTURE, settings.SITE_ADDRESS + _path("noticeboard_picture", slug, name), name
            )
            for name in picture_names(delivery, pictures)
        ),
        *(
            Address(AddressKind.FEED, settings.SITE_ADDRESS + _path(feed, slug), delivery.key)
            for feed in ("noticeboard_atom", "noticeboard_json")
        ),
    )


def picture_names(delivery: Delivery, pictures: int) -> list[str]:
    """The names of the copies: the same at every attempt, and not to be guessed without the delivery's key."""
    places = (f"{delivery.key}/noticeboard/{place}" for place in range(pictures))
    return [sha256(place.encode()).hexdigest()[:32] for place in places]


def put_copies(delivery: Delivery, outgoing: OutgoingPost) -> None:
    """Write the copies of the pictures. Nobody sees them before the delivery is up; doing it twice is harmless."""
    names = picture_names(delivery, len(outgoing.pictures))
    for name, picture in zip(names, outgoing.pictures, strict=True):
        school = delivery.post.school_id
        picture_store().put_copy(school, name, (picture.poster_of or picture.bytes_of)())
        if picture.poster_of is not None:  # A video lies beside its poster, and goes with it.
            films().put(copy(school, name), BytesIO(picture.bytes_of()))


def delete_copies(school_id: int, addresses: Iterable[Address]) -> None:
    """Delete the copies of the pictures; those already gone are passed over."""
    for address in addresses:
        if address.kind == AddressKind.PICTURE:
            picture_store().delete_copy(school_id, address.remote_id)


def delete_copy(school_id: int, name: str) -> None:
    """Delete one copy of a picture; one that is gone already is passed over."""
    picture_store().delete_copy(school_id, name)


def picture_copy(school: School, name: str) -> bytes | None:
    """The bytes of a picture that is on the noticeboard now, None where there is none."""
    shown = deliveries_up(school).filter(copies__kind="picture", copies__remote_id=name)
    return picture_store().copy(school.pk, name) if shown.exists() else None


def film_is_up(school: School, name: str) -> bool:
    """Whether a video of this name is on the noticeboard now."""
    return deliveries_up(school).filter(copies__kind="picture", copies__remote_id=name).exists()


def look_at_own(address: Address) -> Look:
    """What a stranger would find at this address of ours, asked of what the pages themselves ask."""
    try:
        found = resolve(address.url.removeprefix(settings.SITE_ADDRESS))
    except Resolver404:
        return Unknown("", address.url)
    school = School.objects.filter(slug=found.kwargs.get("school_slug", "")).first()
    if school is None:
        return Gone()
    if address.kind == AddressKind.PICTURE:
        is_there = picture_store().has_copy(school.pk, address.remote_id)
    else:
        is_there = deliveries_up(school).filter(key=address.remote_id).exists()
    return There() if is_there else Gone()


def _path(name: str, *parts: str) -> str:
    return reverse(f"posts:{name}", args=parts)
