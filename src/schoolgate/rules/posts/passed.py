"""What is in order, in words: the green line that an approver can open."""

from datetime import datetime

from schoolgate.rules.policy import ResolvedPolicy
from schoolgate.rules.posts.deciding import gate
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.refusals import Control

_CHECKS: list[tuple[Control, str, bool]] = [
    (Control.CONSENT_FOR_EVERY_USE, "Everyone pictured or named may be shown here", False),
    (Control.EVERY_PICTURE_LOOKED_AT, "Somebody said who is in each picture", True),
    (Control.ACCESSIBLE_TO_ALL, "Each picture is described for people who cannot see it", True),
    (Control.NO_FULL_NAME_BESIDE_PICTURE, "No full name stands beside a picture", True),
    (Control.RIGHTS_AND_CREDIT, "We may use each picture", True),
    (Control.NO_PERSONAL_DETAILS_IN_WORDS, "No pupil is named without leave", False),
    (Control.PURPOSE_CHOSEN, "It serves one of our purposes", False),
    (Control.JUDGEMENT_ANSWERED, "The questions only a person can answer are answered", False),
    (Control.ONLY_OFFICIAL_ACCOUNTS, "It goes only to our own official places, and fits them", False),
    (Control.NOTHING_WHILE_SUSPENDED, "Every place is in good order", False),
    (Control.APPROVED_AS_IT_STANDS, "Its time is still ahead", False),
]


def checks_passed(post: PostFacts, policy: ResolvedPolicy, now: datetime) -> list[str]:
    """One sentence for each check that found nothing to put right."""
    failed = {refusal.control for refusal in gate(post, policy, now) if not refusal.warning}
    return [
        words
        for control, words, pictures_only in _CHECKS
        if control not in failed and (post.has_pictures or not pictures_only)
    ]
