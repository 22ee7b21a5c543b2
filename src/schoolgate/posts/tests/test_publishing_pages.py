"""The pages of publishing: by hand, what became of it, taking down, and the public noticeboard."""

import json
import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.urls import reverse

from schoolgate.connectors.tests.faults import Fault, Line
from schoolgate.posts.models import Copy, Delivery
from schoolgate.posts.publishing import ticks
from schoolgate.posts.tests.going_out import approved_post, delivery_of, line_of, state_of, wordpress_account
from schoolgate.rules.posts.states import State


def page(name, *parts):
    return reverse(f"posts:{name}", args=["oakfield", *parts])


def shown_by(response) -> str:
    return response.content.decode()


def test_two_feeds_at_one_place_are_one_line_with_both_addresses(cast, clock):
    post = approved_post(cast)
    clock.run()
    shown = shown_by(cast.browse_as(cast.jo).get(f"/schools/oakfield/posts/{post.pk}"))
    lines = re.findall("<li>(.*?)</li>", shown.split('class="copies"')[1].split("</ul>")[0])
    said = [" ".join(re.sub("<span.*?</span>|<[^>]+>", "", line).split()) for line in lines]
    assert said == ["page: Live", "feed 1, 2: Live"]
    assert [address for address in re.findall('href="([^"]+)"', lines[1]) if "/feed." in address] == [
        copy.url for copy in Copy.objects.filter(kind="feed").order_by("pk")
    ]


# By hand


def test_by_hand_the_page_gives_the_approved_words_and_final_pictures_and_takes_one_tap(cast, clock, pupil):
    post = approved_post(cast, cast.facebook, pupils=(pupil,))
    clock.run()
    delivery = delivery_of(post)
    client = cast.browse_as(cast.jo)
    shown = shown_by(client.get(page("confirm", delivery.pk)))
    assert "Put it up on Facebook" in shown
    assert "The summer fair starts at two." in shown
    assert "Children at a stall" in shown
    assert reverse("media:picture", args=["oakfield", post.pictures.get().picture_id, "large"]) in shown
    after = client.post(page("confirm_up", delivery.pk), {"link": ""}, follow=True)
    assert "Thank you. It is written down as up." in shown_by(after)
    assert state_of(post) == State.UP


def test_a_link_that_is_no_web_address_is_refused_and_kept_on_the_page(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    client = cast.browse_as(cast.jo)
    answer = client.post(page("confirm_up", delivery_of(post).pk), {"link": "javascript:alert(1)"})
    assert answer.status_code == 409
    assert "javascript:alert(1)" in shown_by(answer)
    assert delivery_of(post).state == Delivery.State.ASKED
    assert not Copy.objects.exists()


def test_before_it_is_approved_there_is_no_such_page(cast):
    assert cast.browse_as(cast.jo).get(page("confirm", 1)).status_code == 404


def test_the_page_of_another_schools_delivery_is_not_there(cast, clock):
    post = approved_post(cast, cast.facebook)
    clock.run()
    assert cast.browse_as(cast.stranger).get(page("confirm", delivery_of(post).pk)).status_code == 404
    elsewhere = reverse("posts:confirm", args=["elmsgate", delivery_of(post).pk])
    assert cast.browse_as(cast.head_elsewhere).get(elsewhere).status_code == 404


def test_what_nobody_knows_is_asked_with_the_link_to_look_at(cast, clock, website, settings):
    with Line(website.address) as line:
        post = approved_post(cast, wordpress_account(cast, line_of(line)))
        line.from_call = (8, Fault.REPLY_LOST)
        clock.run()
        while delivery_of(post).state == Delivery.State.CLAIMED:
            clock.now = delivery_of(post).not_before
            ticks.resume_claimed(clock.now)
        settings.FIXED_NOW = clock.now
        shown = shown_by(cast.browse_as(cast.jo).get(page("confirm", delivery_of(post).pk)))
        assert "Is it up on School website?" in shown
        assert f"{line.address}/?p=1" in shown
        cast.browse_as(cast.jo).post(page("confirm_not_up", delivery_of(post).pk))
        line.mend()
        clock.run()
    assert website.posts == {}, "what a person said is not up is made so"


def test_a_wordpress_that_refused_is_sent_again_from_its_page(cast, clock, website):
    account = wordpress_account(cast, website)
    key, account.sealed_key = account.sealed_key, ""
    account.save()
    post = approved_post(cast, cast.noticeboard, account)
    clock.run()
    account.sealed_key = key
    account.save()
    client = cast.browse_as(cast.jo)
    delivery = delivery_of(post, account)
    assert "no longer accepts our key" in shown_by(client.get(page("confirm", delivery.pk)))
    client.post(page("try_again", delivery.pk))
    clock.run()
    assert delivery_of(post, account).state == Delivery.State.UP
    assert len(website.visible) == 1


# Taking down


def test_taking_down_says_where_from_and_asks_why(cast, clock):
    post = approved_post(cast, cast.noticeboard, cast.facebook)
    clock.run()
    client = cast.browse_as(cast.jo)
    shown = shown_by(client.get(page("take_down", post.pk)))
    assert "It goes from Noticeboard at once" in shown
    assert "Somebody takes it down by hand from Facebook within a day." in shown
    unanswered = client.post(page("take_down", post.pk), {})
    assert "Why does it come down?" in shown_by(unanswered)
    assert state_of(post) != State.COMING_DOWN
    client.post(page("take_down", post.pk), {"why": "mistake"})
    assert state_of(post) == State.COMING_DOWN
    by_hand = shown_by(client.get(page("confirm", delivery_of(post, cast.facebook).pk)))
    assert "Take it down from Facebook" in by_hand
    clock.run()
    client.post(page("confirm_gone", delivery_of(post, cast.facebook).pk))
    assert state_of(post) == State.DOWN


def test_a_volunteer_has_no_page_to_take_down(cast, clock):
    post = approved_post(cast)
    clock.run()
    assert cast.browse_as(cast.volunteer).get(page("take_down", post.pk)).status_code == 403


# The noticeboard


def test_anyone_reads_the_noticeboard_and_nobody_finds_it_by_searching(cast, clock, pupil):
    post = approved_post(cast, pupils=(pupil,), text="The fair starts at two.\nSee https://example.org/fair")
    clock.run()
    stranger = Client()
    board = stranger.get(page("noticeboard"))
    assert "The fair starts at two." in shown_by(board)
    assert 'href="https://example.org/fair"' in shown_by(board)
    assert 'alt="Children at a stall"' in shown_by(board)
    key = delivery_of(post).key
    picture = Copy.objects.get(kind="picture")
    for address in (
        page("noticeboard"),
        page("noticeboard_post", key),
        page("noticeboard_picture", picture.remote_id),
        page("noticeboard_atom"),
        page("noticeboard_json"),
    ):
        answer = stranger.get(address)
        assert answer.status_code == 200, address
        assert "noindex" in answer.headers["X-Robots-Tag"]
        assert answer.headers["Cache-Control"] == "no-store"


def test_feeds_carry_words_and_links_and_never_pictures(cast, clock, pupil):
    post = approved_post(cast, pupils=(pupil,), text="Cakes & <tea> for all.")
    clock.run()
    atom = shown_by(Client().get(page("noticeboard_atom")))
    feed = ElementTree.fromstring(atom)  # noqa: S314  (our own)
    entry = feed.find("{http://www.w3.org/2005/Atom}entry")
    assert entry.find("{http://www.w3.org/2005/Atom}content").text == "Cakes & <tea> for all."
    told = json.loads(shown_by(Client().get(page("noticeboard_json"))))
    (item,) = told["items"]
    assert item["content_text"] == "Cakes & <tea> for all."
    assert item["url"].endswith(page("noticeboard_post", delivery_of(post).key))
    for feed in (atom, json.dumps(told)):
        assert "picture" not in feed
        assert ".jpg" not in feed


def test_taken_down_every_address_of_the_noticeboard_is_404_or_without_it(cast, clock, pupil):
    post = approved_post(cast, pupils=(pupil,))
    clock.run()
    addresses = [copy.url.partition("8000")[2] for copy in Copy.objects.exclude(kind="feed")]
    assert [Client().get(address).status_code for address in addresses] == [200, 200]
    cast.browse_as(cast.jo).post(page("take_down", post.pk), {"why": "mistake"})
    clock.run()
    assert [Client().get(address).status_code for address in addresses] == [404, 404]
    assert "summer fair" not in shown_by(Client().get(page("noticeboard_atom")))


def test_the_noticeboard_of_no_school_and_a_closed_one_are_not_there(cast):
    assert Client().get(reverse("posts:noticeboard", args=["nowhere"])).status_code == 404
    cast.oakfield.noticeboard_is_open = False
    cast.oakfield.save()
    assert Client().get(page("noticeboard")).status_code == 404


@pytest.mark.parametrize("name", ["0" * 32, "..%2F..%2Fsecret", "A" * 32, "x"])
def test_a_guessed_picture_is_not_there(cast, name):
    assert Client().get(f"/noticeboard/oakfield/pictures/{name}.jpg").status_code == 404


def test_one_schools_post_is_not_on_anothers_noticeboard(cast, clock):
    post = approved_post(cast)
    clock.run()
    elsewhere = reverse("posts:noticeboard_post", args=["elmsgate", delivery_of(post).key])
    assert Client().get(elsewhere).status_code == 404


def test_the_noticeboard_asks_the_same_handful_of_queries_whatever_is_on_it(cast, clock, queries_do_not_grow):
    def put_up(number):
        approved_post(cast, text=f"News number {number}.")
        clock.run()

    queries_do_not_grow(put_up, lambda: Client().get(page("noticeboard")), at_most=6)
