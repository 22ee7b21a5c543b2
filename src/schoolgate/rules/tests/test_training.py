"""Until when training counts: as its course says, and no longer than the policy trains everyone again."""

from datetime import date

import pytest

from schoolgate.rules.training import FOR_EVER, CourseFacts, counts_until, months_under, valid_until

HELD_ON = date(2026, 2, 28)


@pytest.mark.parametrize(
    ("covers", "course_every", "everyone_every", "counts"),
    [
        ("content", 24, 12, 12),
        ("platform:social", 12, 6, 6),
        ("place:facebook", 12, 6, 6),
        ("risks", 6, 12, 6),
        ("content", 0, 12, 0),
        ("safeguarding", 24, 12, 24),
        ("induction", 0, 12, 0),
        ("other", 24, 12, 24),
    ],
)
def test_what_is_about_posting_or_its_risks_counts_no_longer_than_the_policy_says(
    covers, course_every, everyone_every, counts
):
    course = CourseFacts(covers, (), course_every)
    assert months_under(course, everyone_every) == counts
    until = counts_until(
        valid_until(HELD_ON, course_every), covers=covers, held_on=HELD_ON, everyone_every=everyone_every
    )
    assert until == (valid_until(HELD_ON, counts) if counts else FOR_EVER)
