"""Long sentences and office words, each with something plainer."""

from schoolgate.rules.wording import Kind, WordLists, check_wording

LONG = "We walked " + "up and down " * 9 + "the hill."


def raised(text: str, kind: Kind, lists: WordLists | None = None) -> list[tuple[str, str]]:
    return [(one.words, one.why) for one in check_wording(text, lists=lists) if one.kind is kind]


def test_a_long_sentence_is_named_with_its_length():
    ((words, why),) = raised(f"We sang. {LONG} We slept.", Kind.HARD_SENTENCE)
    assert words == LONG.removesuffix(".")
    assert "31 words" in why


def test_short_sentences_and_lists_by_line_are_let_be():
    text = "One went up the hill.\n" * 20 + "Two came down! Did three stay? Four did."
    assert raised(text, Kind.HARD_SENTENCE) == []


def test_full_stops_inside_numbers_and_names_end_no_sentence():
    text = "At 10.30 and 11.45 we ran 2.5 miles " + "and on " * 10
    assert len(raised(text, Kind.HARD_SENTENCE)) == 1


def test_the_limit_is_a_setting():
    assert raised("We sang and danced.", Kind.HARD_SENTENCE, WordLists(longest_sentence=3))


def test_office_words_come_with_plain_ones():
    assert raised("We will utilise the hall prior to lunch.", Kind.JARGON) == [
        ("utilise", "Some families may not know this. Try: use."),
        ("prior to", "Some families may not know this. Try: before."),
    ]


def test_a_short_form_is_named_unless_it_is_explained():
    assert [words for words, _ in raised("Ask the SENCO.", Kind.JARGON)] == ["SENCO"]
    assert raised("Ask the SENCO (the teacher for special needs).", Kind.JARGON) == []
    assert raised("Please send a coat.", Kind.JARGON) == []


def test_a_policy_adds_words_with_plain_ones():
    lists = WordLists().with_more(jargon={"upskill": "teach", "KPI": "target"})
    found = raised("We upskill staff on each KPI and utilise tea.", Kind.JARGON, lists)
    assert [words for words, _ in found] == ["upskill", "KPI", "utilise"]


def test_suspicions_come_in_the_order_of_the_text_and_none_twice():
    found = check_wording("You idiot. Ring 01632 960 123. You idiot.")
    assert found == sorted(set(found))
    assert [one.words for one in found if one.kind is Kind.OFFENSIVE] == ["idiot", "idiot"]


def test_an_empty_text_raises_nothing():
    assert check_wording("") == check_wording("  \n ") == []
