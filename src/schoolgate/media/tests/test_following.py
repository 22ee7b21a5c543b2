"""Faces followed through a video, and covers that go with them."""

import numpy as np
import pytest

from schoolgate.media.video.covers import HOLD, Cover, Covers, with_look
from schoolgate.media.video.drawing import cover
from schoolgate.media.video.following import LONGEST_GAP, Following, Look
from schoolgate.media.video.mp4_parts import BrokenFilm, must_be_a_plain_film


def face(seconds, left, top=0.3, sure=0.9):
    return Look(seconds, (left, top, 0.1, 0.15), sure)


def followed(*frames):
    """What is followed where each frame has these faces, a fifth of a second apart."""
    following = Following()
    for number, lefts in enumerate(frames):
        following.see(number / 5, [face(number / 5, left) for left in lefts])
    return [[look.box[0] for look in track.looks] for track in following.found()]


def test_a_face_that_moves_is_one_and_people_beside_each_other_stay_apart():
    assert followed([0.1, 0.5], [0.15, 0.48], [0.2, 0.46]) == [[0.1, 0.15, 0.2], [0.5, 0.48, 0.46]]
    still = [number / 10 for number in range(8)]  # a row of children, shoulder to shoulder
    assert followed(still, still, still) == [[left] * 3 for left in still]


def test_where_two_could_be_taken_for_one_another_both_are_asked_about_again():
    """They cross: nobody keeps a name over it."""
    tracks = followed([0.3, 0.5], [0.38, 0.42], [0.40, 0.401], [0.42, 0.38], [0.5, 0.3])

    assert all(not {0.3, 0.5} <= set(track) for track in tracks)
    assert len(tracks) > 2


def test_a_face_that_is_hidden_for_a_moment_is_the_same_and_later_it_is_not():
    assert followed([0.3], [], [], [0.32]) == [[0.3, 0.32]]
    gone = [[]] * (round(LONGEST_GAP * 5) + 1)
    assert followed([0.3], *gone, [0.3]) == [[0.3], [0.3]]


def test_another_scene_ends_every_track_and_what_was_hardly_seen_once_is_left_out():
    following = Following()
    following.see(0.0, [face(0.0, 0.3)])
    following.cut()
    following.see(0.2, [face(0.2, 0.3), face(0.2, 0.8, sure=0.4)])

    assert [len(track.looks) for track in following.found()] == [1, 1]


def test_a_cover_goes_with_its_face_stays_before_and_after_and_grows_where_nobody_knows():
    moving = Cover(((1.0, (0.2, 0.2, 0.2, 0.4)), (1.2, (0.4, 0.2, 0.2, 0.4)), (3.2, (0.4, 0.2, 0.2, 0.4))))

    assert moving.at(1.1) == pytest.approx((0.3, 0.2, 0.2, 0.4))
    assert moving.at(2.2)[2] > 0.2
    assert moving.at(1.0 - HOLD / 2)[2] > 0.2
    assert moving.at(1.0 - HOLD - 0.1) is None
    assert moving.at(3.2 + HOLD) is not None
    assert moving.at(3.2 + HOLD + 0.1) is None


def test_what_was_drawn_by_hand_is_covered_from_beginning_to_end_and_so_is_a_place():
    drawn = Cover(((2.0, (0.2, 0.2, 0.2, 0.4)),), is_held=True)
    covers = Covers((drawn,), ((0.8, 0.8, 0.1, 0.1),))

    assert covers.at(0.0) == covers.at(60.0) == [(0.8, 0.8, 0.1, 0.1), (0.2, 0.2, 0.2, 0.4)]
    assert Covers.read(covers.written()) == covers
    assert with_look([[0.0, 1, 1, 1, 1]], 0.01, (2, 2, 2, 2)) == [[0.01, 2, 2, 2, 2]]


@pytest.mark.parametrize(
    "area", [(0.25, 0.25, 0.5, 0.5), (-0.2, 0.7, 0.6, 0.6), (0.101, 0.333, 0.013, 0.017)]
)
def test_what_is_covered_is_gone_in_brightness_and_in_colour(area):
    """At most four blocks across and sixteen shades stay; what is beside it is as it was."""
    planes = np.random.default_rng(1).integers(0, 256, (270, 320), dtype=np.uint8)
    before = planes.copy()

    cover(planes, [area])

    left, top, wide, high = area
    x0, x1 = max(0, int(left * 320)), min(320, int(np.ceil((left + wide) * 320)))
    y0, y1 = max(0, int(top * 180)), min(180, int(np.ceil((top + high) * 180)))
    inside = planes[y0:y1, x0:x1]
    assert len(np.unique(inside)) <= 16
    assert all(len(np.unique(row)) <= 4 for row in inside)
    colours = planes[180:].reshape(2, 90, 160)[:, y0 // 2 : y1 // 2, x0 // 2 : x1 // 2]
    assert all(len(np.unique(row)) <= 4 for plane in colours for row in plane)
    untouched = np.ones((180, 320), bool)
    untouched[max(0, y0 - 2) : y1 + 2, max(0, x0 - 2) : x1 + 2] = False
    assert (planes[:180][untouched] == before[:180][untouched]).all()


@pytest.mark.parametrize(
    "film",
    [
        b"",
        b"\0\0\0\x10ftypisom\0\0\0\0",
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08moov\0\0\0\x08mdat\0\0\0\x08uuid",
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x10moov\0\0\0\x08udta\0\0\0\x08mdat",
        b"\0\0\0\x10ftypisom\0\0\0\0\0\0\0\x08moov\0\0\0\x80mdat",
    ],
)
def test_what_is_more_or_less_than_a_plain_video_is_not_taken_from_the_child(film):
    with pytest.raises(BrokenFilm):
        must_be_a_plain_film(film)


def test_where_the_camera_moves_nobody_passes_for_a_neighbour():
    """A row of children, and the camera goes on by exactly one child between two looks."""
    following = Following()
    for number in range(3):
        drift = (-number / 10, 0.0)
        row = [
            Look(number / 5, (0.1 + place / 10 - number / 10, 0.3, 0.08, 0.12), 0.9, drift)
            for place in range(6)
        ]
        following.see(number / 5, row)

    assert [track.looks[0].box[0] for track in following.found()] == pytest.approx(
        [0.1 + n / 10 for n in range(6)]
    )
    assert all(len(track.looks) == 3 for track in following.found())
