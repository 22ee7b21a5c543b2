"""Posts with a video on their way, as the tests of what becomes of a video want them."""

from io import BytesIO

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.media.models import Appearance, Picture, Video
from schoolgate.media.video import keeping
from schoolgate.media.video.made import note_whether_it_goes_out
from schoolgate.media.video.queries import covers_of_film, made_with
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.people.models import Person
from schoolgate.posts.actions.deciding import approve_post
from schoolgate.posts.digest import content_digest
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.going_out import drawn_picture, waiting_post
from schoolgate.pupils.models import Pupil
from schoolgate.rules.posts.films import Film
from tests.cast import Cast
from tests.films import drawn_film
from tests.make import NOW

SMALL = {"size": (64, 64), "frames": 5}


def kept_film(cast: Cast, *, sound: bool = False) -> Picture:
    """A video that was looked through and made as it goes out; what went out before is told from it by its length."""
    picture = drawn_picture(cast)
    picture.film = Film.FOUND
    picture.save()
    video = Video.objects.create(
        picture=picture, container="mov", seconds=1.0, sha256="a" * 64, has_sound=sound
    )
    places = {
        keeping.master: drawn_film(**SMALL, sound=sound),
        keeping.covered: drawn_film(0.6, **SMALL, sound=False),
    }
    for place, film in places.items():
        keeping.films().put(place(picture.school_id, picture.stored_as), BytesIO(film))
    is_made_now(video)
    picture.refresh_from_db()
    return picture


def is_made_now(video: Video) -> None:
    """What lies there was made with the covers of now."""
    video.covered_for = made_with(video, covers_of_film(video.picture))
    video.save(update_fields=["covered_for"])
    note_whether_it_goes_out(video)


def waiting_film(
    cast: Cast, *accounts: OfficialAccount, pupils: tuple[Pupil, ...] = (), grown_up: Person | None = None
) -> Post:
    """A post with a video that shows these people; it waits for approval."""
    post, picture = waiting_post(cast, *accounts), kept_film(cast)
    for pupil in pupils:
        Appearance.objects.create(picture=picture, kind="pupil", pupil=pupil, named_by=cast.jo, named_at=NOW)
    if grown_up is not None:
        Appearance.objects.create(
            picture=picture,
            kind="staff",
            person=grown_up,
            visitor_agreed=True,
            named_by=cast.jo,
            named_at=NOW,
        )
    people = len(pupils) + (grown_up is not None)
    PostPicture.objects.create(post=post, picture=picture, alt="A square moves.", people_count=people)
    post.digest = content_digest(post)
    post.save()
    return post


def film_up(cast: Cast, *accounts: OfficialAccount, **given: object) -> Post:
    """The same, approved by the headteacher and up."""
    post = waiting_film(cast, *accounts, **given)
    approve_post(cast.as_actor(cast.head), post)
    run_all(NOW)
    post.refresh_from_db()
    return post
