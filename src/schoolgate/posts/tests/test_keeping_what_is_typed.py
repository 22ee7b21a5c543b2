"""Nothing typed is lost: every way off the page keeps it first, and a draft of one's own is kept by itself."""

import re
from dataclasses import replace

import pytest
from django.urls import reverse

from schoolgate.kernel.actor import clock
from schoolgate.media.covering import Box
from schoolgate.media.models import Appearance, Face, Picture, SeenWords
from schoolgate.media.words_seen.matching import Mattering
from schoolgate.posts.actions import picturing, reading
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.compose_page import ALL_FINE, CHECK, HTMX, NEW, edit, page_of, typed
from schoolgate.posts.tests.going_out import waiting_post
from schoolgate.posts.tests.writing import events, kept, with_picture
from schoolgate.rules.posts.states import State
from schoolgate.rules.posts.words_seen import About, Reading
from tests import make

pytestmark = pytest.mark.django_db

KEEP = "/schools/oakfield/posts/keep"
LATER = "We grew beans, and they are taller than we are."


@pytest.fixture(autouse=True)
def at_ten(settings):
    settings.FIXED_NOW = make.NOW


@pytest.fixture
def jo(cast):
    return cast.browse_as(cast.jo)


@pytest.fixture
def inside(cast, post):
    """A picture with a face and with two names that can be read in it."""
    picturing.add_pictures(
        cast.as_actor(cast.jo), post, pictures=[replace(kept(cast), reading=Reading.WAITING)]
    )
    inside = PostPicture.objects.select_related("picture").get(post=post)
    make.make_pupil(cast.oakfield, "Amara", "Okello")
    found = [Mattering("Amara Okello", About.NAME, Box(0.1, top, 0.2, 0.05)) for top in (0.1, 0.4)]
    reading.note_words(clock(cast.oakfield, cast.now), inside.picture, found=found)
    Face.objects.create(picture=inside.picture, box=[0.5, 0.5, 0.1, 0.1])
    Picture.objects.update(faces_found=1)
    post.refresh_from_db()
    return inside


def there(name, inside):
    return reverse(f"posts:{name}", args=["oakfield", inside.post_id, inside.pk])


def test_whatever_leads_off_the_page_is_a_button_that_keeps(cast, jo, post, inside):
    form = page_of(jo, edit(post)).partition('id="compose"')[2].partition("</form>")[0]
    links = re.findall(r'<a [^>]*href="([^"]*)"', form)
    assert [one for one in links if not one.startswith("#")] == []
    for name in ("faces", "words"):
        assert f'value="go:{there(name, inside)}"' in form


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["plain", "htmx"])
def test_the_way_to_the_faces_keeps_everything_typed_since_the_last_time(cast, jo, post, inside, headers):
    sent = typed(post, text=LATER, do=f"go:{there('faces', inside)}", objective="event")
    answer = jo.post(edit(post), {**sent, f"picture-{inside.pk}-alt": "A bean"}, **headers)
    assert (answer.headers.get("Location") or answer.headers["HX-Redirect"]) == there("faces", inside)
    post.refresh_from_db()
    assert (post.text, post.objective) == (LATER, "event")


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com/", "javascript:alert(1)", ""])
def test_no_way_leads_out_of_the_program(jo, post, elsewhere):
    answer = jo.post(edit(post), typed(post, text=LATER, do=f"go:{elsewhere}"))
    assert answer["Location"] == f"{edit(post)}#pictures"


def test_a_draft_of_ones_own_is_kept_by_itself_but_for_who_is_ticked(cast, jo, post):
    pupil = make.make_pupil(cast.oakfield)
    inside = with_picture(cast, post)
    post.refresh_from_db()
    ticks = {
        f"named-{inside.pk}": "",
        f"who-{inside.pk}": f"pupil:{pupil.pk}",
        f"visitor-{inside.pk}": "Mrs K",
    }
    answer = jo.post(KEEP, {**typed(post, text=LATER), **ALL_FINE, **ticks}, **HTMX)
    assert (answer.status_code, answer["Schoolgate-Kept"]) == (200, "words")
    post.refresh_from_db()
    assert post.text == LATER
    assert post.judgements.count() == len(ALL_FINE)
    assert f'name="version" value="{post.version}"' in answer.content.decode()
    assert not Appearance.objects.exists()
    before = len(events())
    jo.post(KEEP, {**typed(post, text=LATER), **ALL_FINE}, **HTMX)
    assert len(events()) == before


def test_what_was_sent_what_is_a_colleagues_and_what_is_not_in_order_waits_for_a_button(cast, jo, post):
    asked = {"form_key": "k" * 20, "when": "at", "goes_out_at": "not a time"}
    for client, given in (
        (cast.browse_as(cast.head), typed(post, text=LATER)),
        (jo, typed(post, text=LATER, **asked)),
    ):
        answer = client.post(KEEP, given, **HTMX)
        assert (answer.status_code, answer.headers.get("Schoolgate-Kept")) == (204, None)
    assert jo.post(KEEP, {**typed(post, text=LATER), "post": ""}, **HTMX).status_code == 204
    waits = waiting_post(cast)
    assert jo.post(KEEP, typed(waits, text=LATER), **HTMX).status_code == 204
    waits.refresh_from_db()
    assert waits.state == State.WAITING
    assert not Post.objects.filter(text=LATER).exists()


def test_an_answer_that_lapsed_is_asked_anew_before_anything_is_kept(cast, jo, post):
    jo.post(edit(post), {**typed(post), **ALL_FINE, "do": "save"})
    as_it_came = {**ALL_FINE, **{name.replace("-answer", "-was"): "no" for name in ALL_FINE}}
    post.refresh_from_db()
    assert jo.post(KEEP, {**typed(post, text=LATER), **as_it_came}, **HTMX).status_code == 204


def test_a_page_that_never_heard_that_its_post_was_begun_does_not_lose_what_came_later(cast, jo):
    first = {"form_key": "k" * 20, "text": "First", "when": "soon"}
    assert jo.post(CHECK, first, **HTMX)["Schoolgate-Kept"] == "all"
    jo.post(NEW, {**first, "text": LATER, "do": "save"})
    assert Post.objects.get().text == LATER


# ---------------------------------------------------------------------- one tap, from wherever it is shown


def test_one_tap_on_the_page_for_writing_deletes_the_picture_and_keeps_the_words(cast, jo, post, inside):
    address = reverse("posts:wrong_picture", args=["oakfield", inside.picture_id])
    page = page_of(jo, edit(post))
    assert re.search(rf'name="wrong" value="sexual" formaction="{address}"', page)
    sent = {**typed(post, text=LATER), "form_key": "k" * 20, "wrong": "sexual"}
    said = jo.post(address, sent, follow=True).content.decode()
    assert "safeguarding lead is told" in said
    assert "slip of the finger" in said
    assert "picture.reported" in events()
    assert not PostPicture.objects.exists()
    assert not SeenWords.objects.exists()
    assert Post.objects.get().text == LATER


def test_one_tap_stands_on_every_page_that_shows_it(cast, inside):
    waits = waiting_post(cast, pupils=())
    shown = PostPicture.objects.get(post=waits) if waits.pictures.exists() else with_picture(cast, waits)
    pages = [
        (cast.jo, inside, there("faces", inside)),
        (cast.jo, inside, there("words", inside)),
        (cast.jo, inside, there("draw_words", inside)),
        (cast.jo, inside, there("draw_face", inside)),
        (cast.jo, inside, there("cover_somebody", inside)),
        (cast.head, shown, reverse("posts:approve", args=["oakfield", waits.pk])),
        (cast.head, shown, waits.get_absolute_url()),
    ]
    for person, one, address in pages:
        page = page_of(cast.browse_as(person), address)
        there_ = reverse("posts:wrong_picture", args=["oakfield", one.picture_id])
        assert page.count(f'value="sexual" formaction="{there_}"') == 1, address
