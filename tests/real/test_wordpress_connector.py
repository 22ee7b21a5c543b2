"""The WordPress connector against a real WordPress. The judge is its own database and disk, and what a stranger
gets from its addresses."""

import html
from collections.abc import Callable
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from schoolgate.connectors.contract import (
    Address,
    AddressKind,
    Credentials,
    NotSent,
    OutgoingPicture,
    OutgoingPost,
    Sent,
    Surroundings,
)
from schoolgate.connectors.tests.faults import QUICK_FAULTS, Fault, Line
from schoolgate.connectors.tests.making import A_KEY, Memory
from schoolgate.connectors.wordpress import WordPress
from tests.films import drawn_film

from .conftest import Show
from .servers.running import get
from .servers.wordpress import RealWordPress

CONNECTOR = WordPress(Surroundings(allow_loopback=True, patience_s=30.0))


def drawn(colour: str, size: tuple[int, int]) -> bytes:
    """A drawn picture, large enough for WordPress to make smaller copies of it."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).ellipse((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill=colour)
    kept = BytesIO()
    picture.save(kept, "JPEG", quality=80)
    return kept.getvalue()


PICTURES = (
    OutgoingPicture(lambda: drawn("teal", (1600, 1200)), "A teal circle & a “quote”", "final.jpg"),
    OutgoingPicture(lambda: drawn("tomato", (3000, 900)), "A tomato-red circle", "final.jpg"),
)
POST = OutgoingPost(
    title="Sports day & cakes <today>",
    text="Well done, everyone! 🏃\n\nPhotos: https://example.org/album?a=1&b=2\nNo [gallery] here, 5 < 6.",
    pictures=PICTURES,
    delivery_key=A_KEY,
)
SMALL = OutgoingPost(
    title="Bake sale",
    text="On Friday.",
    pictures=(OutgoingPicture(lambda: drawn("olive", (400, 300)), "A cake", "cake.jpg"),),
    delivery_key="b" * 32,
)


@pytest.fixture
def memory(tmp_path: Path) -> Memory:
    return Memory(tmp_path / "memory.json")


@pytest.fixture(scope="module")
def credentials(running_wordpress: RealWordPress) -> Credentials:
    return running_wordpress.credentials()


def publish(credentials: Credentials, memory: Memory, post: OutgoingPost = POST) -> Sent:
    sent = CONNECTOR.publish(post, credentials, remembered=memory.facts, remember=memory.keep)
    assert isinstance(sent, Sent), sent
    return sent


def statuses(addresses: tuple[Address, ...]) -> dict[str, int]:
    """What a stranger gets at each address that is a page or a file."""
    return {
        address.url: get(address.url, follow_redirects=True).status_code
        for address in addresses
        if address.kind != "feed"
    }


def test_published_with_two_pictures_it_is_seen_whole_and_taken_down_it_is_gone_everywhere(
    wordpress: RealWordPress, credentials: Credentials, memory: Memory, show: Show
) -> None:
    sent = publish(credentials, memory)
    assert sent.note == ""
    before = statuses(sent.addresses)
    assert set(before.values()) == {200}
    kinds = [address.kind for address in sent.addresses]
    assert kinds.count("page") == 1
    assert kinds.count("picture") == kinds.count("picture_page") == 2
    # The second picture is wider than WordPress shows, so its original lies beside the copies.
    assert kinds.count("resized") == len(wordpress.files()) - 2
    assert any("-scaled" in name for name in wordpress.files())

    page = get(sent.addresses[0].url).text
    assert "Sports day &amp; cakes &lt;today&gt;" in page
    assert 'alt="A teal circle &amp; a “quote”"' in page
    assert 'alt="A tomato-red circle"' in page
    assert "srcset=" in page
    assert '<a href="https://example.org/album?a=1&amp;b=2">' in page
    assert "No [gallery] here, 5 < 6." in html.unescape(page)

    removed = CONNECTOR.take_down(sent.addresses, credentials, remembered=memory.facts)
    assert removed.all_gone
    after = statuses(sent.addresses)
    assert set(after.values()) == {404}
    assert wordpress.posts() == []
    assert wordpress.pictures() == []
    assert wordpress.files() == []
    show(*(f"{before[url]} -> {after[url]}  {url}" for url in before))


def test_the_feed_has_the_entry_until_it_is_taken_down(wordpress, credentials, memory) -> None:
    sent = publish(credentials, memory, SMALL)
    feed = sent.addresses[-1]
    assert feed.kind == "feed"
    assert type(CONNECTOR.look(feed)).__name__ == "There"
    removed = CONNECTOR.take_down(sent.addresses, credentials, remembered=memory.facts)
    assert feed in removed.gone


def test_before_it_is_shown_no_list_of_the_website_has_the_draft_or_its_pictures(
    wordpress, credentials, memory
) -> None:
    with Line(wordpress.address, spoil={12: Fault.ERROR_NOT_DONE, 14: Fault.ERROR_NOT_DONE}) as line:
        through = Credentials(line.address, credentials.username, credentials.secret)
        told = CONNECTOR.publish(POST, through, remembered={}, remember=memory.keep)
        assert isinstance(told, NotSent)
    assert [status for _, status, _ in wordpress.posts()] == ["draft"]
    assert len(wordpress.pictures()) == 2
    for listed in ("posts", "media"):
        assert get(f"{wordpress.address}/wp-json/wp/v2/{listed}").json() == []


def test_published_twice_with_the_same_memory_it_is_one_post(wordpress, credentials, memory) -> None:
    assert publish(credentials, memory) == publish(credentials, memory)
    assert len(wordpress.posts()) == 1
    assert len(wordpress.pictures()) == 2


class PowerCut(BaseException):
    """The end of the process, as far as the connector is concerned."""


@pytest.mark.parametrize(
    ("moment", "left"),
    [
        ("after the draft, before its number is kept", (["draft"], 0)),
        ("after the pictures, before their numbers are kept", (["draft"], 2)),
        ("before it is shown", (["draft"], 2)),
    ],
)
def test_cut_off_at_a_keeping_and_started_again_it_is_public_once(
    wordpress, credentials, memory, moment: str, left: tuple[list[str], int]
) -> None:
    last_fact = {"after the draft": "page", "after the pict": "pictures", "before it is sh": "asked_to_show"}

    def keep(facts: dict[str, object]) -> None:
        if next(fact for start, fact in last_fact.items() if moment.startswith(start)) in facts:
            raise PowerCut
        memory.keep(facts)

    with pytest.raises(PowerCut):
        CONNECTOR.publish(POST, credentials, remembered=memory.facts, remember=keep)
    assert ([status for _, status, _ in wordpress.posts()], len(wordpress.pictures())) == left
    publish(credentials, memory)
    assert [status for _, status, _ in wordpress.posts()] == ["publish"]
    assert len(wordpress.pictures()) == 2


def test_cut_off_after_it_was_shown_and_started_again_it_is_the_same_post(
    wordpress, credentials, memory
) -> None:
    with Line(wordpress.address, from_call=(12, Fault.REPLY_LOST)) as line:
        through = Credentials(line.address, credentials.username, credentials.secret)
        CONNECTOR.publish(POST, through, remembered={}, remember=memory.keep)
    shown = wordpress.posts()
    assert [status for _, status, _ in shown] == ["publish"]
    assert publish(credentials, memory).remote_id == str(shown[0][0])
    assert wordpress.posts() == shown


# The calls of an attempt with one picture that change something, and the one that reads the words back.
CALLS = {"create": 3, "upload": 7, "write": 9, "read": 10, "show": 11}


@pytest.mark.parametrize(("call", "fault"), list(product(CALLS, QUICK_FAULTS)))
def test_each_failure_at_each_change_leaves_one_post(
    wordpress, credentials, memory, call: str, fault: Fault
) -> None:
    with Line(wordpress.address, patience_s=30.0, spoil={CALLS[call]: fault}) as line:
        through = Credentials(line.address, credentials.username, credentials.secret)
        told = CONNECTOR.publish(SMALL, through, remembered=memory.facts, remember=memory.keep)
        visible = [name for _, status, name in wordpress.posts() if status == "publish"]
        assert len(visible) == isinstance(told, Sent)
        line.mend()
        sent = CONNECTOR.publish(SMALL, through, remembered=memory.facts, remember=memory.keep)
        assert isinstance(sent, Sent)
        assert [status for _, status, _ in wordpress.posts()] == ["publish"]
        assert len(wordpress.pictures()) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda key: Credentials(key.address, key.username, "xxxx xxxx xxxx"), "no longer accepts our key"),
        (lambda key: Credentials(key.address, "nobody", key.secret), "no longer accepts our key"),
    ],
)
def test_a_wrong_key_is_said_in_a_sentence_and_changes_nothing(
    wordpress, credentials, memory, change: Callable[[Credentials], Credentials], words: str
) -> None:
    told = CONNECTOR.publish(POST, change(credentials), remembered={}, remember=memory.keep)
    assert isinstance(told, NotSent)
    assert told.permanent
    assert words in told.why
    assert wordpress.posts() == []
    assert not CONNECTOR.check_credentials(change(credentials)).accepted


def test_a_user_who_may_not_publish_is_found_out_before_anything_is_sent(wordpress, memory) -> None:
    helper = wordpress.credentials("helper")
    told = CONNECTOR.publish(POST, helper, remembered={}, remember=memory.keep)
    assert isinstance(told, NotSent)
    assert "may not publish" in told.why
    assert wordpress.posts() == []
    assert "may not publish posts" in CONNECTOR.check_credentials(helper).words


def test_the_right_key_is_accepted(credentials) -> None:
    assert CONNECTOR.check_credentials(credentials).accepted


def test_a_website_with_plain_links_is_published_to_as_well(wordpress, credentials, memory) -> None:
    wordpress.php("update_option('permalink_structure', '');")
    try:
        sent = publish(credentials, memory, SMALL)
        assert set(statuses(sent.addresses).values()) == {200}
        assert CONNECTOR.take_down(sent.addresses, credentials, remembered=memory.facts).all_gone
    finally:
        wordpress.php("update_option('permalink_structure', '/%year%/%monthnum%/%postname%/');")


def test_a_post_in_the_bin_is_erased_from_there_when_it_is_taken_down(wordpress, credentials, memory) -> None:
    sent = publish(credentials, memory)
    wordpress.php(f"wp_trash_post({sent.remote_id});")
    assert CONNECTOR.take_down(sent.addresses, credentials, remembered=memory.facts).all_gone
    assert wordpress.posts() == []
    assert wordpress.files() == []


def test_a_post_edited_there_is_taken_down_with_all_its_earlier_versions(
    wordpress, credentials, memory
) -> None:
    sent = publish(credentials, memory)
    wordpress.php(f"wp_update_post(array('ID' => {sent.remote_id}, 'post_content' => 'Edited'));")
    assert CONNECTOR.take_down(sent.addresses, credentials, remembered=memory.facts).all_gone
    assert (
        wordpress.sql("SELECT ID FROM wp_posts WHERE post_type IN ('post', 'revision', 'attachment')") == []
    )


def test_a_video_is_played_where_it_was_published_and_its_file_comes_down(
    credentials: Credentials, memory: Memory
) -> None:
    film = drawn_film(sound=False)
    post = OutgoingPost(
        title="A square",
        text="It moves.",
        pictures=(OutgoingPicture(lambda: film, "A square moves.", "video-1.mp4", "video/mp4"),),
        delivery_key="e" * 32,
    )

    sent = publish(credentials, memory, post)

    (file,) = {one.url for one in sent.addresses if one.url.endswith(".mp4")}
    assert get(file).content == film
    page = next(one.url for one in sent.addresses if one.kind == AddressKind.PAGE)
    assert f'<video controls src="{file}"' in html.unescape(get(page, follow_redirects=True).text)
    gone = CONNECTOR.take_down(sent.addresses, credentials, remembered=memory.facts)
    assert gone.all_gone, gone
    assert get(file).status_code == 404
