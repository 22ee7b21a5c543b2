"""A video of somebody alone lies beside the document, as it went out; one with others does not."""

import io
import zipfile

from schoolgate.media.models import Appearance
from schoolgate.media.video import keeping
from schoolgate.personal_data.copying import packed
from schoolgate.personal_data.gathering import everything_on
from schoolgate.personal_data.subjects import Subject
from schoolgate.posts.models import PostPicture
from schoolgate.posts.tests.films_going_out import kept_film
from schoolgate.posts.tests.going_out import waiting_post
from tests.make import NOW


def test_a_video_of_them_alone_is_in_the_copy_as_it_went_out(cast, amara, settings, tmp_path):
    settings.MEDIA_STORE = tmp_path / "media"
    post = waiting_post(cast)
    films = [kept_film(cast), kept_film(cast)]
    for film, people in zip(films, (1, 2), strict=True):
        PostPicture.objects.create(post=post, picture=film, alt="A square moves.", people_count=people)
        Appearance.objects.create(picture=film, kind="pupil", pupil=amara, named_at=NOW)
    subject = Subject("pupil", amara, cast.oakfield)

    pack = zipfile.ZipFile(io.BytesIO(packed(subject, everything_on(subject), NOW)))

    held = [name for name in pack.namelist() if name.startswith("pictures/")]
    assert sorted(held) == [f"pictures/{films[0].pk}.jpg", f"pictures/{films[0].pk}.mp4"]
    assert pack.read(f"pictures/{films[0].pk}.mp4") == keeping.film_bytes(films[0])
