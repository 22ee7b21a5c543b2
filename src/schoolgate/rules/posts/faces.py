"""Every face in a picture is named, covered or declared unrecognisable, and every cover hides whom it covers.

Where faces were found, or marked by hand, they are what is accounted for. Where none was, or nothing looked, the author
says how many people could be recognised.
"""

from collections.abc import Iterator

from schoolgate.rules.posts.facts import PictureFacts, PostFacts
from schoolgate.rules.refusals import Control, Refusal

COVERS_HIDE = "covers_hide"
_WORDS = "Could anyone who knows them still tell who is covered?"


def everyone_in_it_must_be_accounted_for(picture: PictureFacts) -> Iterator[Refusal]:
    """Nobody who could be recognised is left without a name or a cover."""
    about = f"picture:{picture.id}"
    if picture.people_count is None and not picture.faces:
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "Nobody has said who is in a picture.",
            "Say how many people could be recognised. Nobody is an answer too.",
            about=about,
        )
        return
    faces, people = faces_unsaid(picture), people_unsaid(picture)
    if max(faces, people) > 0 and picture.people_in_words:
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "Who is in a picture is only said in words.",
            "A member of staff names them.",
            about=about,
            ways=("ask_staff",),
        )
    elif faces > 0 and faces >= people:
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "One face has no name yet." if faces == 1 else f"{faces} faces have no name yet.",
            "Name them, cover them, or say that they cannot be recognised.",
            about=about,
            ways=("name", "faces"),
        )
    elif people > 0:
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "One person has no name yet." if people == 1 else f"{people} people have no name yet.",
            "Name them, or cover them in the picture.",
            about=about,
            ways=("name", "count"),
        )


def faces_unsaid(picture: PictureFacts) -> int:
    """How many faces nobody has named, covered or declared unrecognisable.

    Whoever is named without saying which face is theirs stands for one of them: three names for three faces are enough.
    """
    placed = {face.shown for face in picture.faces if face.shown}
    unplaced = sum(one.id not in placed for one in picture.recognisable)
    unsaid = sum(not face.shown and not face.is_unrecognisable for face in picture.faces)
    return max(0, unsaid - unplaced)


def people_unsaid(picture: PictureFacts) -> int:
    """How many of the people whom the author counted have neither name nor cover."""
    return max(0, (picture.people_count or 0) - len(picture.shown) - picture.declared)


def covers_must_hide(post: PostFacts) -> Iterator[Refusal]:
    """Asked of the author once, where somebody is covered: a hat or a wheelchair tells who it is as a face does."""
    if post.is_notice or not covers_are_asked_about(post):
        return
    answer = next((one for one in post.judged if one.question == COVERS_HIDE), None)
    if answer is None:
        yield Refusal(
            Control.JUDGEMENT_ANSWERED,
            f"Not answered: {_WORDS}",
            "Look at the picture as it will go out, and answer; only a person can.",
            about=f"judgement:{COVERS_HIDE}:",
        )
    elif answer.is_yes:
        covered = next(picture for picture in post.pictures if picture.covers_somebody)
        yield Refusal(
            Control.JUDGEMENT_ANSWERED,
            "Somebody who is covered could still be recognised.",
            "Make the cover larger, or choose another picture. Then answer again.",
            about=f"picture:{covered.id}",
            ways=("faces",),
        )


def covers_are_asked_about(post: PostFacts) -> bool:
    return any(picture.covers_somebody for picture in post.pictures)


def question_about_covers(post: PostFacts) -> list[tuple[str, str, str]]:
    """The question as the page asks it, beside those of the policy: key, words it is about, question."""
    return [(COVERS_HIDE, "", _WORDS)] if covers_are_asked_about(post) else []
