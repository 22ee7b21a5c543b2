"""A post has an end. (How long a hostile one is read: benchmarks/goal_19_hostile_texts.py.)"""

from dataclasses import replace

from schoolgate.rules.posts import deciding
from schoolgate.rules.posts.content import LONGEST_TEXT
from schoolgate.rules.tests.test_posts_deciding import FACEBOOK, FRESH, NOW, WEBSITE, words_only


def test_a_post_of_more_than_any_place_takes_is_refused_with_both_numbers():
    endless = replace(WEBSITE, longest_text=1_000_000)
    post = words_only(text="x" * (LONGEST_TEXT + 1), places=(endless,))
    (refusal,) = deciding.gate(post, FRESH, NOW)
    assert refusal.words == "A post takes at most 20,000 characters; these are 20,001."
    assert refusal.about == "text"
    assert not refusal.warning


def test_a_post_of_exactly_so_much_is_not():
    post = words_only(text="x" * LONGEST_TEXT, places=(replace(FACEBOOK, longest_text=1_000_000),))
    assert deciding.gate(post, FRESH, NOW) == []
