"""What lies under a cover is destroyed in the night after the post went up, and never before."""

from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from schoolgate.clockwork.follow_ups import run_all
from schoolgate.media.models import Appearance, Picture
from schoolgate.media.showing import Look, picture_bytes, picture_store
from schoolgate.personal_data.actions.giving import hold_data
from schoolgate.personal_data.models import Controller
from schoolgate.personal_data.night import what_goes
from schoolgate.personal_data.ticks import destroy_at
from schoolgate.posts.models import Post
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.rules.posts.states import State
from tests.make import NOW

TOMORROW = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def taken_in_hand(cast, settings, tmp_path):
    settings.MEDIA_STORE = tmp_path / "media"
    return Controller.objects.create(school=cast.oakfield, who="trust", set_at=NOW, set_by=cast.dpo)


@pytest.fixture
def post(cast, amara):
    """With a picture in which she is covered; the middle of it is teal."""
    found = waiting_post(cast, pupils=(amara,))
    Appearance.objects.update(is_covered=True, box=[0.2, 0.2, 0.6, 0.3])
    return found


def goes_up(post, state=State.UP):
    Post.objects.filter(pk=post.pk).update(state=state, up_at=NOW)


def originals(cast):
    return next(one.ids for one in what_goes(cast.oakfield, TOMORROW) if one.record_class.key == "originals")


def seen(look):
    with Image.open(BytesIO(picture_bytes(Picture.objects.get(), [], look))) as shown:
        return shown.convert("RGB").getpixel((shown.width // 2, int(shown.height * 0.21)))


def test_the_master_is_covered_and_the_picture_looks_as_before(cast, post):
    goes_up(post)
    was, before = Picture.objects.get().stored_as, seen(Look.BARE)
    destroy_at(cast.oakfield, TOMORROW)
    for _twice in range(2):
        run_all(TOMORROW)
    picture = Picture.objects.get()
    assert list(picture_store().names(cast.oakfield.pk)) == [picture.stored_as]
    assert picture.stored_as != was
    assert seen(Look.BARE) != before
    assert originals(cast) == []


@pytest.mark.parametrize("state", [State.WAITING, State.GOING_OUT, State.HELD])
def test_while_somebody_may_still_change_it_or_it_is_on_its_way_it_stays(cast, post, state):
    goes_up(post, state)
    assert originals(cast) == []


def test_without_a_cover_and_for_a_case_it_stays(cast, post, amara):
    goes_up(post)
    assert originals(cast) == [Picture.objects.get().pk]
    hold_data(cast.as_actor(cast.dpo), cast.oakfield, kind="pupil", number=amara.pk, why="case")
    assert originals(cast) == []
    Appearance.objects.update(is_covered=False)
    assert originals(cast) == []
