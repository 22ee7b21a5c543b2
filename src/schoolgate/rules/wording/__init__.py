"""What a text may say wrong: contact details, offence, opinion, party politics, hard English."""

from schoolgate.rules.wording.checking import check_wording
from schoolgate.rules.wording.facts import Kind, Suspicion, WordLists

__all__ = ["Kind", "Suspicion", "WordLists", "check_wording"]
