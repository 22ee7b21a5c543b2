"""Who speaks: the names a post of this author may go out under, as the policy wants posts to be signed."""

from collections.abc import Iterable, Iterator, Sequence

from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.posts.facts import PostFacts
from schoolgate.rules.refusals import Control, Refusal


def voices_of(signs: str, *, name: str, roles: Iterable[str], team: str, school: str) -> tuple[str, ...]:
    """What a post of somebody may be signed with, the usual one first.

    `signs` is the setting who_signs_a_post. With a role nobody is left without; a team only where one is known.
    """
    own = tuple(f"{name}, {role}" for role in roles)
    if signs == "person_and_role":
        return own
    of_the_team = (team,) if team else ()
    return (*of_the_team, *own) if signs == "team" else (school, *of_the_team, *own)


def signed(text: str, speaker: str) -> str:
    """The words as they stand in a place that has no line of its own for who speaks."""
    return f"{text.rstrip()}\n\n— {speaker}" if speaker else text


def the_speaker_must_be_named(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    """A post says who speaks, and nobody speaks as somebody else."""
    if post.is_notice:
        return
    strictness = policy.strictness(Control.SPEAKER_IS_NAMED)
    if strictness is Strictness.OFF or post.speaker in post.voices:
        return
    yield Refusal(
        Control.SPEAKER_IS_NAMED,
        f"The author cannot speak as “{post.speaker}”." if post.speaker else "It is not said who speaks.",
        f"Choose {_either(post.voices)}."
        if post.voices
        else "Ask the headteacher: the author holds no post.",
        about="speaker",
        warning=strictness is Strictness.WARN,
    )


def _either(voices: Sequence[str]) -> str:
    return " or ".join(f"“{voice}”" for voice in voices)
