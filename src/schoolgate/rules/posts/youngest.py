"""Children in nursery and Reception: no picture of them from changing, the toilets, first aid or swimming."""

from collections.abc import Iterator

from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.refusals import Control, Refusal

WHERE_TAKEN = "youngest_where"
# As the roll names their years.
YOUNGEST = frozenset({"N1", "N2", "N", "R", "E1", "E2", "nursery", "reception"})
_QUESTION = (
    "A child in nursery or Reception is in a picture. Was it taken at changing, at the toilets, at first aid or "
    "while swimming?"
)


def is_youngest(year_group: str) -> bool:
    """Whether this year of the roll is nursery or Reception."""
    return year_group in YOUNGEST or year_group.strip().lower() in YOUNGEST


def where_the_youngest_were(post: PostFacts) -> Iterator[Refusal]:
    """Asked once for all pictures, and only where such a child can be recognised in one; a yes takes no reason."""
    if post.is_notice or not _is_asked(post):
        return
    answer = next((one for one in post.judged if one.question == WHERE_TAKEN), None)
    if answer is None:
        yield Refusal(
            Control.JUDGEMENT_ANSWERED,
            f"Not answered: {_QUESTION}",
            "Answer it; only a person can.",
            about=f"judgement:{WHERE_TAKEN}:",
        )
    elif answer.is_yes:
        shows = next(one for one in post.pictures if any(each.is_youngest for each in one.recognisable))
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "No picture of a child this young from changing, the toilets, first aid or swimming goes out.",
            "Take the picture out. If it should not exist at all, say that something is wrong with it.",
            about=f"picture:{shows.id}",
            ways=(f"remove_picture:{shows.id}",),
        )


def question_about_the_youngest(post: PostFacts) -> list[tuple[str, str, str]]:
    """The question as the page asks it, beside those of the policy: key, words it is about, question."""
    return [(WHERE_TAKEN, "", _QUESTION)] if _is_asked(post) else []


def _is_asked(post: PostFacts) -> bool:
    return any(one.is_youngest for picture in post.pictures for one in picture.recognisable)
