"""Who is in it, on the page for writing: own classes first, look-ups written down, volunteers never see the roll."""

import re

import pytest

from schoolgate.media.models import Appearance
from schoolgate.media.queries import covers_of
from schoolgate.posts.actions.picturing import PictureSaid, describe_pictures
from schoolgate.posts.models import Hand
from schoolgate.posts.tests.compose_page import edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import draft, events, named, with_picture
from schoolgate.pupils.models import ClassTaught
from tests import make


def test_unticking_takes_a_name_off_but_never_one_that_was_not_on_the_page(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    amara, tobi = (make.make_pupil(cast.oakfield, name, "Okello") for name in ("Amara", "Tobi"))
    for pupil in (amara, tobi):
        named(cast, post, inside, pupil)
    post.refresh_from_db()

    jo.post(
        edit(post), typed(post, **{f"picture-{inside.pk}-alt": "", f"named-{inside.pk}": f"pupil:{amara.pk}"})
    )

    assert list(Appearance.objects.values_list("pupil", flat=True)) == [tobi.pk]


def test_a_colleague_in_a_picture_is_asked_and_says_yes(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    post.refresh_from_db()
    lee, me = f"person:{cast.lee.pk}", f"person:{cast.jo.pk}"
    jo.post(edit(post), typed(post, **{f"named-{inside.pk}": "", f"who-{inside.pk}": [lee, me]}))
    assert dict(Appearance.objects.values_list("person", "visitor_agreed")) == {
        cast.lee.pk: False,
        cast.jo.pk: True,
    }
    post.refresh_from_db()

    jo.post(
        edit(post),
        typed(
            post,
            **{
                f"named-{inside.pk}": f"{lee} {me}",
                f"asked-{inside.pk}": f"{lee} {me}",
                f"agreed-{inside.pk}": [lee, me],
                f"who-{inside.pk}": [lee, me],
            },
        ),
    )

    assert set(Appearance.objects.values_list("visitor_agreed", flat=True)) == {True}


def test_own_pupils_stand_first_and_other_look_ups_are_written_down(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    for name, where in (("Mia", "4A"), ("Milo", "2B"), ("Mina", "2B")):
        make.make_pupil(cast.oakfield, name, "Moss", class_name=where)
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/who"

    def looked(letters: str, more: str = "") -> str:
        return words_of(jo.post(address + more, {f"letters-{inside.pk}": letters}).content.decode())

    assert "Mia M." in looked("mi")
    assert "Milo" not in looked("mi")
    assert events()[-1] != "look_up.made"
    assert "Milo M., 2B" in re.sub(r" ,", ",", looked("mi", "?everywhere"))
    assert events()[-1] == "look_up.made"
    assert "Milo" in looked("mil")
    assert events().count("look_up.made") == 2


def test_who_was_ticked_stays_while_one_looks_for_the_next(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    mia = make.make_pupil(cast.oakfield, "Mia", "Moss")

    page = jo.post(
        f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/who",
        {f"letters-{inside.pk}": "zo", f"who-{inside.pk}": f"pupil:{mia.pk}"},
    ).content.decode()

    assert re.search(rf'value="pupil:{mia.pk}" checked', page)


def test_looking_for_a_name_works_without_javascript(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    make.make_pupil(cast.oakfield, "Milo", "Moss", class_name="2B")
    post.refresh_from_db()

    answer = jo.post(edit(post), typed(post, do=f"find:{inside.pk}", **{f"letters-{inside.pk}": "mil"}))

    assert "Milo M." in words_of(answer.content.decode())


def test_a_volunteer_never_sees_the_roll(cast):
    post = draft(cast, author=cast.volunteer)
    inside = with_picture(cast, post)
    mia = make.make_pupil(cast.oakfield, "Mia", "Moss")
    ClassTaught.objects.create(school=cast.oakfield, person=cast.volunteer, class_name="4A")
    named(cast, post, inside, mia)
    vi = cast.browse_as(cast.volunteer)

    page = page_of(vi, edit(post))

    assert not re.search(r"\bMia\b", page)
    assert "A colleague has named 1 pupil." in words_of(page)
    assert "Somebody can’t be shown on Noticeboard" in words_of(page)
    assert "Say it in your words, and a colleague names them." in words_of(page)
    post.refresh_from_db()
    refused = vi.post(edit(post), typed(post, do="send")).content.decode()
    assert "Somebody can’t be shown on Noticeboard" in refused.split('class="words"')[0]
    assert not re.search(r"\bMia\b", refused)
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/who"
    assert vi.post(address, {f"letters-{inside.pk}": "mi"}).status_code == 403
    answer = vi.post(
        edit(post), typed(post, **{f"who-{inside.pk}": f"pupil:{mia.pk}", f"named-{inside.pk}": ""})
    )
    assert not re.search(r"\bMia\b", answer.content.decode())
    assert Appearance.objects.filter(pupil=mia).exists()


def test_a_volunteer_says_in_words_who_is_in_it(cast):
    post = draft(cast, author=cast.volunteer)
    inside = with_picture(cast, post)
    post.refresh_from_db()

    answer = cast.browse_as(cast.volunteer).post(
        edit(post),
        typed(
            post,
            do="send",
            **{
                f"picture-{inside.pk}-alt": "A bake sale",
                f"picture-{inside.pk}-count": "2",
                f"picture-{inside.pk}-people_in_words": "The two who won the cake",
            },
        ),
    )

    assert "A member of staff names them." in words_of(answer.content.decode())
    inside.refresh_from_db()
    assert inside.people_in_words == "The two who won the cake"


def test_a_colleague_reads_the_volunteers_words_and_names_the_people(jo, cast):
    post = draft(cast, author=cast.volunteer)
    inside = with_picture(cast, post)
    said = PictureSaid(inside.pk, "A bake sale", 1, people_in_words="The one who won the cake")
    describe_pictures(cast.as_actor(cast.volunteer), post, said=[said])
    mia = make.make_pupil(cast.oakfield, "Mia", "Moss")
    post.refresh_from_db()

    assert "Vi Toll wrote: “The one who won the cake”" in words_of(page_of(jo, edit(post)))
    named_by_jo = {f"named-{inside.pk}": "", f"who-{inside.pk}": f"pupil:{mia.pk}"}
    about = {f"picture-{inside.pk}-alt": "A bake sale", f"picture-{inside.pk}-count": "1"}
    jo.post(edit(post), typed(post, **named_by_jo, **about))

    inside.refresh_from_db()
    assert inside.people_in_words == "The one who won the cake"
    assert Appearance.objects.get().pupil == mia
    assert Hand.objects.filter(post=post, person=cast.jo).exists()


def test_somebody_is_covered_with_plain_forms(jo, cast):
    post = draft(cast)
    inside = with_picture(cast, post)
    shown = named(cast, post, inside, make.make_pupil(cast.oakfield, "Amara", "Okello"))
    address = f"/schools/oakfield/posts/{post.pk}/pictures/{inside.pk}/cover/{shown.pk}"
    assert "Cover Amara O." in words_of(page_of(jo, address))

    page = jo.post(
        address, {"at.x": "75", "at.y": "56", "shown_width": "300", "shown_height": "225"}
    ).content.decode()
    aim = {
        name: re.search(rf'name="{name}" value="([\d.]+)"', page)[1] for name in ("x", "y", "width", "height")
    }
    page = jo.post(address, {**aim, "do": "right"}).content.decode()
    aim = {
        name: re.search(rf'name="{name}" value="([\d.]+)"', page)[1] for name in ("x", "y", "width", "height")
    }
    assert not covers_of(inside.picture)
    answer = jo.post(address, {**aim, "do": "cover"})

    assert answer["Location"] == f"{edit(post)}#about-{inside.pk}"
    box = covers_of(inside.picture)[0]
    assert box.left + box.width / 2 == pytest.approx(0.2875, abs=0.01)
