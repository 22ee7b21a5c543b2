"""Who decides on a request now: the steps in their order, never by whoever asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from schoolgate.rules.forms.form import Form, Step
from schoolgate.rules.refusals import Control, Refusal


@dataclass(frozen=True, slots=True)
class Deciders:
    """One step as it stands for one request: the posts that may decide, and what each signs."""

    posts: tuple[str, ...]
    signs: tuple[tuple[str, str], ...] = ()
    days: int = 10

    @classmethod
    def of(
        cls,
        form: Form,
        *,
        held: Mapping[str, Collection[int]],
        applicant: int,
        set_posts: Mapping[str, Sequence[str]],
    ) -> tuple["Deciders", ...]:
        """The steps of this request, from who holds each post today.

        A post that nobody holds is passed over; where only the applicant holds it, those named `instead` decide.
        """
        found = []
        for step in form.steps:
            if step.first_of_setting:
                chosen = _first_of(step, set_posts[step.setting], held, applicant)
            else:
                chosen = [(post,) for post in set_posts[step.setting]] if step.setting else [step.posts]
            for posts in chosen:
                if able := _able(posts, step, held, applicant):
                    found.append(cls(able, tuple((step.signs or {}).items()), step.days))
        return tuple(found)


def _first_of(
    step: Step, posts: Sequence[str], held: Mapping[str, Collection[int]], applicant: int
) -> list[tuple[str, ...]]:
    """The first post that somebody else holds; `step.posts` decide beside it."""
    able = [post for post in (*posts, *step.instead) if set(held.get(post, ())) - {applicant}]
    return [tuple(dict.fromkeys((able[0], *step.posts)))] if able else []


def _able(
    posts: Sequence[str], step: Step, held: Mapping[str, Collection[int]], applicant: int
) -> tuple[str, ...]:
    if others := tuple(post for post in posts if set(held.get(post, ())) - {applicant}):
        return others
    if any(held.get(post) for post in posts):
        return tuple(post for post in step.instead if set(held.get(post, ())) - {applicant})
    return ()


def refusals_to_decide(
    step: Deciders | None,
    *,
    control: Control,
    decider: int | None,
    roles: Collection[str],
    applicant: int,
    says_yes: bool,
    because: str,
    signs: Collection[str],
    seen: str,
    digest: str,
) -> list[Refusal]:
    """Why this person cannot decide this way now. `seen` is the digest of what was on their page."""
    if step is None:
        return [Refusal(Control.STATE, "Nothing is left to decide here.", "Look at it again.")]
    if decider == applicant:
        return [
            Refusal(
                control,
                "You asked for this, so somebody else decides.",
                "Wait for their answer, or withdraw it.",
            )
        ]
    if not set(step.posts) & set(roles):
        return [Refusal(Control.STATE, "This is not yours to decide now.", "Wait until it is your turn.")]
    return [
        *_must_be_what_was_seen(seen, digest),
        *_must_say_why(says_yes, because),
        *_must_sign_everything(step, says_yes, signs),
    ]


def _must_be_what_was_seen(seen: str, digest: str) -> list[Refusal]:
    if seen != digest:
        return [
            Refusal(
                Control.STATE,
                "It was changed or decided while you looked at it.",
                "Read it again, then decide.",
                about="seen",
            )
        ]
    return []


def _must_say_why(says_yes: bool, because: str) -> list[Refusal]:
    if not says_yes and not because.strip():
        return [Refusal(Control.STATE, "A no needs its reason.", "Say why, in a line.", about="because")]
    return []


def _must_sign_everything(step: Deciders, says_yes: bool, signs: Collection[str]) -> list[Refusal]:
    missing = [words for key, words in step.signs if key not in signs]
    if says_yes and missing:
        return [
            Refusal(
                Control.STATE,
                f"This is not signed off: {'; '.join(missing)}.",
                "Tick it, or say no with a reason.",
                about="signs",
            )
        ]
    return []
