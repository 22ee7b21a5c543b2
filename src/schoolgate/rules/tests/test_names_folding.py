"""One plain spelling for what looks alike, and the way back to what the author wrote."""

import pytest

from schoolgate.rules.names.folding import fold_name, fold_text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ingrid", "ingrid"),
        ("Amélie Håkansson", "amelie hakansson"),
        ("Ame\u0301lie", "amelie"),
        ("O'Hara", "o hara"),
        ("O’Hara", "o hara"),
        ("O`Hara", "o hara"),
        ("Fenwick-Rowe", "fenwick rowe"),
        ("Fenwick‑Rowe", "fenwick rowe"),
        ("Łucja Żak", "lucja zak"),
        ("Søren Þórsson", "soren thorsson"),
        ("Weiß", "weiss"),
        ("Ægir", "aegir"),
        ("Ｉｎｇｒｉｄ", "ingrid"),
        ("𝐈𝐧𝐠𝐫𝐢𝐝", "ingrid"),
        ("  Mary   Kate ", "mary kate"),
    ],
)
def test_every_way_of_writing_a_name_folds_to_one(written, folded):
    assert fold_name(written) == folded


@pytest.mark.parametrize("written", ["Мartha", "Mаrtha", "Маrthа", "Μartha"])
def test_letters_of_other_alphabets_are_read_as_what_they_look_like(written):
    assert fold_name(written) == "martha"


@pytest.mark.parametrize("unseen", ["\u200b", "\u200c", "\u200d", "\u00ad", "\u2060", "\ufeff", "\U000e0067"])
def test_characters_that_nobody_sees_part_nothing(unseen):
    assert fold_name(f"Mar{unseen}tha") == "martha"


def test_a_word_broken_at_the_end_of_a_line_is_one_word():
    assert fold_name("Wiggles-\nworth") == "wigglesworth"
    assert fold_name("Wiggles-\r\n  worth") == "wigglesworth"


def test_a_dash_between_blanks_breaks_no_word():
    assert fold_name("Martha -\nrunner") == "martha runner"


@pytest.mark.parametrize(
    "text",
    [
        "Well done Martha!",
        "Zo\u0308e and Mar\u200btha 🌟🏽 Yelland",
        "ß before Martha, Æ behind",
        "Mar-\ntha’s café… Martha",
        "Маrthа and \U0001f3f4\U000e0067\U000e0062\U000e007f Martha",
        "",
    ],
)
def test_every_folded_word_leads_back_to_its_own_place(text):
    folded = fold_text(text)
    assert len(folded.shape) == len(folded.words)
    at = 0
    for word in folded.words.split():
        at = folded.words.index(word, at)
        begin, end = folded.origin(at), folded.origin(at + len(word))
        assert fold_name(text[begin:end]).replace(" ", "") == word
        at += len(word)


def test_an_emoji_is_a_sign_and_no_letter():
    assert fold_text("Martha🎉Yelland").words.split() == ["martha", "yelland"]
