from dataclasses import replace

import pytest

from schoolgate.connectors.contract import Address, Credentials, NotSent, Sent, There, Unknown
from schoolgate.connectors.tests.little_wordpress import Item, LittleWordPress
from schoolgate.connectors.tests.making import Memory, a_post
from schoolgate.connectors.wordpress import WordPress

POST = a_post()
OTHER_KEY = "f" * 32


def publish(wordpress: WordPress, credentials: Credentials, memory: Memory, post=POST):
    return wordpress.publish(post, credentials, remembered=memory.facts, remember=memory.keep)


def kinds_of(addresses: tuple[Address, ...]) -> list[str]:
    return [str(address.kind) for address in addresses]


def test_a_post_goes_out_once_with_every_address_it_can_be_seen_at(
    wordpress, credentials, website, memory
) -> None:
    sent = publish(wordpress, credentials, memory)
    assert isinstance(sent, Sent)
    assert sent.note == ""
    (post,) = website.visible
    assert sent.remote_id == str(post.number)
    assert kinds_of(sent.addresses) == [
        "page", *["picture", "resized", "resized", "picture_page"] * 2, "feed"
    ]  # fmt: skip
    assert [wordpress.look(address) for address in sent.addresses] == [There()] * 10
    assert [picture.alt for picture in website.pictures.values()] == [
        picture.alt for picture in POST.pictures
    ]


def test_words_without_a_picture_go_out_by_a_user_who_may_not_upload(
    wordpress, credentials, website, memory
) -> None:
    website.rights["upload_files"] = False
    assert isinstance(publish(wordpress, credentials, memory, a_post(pictures=0)), Sent)
    with_pictures = wordpress.publish(
        a_post(OTHER_KEY), credentials, remembered={}, remember=lambda facts: None
    )
    assert isinstance(with_pictures, NotSent)
    assert len(website.posts) == 1


def test_a_website_with_plain_links_is_asked_in_its_own_way(wordpress, credentials, website, memory) -> None:
    website.plain_links = True
    assert isinstance(publish(wordpress, credentials, memory), Sent)
    assert len(website.visible) == 1


def test_publishing_again_changes_nothing(wordpress, credentials, website, memory) -> None:
    first = publish(wordpress, credentials, memory)
    assert publish(wordpress, credentials, memory) == first
    assert len(website.posts) == 1


def test_with_the_memory_lost_the_post_is_found_by_its_name(wordpress, credentials, website, memory) -> None:
    first = publish(wordpress, credentials, memory)
    again = wordpress.publish(POST, credentials, remembered={}, remember=lambda facts: None)
    assert isinstance(again, Sent)
    assert again.addresses == first.addresses
    assert len(website.posts) == 1


def test_two_deliveries_of_the_same_words_are_two_posts(
    wordpress, credentials, website, memory, tmp_path
) -> None:
    publish(wordpress, credentials, memory)
    publish(wordpress, credentials, Memory(tmp_path / "other.json"), a_post(OTHER_KEY))
    assert len(website.visible) == 2


def test_words_that_the_website_changes_are_never_shown(wordpress, credentials, website, memory) -> None:
    website.changes_words = True
    told = publish(wordpress, credentials, memory)
    assert isinstance(told, NotSent)
    assert told.permanent
    assert website.visible == []


def test_a_post_that_somebody_deleted_there_does_not_come_back(
    wordpress, credentials, website, memory
) -> None:
    publish(wordpress, credentials, memory)
    website.posts.clear()
    told = publish(wordpress, credentials, memory)
    assert isinstance(told, NotSent)
    assert told.permanent
    assert website.posts == {}


def test_a_post_in_the_bin_there_stays_in_the_bin(wordpress, credentials, website, memory) -> None:
    publish(wordpress, credentials, memory)
    website.visible[0].status = "trash"
    assert isinstance(publish(wordpress, credentials, memory), NotSent)
    assert website.visible == []


def test_a_post_changed_there_is_reported_as_changed(wordpress, credentials, website, memory) -> None:
    publish(wordpress, credentials, memory)
    website.visible[0].content += "<p>Buy our raffle tickets</p>"
    sent = publish(wordpress, credentials, memory)
    assert isinstance(sent, Sent)
    assert sent.note


def test_a_draft_that_a_lost_answer_left_behind_is_swept(wordpress, credentials, website, memory) -> None:
    for number in (1, 2):
        website.posts[number] = Item(number, f"post-{POST.delivery_key}")
    website.posts[3] = Item(3, "somebody-elses-draft")
    website.numbers = 3
    assert isinstance(publish(wordpress, credentials, memory), Sent)
    assert sorted(website.posts) == [1, 3]


def test_a_picture_that_a_lost_answer_left_behind_is_swept(wordpress, credentials, website, memory) -> None:
    website.posts[1] = Item(1, f"post-{POST.delivery_key}")
    website.numbers = 1
    first = wordpress.publish(POST, credentials, remembered={}, remember=memory.keep)
    one = website.pictures[memory.facts["pictures"][0]]
    website.rest("POST", "media", {}, {"slug": one.slug, "alt_text": "", "post": "1"}, {"file": b"again"})
    website.posts[1].status = "draft"
    assert publish(wordpress, credentials, memory) == first
    assert len(website.pictures) == 2


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        ({"secret": "wrong"}, "no longer accepts our key"),
        ({"address": "http://127.0.0.1:1"}, "could not be reached"),
        ({"address": "ftp://school.test"}, "We cannot publish to “ftp://school.test”"),
        ({"address": "https://no-such-name.invalid"}, "could not be reached"),
        ({"address": ""}, "We cannot publish to"),
        ({"address": "https://"}, "We cannot publish to"),
        ({"address": "{website}/files"}, "There is no WordPress at this address"),
    ],
)
def test_a_wrong_key_or_address_is_said_in_a_sentence(
    wordpress, credentials, memory, website, spoilt, words
) -> None:
    spoilt = {name: value.format(website=website.address) for name, value in spoilt.items()}
    told = publish(wordpress, replace(credentials, **spoilt), memory)
    assert isinstance(told, NotSent)
    assert words in told.why
    assert website.posts == {}
    assert words in wordpress.check_credentials(replace(credentials, **spoilt)).words


def test_the_key_is_checked_without_changing_anything(wordpress, credentials, website) -> None:
    assert wordpress.check_credentials(credentials).accepted
    website.rights["publish_posts"] = website.rights["upload_files"] = False
    checked = wordpress.check_credentials(credentials)
    assert not checked.accepted
    assert "may not publish posts, upload pictures" in checked.words
    assert website.posts == {}


def test_taken_down_every_address_is_gone_and_nothing_is_left(
    wordpress, credentials, website, memory
) -> None:
    sent = publish(wordpress, credentials, memory)
    removed = wordpress.take_down(sent.addresses, credentials, remembered=memory.facts)
    assert removed.all_gone
    assert set(removed.gone) == set(sent.addresses)
    assert (website.posts, website.pictures, website.files) == ({}, {}, {})


def test_taking_down_twice_does_no_harm(wordpress, credentials, memory) -> None:
    sent = publish(wordpress, credentials, memory)
    wordpress.take_down(sent.addresses, credentials, remembered=memory.facts)
    assert wordpress.take_down(sent.addresses, credentials, remembered=memory.facts).all_gone


def test_it_is_taken_down_from_the_addresses_alone(wordpress, credentials, website, memory) -> None:
    sent = publish(wordpress, credentials, memory)
    assert wordpress.take_down(sent.addresses, credentials, remembered={}).all_gone
    assert website.files == {}


def test_it_is_taken_down_from_the_memory_alone(wordpress, credentials, website, memory) -> None:
    publish(wordpress, credentials, memory)
    removed = wordpress.take_down((), credentials, remembered=memory.facts)
    assert removed.all_gone
    assert len(removed.gone) == 10
    assert website.files == {}


def test_a_picture_made_larger_or_smaller_later_is_met_and_gone_too(
    wordpress, credentials, website, memory
) -> None:
    sent = publish(wordpress, credentials, memory)
    late = website.rest(
        "POST", "media", {}, {"slug": "late", "alt_text": "", "post": sent.remote_id}, {"file": b"late"}
    )
    removed = wordpress.take_down(sent.addresses, credentials, remembered=memory.facts)
    assert late[1]["source_url"] in {address.url for address in removed.gone}
    assert website.files == {}


def test_pictures_go_also_when_somebody_deleted_the_page_there(
    wordpress, credentials, website, memory
) -> None:
    sent = publish(wordpress, credentials, memory)
    website.rest("DELETE", f"posts/{sent.remote_id}", {}, {}, {})
    assert website.files
    assert wordpress.take_down(sent.addresses, credentials, remembered=memory.facts).all_gone
    assert website.files == {}


def test_with_a_refused_key_it_claims_nothing_and_says_what_still_stands(
    wordpress, credentials, website, memory
) -> None:
    sent = publish(wordpress, credentials, memory)
    removed = wordpress.take_down(sent.addresses, replace(credentials, secret="old"), remembered=memory.facts)
    assert set(removed.still_there) == set(sent.addresses)
    assert "no longer accepts our key" in removed.why
    assert removed.permanent
    assert not removed.all_gone


def test_with_the_website_down_every_address_is_unknown(wordpress, credentials, memory) -> None:
    with LittleWordPress() as other:
        where = replace(credentials, address=other.address)
        sent = publish(wordpress, where, memory)
    removed = wordpress.take_down(sent.addresses, where, remembered=memory.facts)
    assert set(removed.unknown) == set(sent.addresses)
    assert removed.retry_after
    assert all(isinstance(look, Unknown) for _, look in removed.looks)


def test_numbers_of_one_website_remove_nothing_from_another(wordpress, credentials, website, memory) -> None:
    sent = publish(wordpress, credentials, memory)
    with LittleWordPress() as other:
        for number in (1, 2, 3):
            other.posts[number] = Item(number, f"their-own-{number}", "publish")
            other.pictures[number] = Item(number, f"their-picture-{number}")
        wordpress.take_down(
            sent.addresses, replace(credentials, address=other.address), remembered=memory.facts
        )
        assert len(other.posts) == len(other.pictures) == 3
