"""The post as the place gets it: exactly the approved words, the final pictures with every cover on."""

from collections.abc import Callable

from schoolgate.connectors.contract import OutgoingPicture, OutgoingPost
from schoolgate.media.covering import Box
from schoolgate.media.models import Picture
from schoolgate.media.queries import covers_in
from schoolgate.media.showing import picture_bytes
from schoolgate.posts.filming import film_as_it_goes_out
from schoolgate.posts.models import Delivery, PostPicture
from schoolgate.posts.noticeboard import own_addresses
from schoolgate.rules.posts.speaking import signed


def outgoing_post(delivery: Delivery) -> OutgoingPost:
    """What the connector is told of this delivery. Three queries."""
    post = delivery.post
    pictures = list(PostPicture.objects.filter(post=post).select_related("picture"))
    # Our own noticeboard has a line of its own for who speaks.
    is_ours = delivery.account.connector == "noticeboard"
    covers = covers_in(one.picture_id for one in pictures)
    return OutgoingPost(
        text=post.text if is_ours else signed(post.text, post.speaker),
        title=post.title,
        pictures=tuple(
            _outgoing(one, covers[one.picture_id], place) for place, one in enumerate(pictures, 1)
        ),
        delivery_key=delivery.key,
        own_addresses=own_addresses(delivery, len(pictures)) if is_ours else (),
    )


def _outgoing(one: PostPicture, covers: list[Box], place: int) -> OutgoingPicture:
    poster = _bytes_of(one.picture, covers)
    if not one.picture.film:
        return OutgoingPicture(poster, one.alt, f"picture-{place}.jpg")
    return OutgoingPicture(
        lambda: film_as_it_goes_out(one.picture), one.alt, f"video-{place}.mp4", "video/mp4", poster_of=poster
    )


def _bytes_of(picture: Picture, covers: list[Box]) -> Callable[[], bytes]:
    return lambda: picture_bytes(picture, covers)
