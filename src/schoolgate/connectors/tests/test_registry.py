import pytest

from schoolgate.connectors import connector_for, kinds
from schoolgate.connectors.contract import (
    Address,
    AddressKind,
    AskPerson,
    Credentials,
    Gone,
    OutgoingPost,
    Sent,
    Surroundings,
    TakeDownOutcome,
    There,
    Unknown,
)
from schoolgate.connectors.tests.little_wordpress import LittleWordPress
from schoolgate.connectors.tests.making import A_KEY, a_post

NOBODY = Credentials()


def test_each_folder_is_a_platform_that_names_itself() -> None:
    assert kinds() == ("by_hand", "noticeboard", "wordpress")
    assert [connector_for(kind).kind for kind in kinds()] == list(kinds())


def test_a_platform_without_a_folder_is_refused() -> None:
    with pytest.raises(KeyError):
        connector_for("tests")


def test_by_hand_tells_a_person_what_to_do_and_claims_nothing() -> None:
    by_hand = connector_for("by_hand")
    told = by_hand.publish(a_post(), NOBODY, remembered={}, remember=lambda facts: None)
    assert isinstance(told, AskPerson)
    assert "Come back and tap “It is up”." in told.steps
    address = Address(AddressKind.PAGE, "https://example.org/1")
    removed = by_hand.take_down((address,), NOBODY, remembered={})
    assert removed.unknown == (address,)
    assert not removed.all_gone
    assert removed.steps


def test_by_hand_asks_for_descriptions_only_where_there_are_pictures() -> None:
    def steps(pictures: int) -> tuple[str, ...]:
        told = connector_for("by_hand").publish(
            a_post(pictures=pictures), NOBODY, remembered={}, remember=lambda facts: None
        )
        assert isinstance(told, AskPerson)
        return told.steps

    assert len(steps(1)) == len(steps(0)) + 1


def test_the_noticeboard_gives_back_our_own_addresses_and_looks_whether_they_are_gone(
    website: LittleWordPress,
) -> None:
    noticeboard = connector_for("noticeboard", Surroundings(allow_loopback=True))
    website.files["cup.jpg"] = b"a cup"
    picture = Address(AddressKind.PICTURE, f"{website.address}/files/cup.jpg")
    post = OutgoingPost(text="Hello", delivery_key=A_KEY, own_addresses=(picture,))
    sent = noticeboard.publish(post, NOBODY, remembered={}, remember=lambda facts: None)
    assert sent == Sent((picture,), remote_id=A_KEY)
    assert noticeboard.look(picture) == There()
    del website.files["cup.jpg"]
    assert noticeboard.take_down((picture,), NOBODY, remembered={}).all_gone


def test_a_delivery_key_is_128_bits_in_hexadecimal() -> None:
    for key in ("", "1" * 31, "G" * 32, "A" * 32):
        with pytest.raises(ValueError, match="32 hexadecimal digits"):
            OutgoingPost(text="Hello", delivery_key=key)


def test_a_removal_is_complete_only_when_every_address_is_gone_and_nothing_stood_in_the_way() -> None:
    page, picture = (
        Address(AddressKind.PAGE, "https://a.test/1"),
        Address(AddressKind.PICTURE, "https://a.test/2"),
    )
    assert TakeDownOutcome(((page, Gone()), (picture, Gone()))).all_gone
    assert TakeDownOutcome(()).all_gone
    assert not TakeDownOutcome(((page, Gone()), (picture, There()))).all_gone
    assert not TakeDownOutcome(((page, Gone()), (picture, Unknown("?")))).all_gone
    assert not TakeDownOutcome(((page, Gone()),), why="The website no longer accepts our key.").all_gone


def test_a_key_is_in_no_repr() -> None:
    assert "hush" not in repr(Credentials("https://a.test", "publisher", "hush"))
