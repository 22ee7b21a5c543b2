"""What can be read in a picture: judged like a name in the words, covered in every copy, or called no pupil's name."""

from datetime import timedelta

import pytest
from django.urls import reverse

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import clock
from schoolgate.media.covering import Box
from schoolgate.media.models import SeenWords
from schoolgate.media.queries import covers_of
from schoolgate.media.words_seen.finding import Seen
from schoolgate.media.words_seen.lines import Line
from schoolgate.media.words_seen.matching import Mattering, what_matters
from schoolgate.policies.queries import current_policy
from schoolgate.posts.actions import picturing, reading
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.composing import composed
from schoolgate.posts.digest import content_digest
from schoolgate.posts.facts import post_facts
from schoolgate.posts.models import Post
from schoolgate.posts.tests.writing import draft, named, with_picture
from schoolgate.rules.posts.deciding import refusals_to_submit
from schoolgate.rules.posts.readable import WORDS_READABLE, question_about_words
from schoolgate.rules.posts.words_seen import About, Reading, private_words
from tests import make
from tests.following import follow_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture(cast, post):
    return with_picture(cast, post, reading=Reading.WAITING)


@pytest.fixture
def amara(cast):
    return make.make_pupil(cast.oakfield, "Amara", "Okello", class_name="4A")


@pytest.fixture
def ben(cast):
    """His family said yes to everything, his first name beside a picture too."""
    ben = make.make_pupil(cast.oakfield, "Ben", "Tarrant", class_name="4A")
    make.consents(ben)
    return ben


def line(words: str, left: float, top: float, width: float = 0.2, height: float = 0.05) -> Seen:
    right, bottom = left + width, top + height
    return Seen(Line(((left, top), (right, top), (right, bottom), (left, bottom))), words)


def note(cast, picture, *words: str, about: About = About.NAME) -> list[int]:
    found = [Mattering(one, about, Box(0.1, 0.1 * n, 0.2, 0.05)) for n, one in enumerate(words, start=1)]
    reading.note_words(clock(cast.oakfield, cast.now), picture.picture, found=found)
    return list(SeenWords.objects.values_list("pk", flat=True))


def refusals(cast, post, about: str = "picture:"):
    policy = current_policy(cast.oakfield)
    found = refusals_to_submit(post_facts(post, cast.now, policy=policy), policy, cast.now)
    return [one for one in found if one.about.startswith(about) and "read" in one.words]


# ---------------------------------------------------------------------- what matters of what was read


def test_names_are_found_in_one_line_over_two_and_run_together_and_nothing_else_is_kept(cast, amara, ben):
    seen = [
        line("OUR PEGS", 0.1, 0.05),
        line("Amara Okello, 4A", 0.1, 0.2),
        line("BEN", 0.6, 0.2, 0.1),
        line("TARRANT", 0.58, 0.26, 0.15),
        line("BenTarrant", 0.1, 0.6),
        line("Ring 07700 900123", 0.1, 0.8),
        line("A 12 seat bus", 0.6, 0.8),
    ]
    found = what_matters(cast.oakfield, seen)
    assert [(one.words, one.about.value) for one in found] == [
        ("Amara Okello", "name"),
        ("BEN TARRANT", "name"),
        ("Ben Tarrant", "name"),
        ("07700 900123", "private"),
    ]
    both = found[1].box
    assert both.top == 0.2
    assert both.top + both.height == pytest.approx(0.31)


@pytest.mark.parametrize(
    ("words", "private"),
    [
        ("07700 900123", True),
        ("office@oakfield.example", True),
        ("14 Mill Lane", True),
        ("AB12 CDE", True),
        ("AB12CDE", True),
        ("Sports Day 2026", False),
        ("4 x 100 m", False),
    ],
)
def test_what_tells_how_to_reach_somebody_is_private(words, private):
    assert bool(list(private_words(words))) is private


# ---------------------------------------------------------------------- the gate


def test_a_picture_that_is_being_read_is_waited_for_but_not_for_ever(cast, post, picture):
    assert [one.words for one in refusals(cast, post)] == ["A picture is still being read for names."]
    later = cast.now + timedelta(minutes=6)
    assert question_about_words(post_facts(post, later))
    assert not question_about_words(post_facts(post, cast.now))


def test_a_full_name_stops_it_whatever_the_family_said(cast, post, picture, ben):
    (pk,) = note(cast, picture, "Ben Tarrant")
    (why,) = refusals(cast, post)
    assert why.control == "gate.no_full_name_beside_picture"
    assert why.words == "A name can be read in this picture: “Ben Tarrant”."
    assert why.ways == (f"cover_words:{pk}", f"no_name:{pk}", f"remove_picture:{picture.pk}")


def test_a_first_name_matters_beside_its_pupil_where_they_may_not_be_named(cast, post, picture, amara, ben):
    note(cast, picture, "Amara", "Ben")
    assert refusals(cast, post) == []
    named(cast, post, picture, ben)
    assert refusals(cast, post) == []
    named(cast, post, picture, amara)
    assert [one.words for one in refusals(cast, post)] == ["A name can be read in this picture: “Amara”."]


def test_a_telephone_number_stops_it_until_somebody_says_it_is_not_private(cast, post, picture):
    (pk,) = note(cast, picture, "07700 900123", about=About.PRIVATE)
    (why,) = refusals(cast, post)
    assert why.control == "gate.no_personal_details_in_words"
    assert f"not_private:{pk}" in why.ways
    reading.let_words_stand(cast.as_actor(cast.jo), post, words=[pk])
    assert refusals(cast, post) == []


def test_a_restricted_child_is_named_in_the_same_words_as_any_other(cast, post, picture, amara, ben):
    make.restrict(amara)
    note(cast, picture, "Ben Tarrant", "Amara Okello")
    (why,) = refusals(cast, post)
    assert why.words == "2 names can be read in this picture: “Ben Tarrant” and “Amara Okello”."


# ---------------------------------------------------------------------- what is done about it


def test_a_cover_over_words_is_in_every_copy_and_can_be_taken_off(cast, post, picture, ben):
    (pk,) = note(cast, picture, "Ben Tarrant")
    jo, before = cast.as_actor(cast.jo), content_digest(post)
    done = reading.cover_words(jo, post, words=[pk])
    assert covers_of(picture.picture) == [Box(0.1, 0.1, 0.2, 0.05)]
    assert refusals(cast, post) == []
    assert done.subject.digest == content_digest(post) != before
    reading.cover_words(jo, post, words=[pk], undone=True)
    assert covers_of(picture.picture) == []
    assert len(refusals(cast, post)) == 1


def test_no_event_tells_a_name(cast, post, picture, ben):
    (pk,) = note(cast, picture, "Ben Tarrant")
    reading.let_words_stand(cast.as_actor(cast.jo), post, words=[pk])
    told = Event.objects.filter(type__startswith="picture.words").order_by("pk")
    assert [one.type for one in told] == ["picture.words_read", "picture.words_settled"]
    assert not any("Tarrant" in one.detail.words for one in told)


def test_words_of_another_picture_and_of_a_post_that_is_out_are_refused(cast, post, picture, ben):
    (pk,) = note(cast, picture, "Ben Tarrant")
    with pytest.raises(Refused) as elsewhere:
        reading.cover_words(cast.as_actor(cast.jo), draft(cast), words=[pk])
    with pytest.raises(Refused) as twice:
        note(cast, picture, "Ben Tarrant")
    assert "no longer in the picture" in elsewhere.value.refusals[0].words
    assert "not waiting" in twice.value.refusals[0].words
    assert not SeenWords.objects.get().is_covered


def test_without_a_machine_the_author_is_asked_once_and_draws_the_cover(cast, post, picture):
    jo = cast.as_actor(cast.jo)
    follow_up(cast.now)  # no model is there in tests
    picture.picture.refresh_from_db()
    assert picture.picture.reading == Reading.UNREAD
    assert WORDS_READABLE in [one.key for one in composed(jo, post).questions]
    answer_questions(jo, post, answers=[Answer(WORDS_READABLE, is_yes=True)])
    (why,) = refusals(cast, post)
    assert why.ways == ("words",)
    reading.cover_area(jo, post, picture=picture.pk, box=[0.5, 0.5, 0.1, 0.1])
    assert len(covers_of(picture.picture)) == 1
    assert [one.words for one in refusals(cast, post, "judgement:")] == [
        "Not answered: Can a pupil’s name, or a way to reach somebody, be read in a picture?"
    ]
    answer_questions(jo, post, answers=[Answer(WORDS_READABLE, is_yes=False)])
    assert refusals(cast, post) == refusals(cast, post, "judgement:") == []


def test_what_was_read_goes_with_the_picture(cast, post, picture, ben):
    note(cast, picture, "Ben Tarrant")
    picturing.remove_picture(cast.as_actor(cast.jo), post, picture=picture.pk)
    assert not SeenWords.objects.exists()


# ---------------------------------------------------------------------- pages


def test_the_author_covers_a_name_from_the_page_and_whoever_approves_reads_it(cast, post, picture, ben):
    first, second = note(cast, picture, "Ben Tarrant", "Ben Tarrant")
    client = cast.browse_as(cast.jo)
    address = reverse("posts:words", args=[cast.oakfield.slug, post.pk, picture.pk])
    page = client.get(address).content.decode()
    assert "2 names or private details have no answer yet." in page
    assert "“Ben Tarrant”" in page
    client.post(address, {"do": f"cover:{first}"})
    client.post(address, {"do": f"stand:{second}"})
    assert "Everything has an answer." in client.get(address).content.decode()
    Post.objects.filter(pk=post.pk).update(state="waiting")
    head = cast.browse_as(cast.head)
    read = head.get(reverse("posts:approve", args=[cast.oakfield.slug, post.pk])).content.decode()
    assert "covered" in read
    assert "names no pupil" in read


def test_the_page_for_writing_offers_the_ways_out_and_does_them(cast, post, picture, ben):
    (pk,) = note(cast, picture, "Ben Tarrant")
    client = cast.browse_as(cast.jo)
    address = reverse("posts:edit", args=[cast.oakfield.slug, post.pk])
    page = client.get(address).content.decode()
    assert "It is not a pupil’s name" in page
    assert "1 name or private detail can be read" in page
    told = {"do": f"cover_words:{pk}", "text": post.text, "form_key": "k" * 20}
    client.post(address, told)
    assert SeenWords.objects.get(pk=pk).is_covered


def test_a_drawn_cover_lies_where_it_was_tapped(cast, post, picture):
    client = cast.browse_as(cast.jo)
    address = reverse("posts:draw_words", args=[cast.oakfield.slug, post.pk, picture.pk])
    assert "Tap the words" in client.get(address).content.decode()
    client.post(address, {"do": "cover", "x": "0.5", "y": "0.5", "width": "0.2", "height": "0.1"})
    assert covers_of(picture.picture) == [Box(0.4, 0.45, 0.2, 0.1)]


def test_another_school_finds_nothing(cast, post, picture):
    address = reverse("posts:words", args=[cast.oakfield.slug, post.pk, picture.pk])
    assert cast.browse_as(cast.stranger).get(address).status_code == 404
