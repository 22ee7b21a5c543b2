"""Small changes of words that the foot of the page offers: a name taken out, a full name made a first name."""

import re


def without(text: str, words: str) -> str:
    """The text with these words taken out wherever they stand by themselves, and no double spaces left."""
    cut = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", text)
    return re.sub(r" +([,.!?;:])", r"\1", re.sub(r"[ \t]{2,}", " ", cut)).strip(" ")


def with_first_name(text: str, words: str, first_name: str) -> str:
    """The text with a full name made a first name."""
    return re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", lambda _found: first_name, text)
