"""Who may decide a post, and when: submitting, approving, sending back, releasing without a second reader."""

from collections.abc import Iterator
from datetime import date, datetime

from schoolgate.rules.policy import ResolvedPolicy, Strictness, approvers_for, second_reader_comes_first
from schoolgate.rules.policy.second_reader import ANY_TRAINED_COLLEAGUE, leaders_agree_to_the_website
from schoolgate.rules.posts.content import content_must_be_in_order
from schoolgate.rules.posts.faces import covers_must_hide
from schoolgate.rules.posts.facts import PersonFacts, PostFacts
from schoolgate.rules.posts.readable import somebody_must_have_looked_for_words
from schoolgate.rules.posts.showing import everyone_must_be_allowed
from schoolgate.rules.posts.states import CAN_BE_EDITED, CAN_BE_SUBMITTED, STATE_WORDS, State
from schoolgate.rules.posts.youngest import where_the_youngest_were
from schoolgate.rules.refusals import Control, Refusal
from schoolgate.rules.right_to_post import Where, refusals_without_right

MAY_NOT_AGREE = Refusal(
    Control.APPOINTED_TO_POST,
    "You may not post for the school now, so you cannot agree to a post either.",
    "Read why, and until when, under “My right to post”. Somebody else decides.",
    about="right",
    ways=("my_right",),
)


def gate(post: PostFacts, policy: ResolvedPolicy, now: datetime) -> list[Refusal]:
    """Everything that stands against this content: asked while typing, on submitting, approving and publishing."""
    return [
        *content_must_be_in_order(post, policy, now),
        *everyone_must_be_allowed(post, policy, (post.goes_out_at or now).date()),
    ]


def refusals_to_submit(post: PostFacts, policy: ResolvedPolicy, now: datetime) -> list[Refusal]:
    """Why this post cannot be sent for approval now."""
    return [
        *must_be(post, CAN_BE_SUBMITTED, "sent for approval"),
        *the_author_must_still_be_here(post),
        *the_author_must_not_be_kept_out(post),
        *the_author_must_be_named_for(post, policy, now.date()),
        *the_author_must_have_the_right(post, policy, now.date()),
        *nothing_may_be_stopped(post),
        *a_question_must_be_answered(post, policy),
        *gate(post, policy, now),
        *covers_must_hide(post),
        *where_the_youngest_were(post),
        *somebody_must_have_looked_for_words(post),
    ]


def refusals_to_approve(
    post: PostFacts,
    policy: ResolvedPolicy,
    now: datetime,
    *,
    approver: PersonFacts,
    wording_confirmed: bool = False,
) -> list[Refusal]:
    """Why this person cannot approve exactly this content now."""
    return [
        *must_be(post, frozenset({State.WAITING}), "approved"),
        *approver_must_not_have_touched(post, approver),
        *approver_must_hold_a_post_the_policy_names(post, policy, approver),
        *whoever_decides_must_not_be_kept_out(post, approver),
        *the_approver_must_have_the_right(post, policy, now.date(), approver),
        *the_wording_must_be_confirmed(post, policy, wording_confirmed),
        *the_author_must_still_be_here(post),
        *the_author_must_not_be_kept_out(post),
        *the_author_must_be_named_for(post, policy, now.date()),
        *the_author_must_have_the_right(post, policy, now.date()),
        *nothing_may_be_stopped(post),
        *a_question_must_be_answered(post, policy),
        *gate(post, policy, now),
    ]


def refusals_to_return(post: PostFacts, *, approver: PersonFacts) -> list[Refusal]:
    """Why this person cannot send the post back."""
    return [*must_be(post, frozenset({State.WAITING}), "sent back")]


def refusals_to_release(
    post: PostFacts, policy: ResolvedPolicy, now: datetime, *, reason: str
) -> list[Refusal]:
    """Why this post cannot go without a second reader."""
    return [
        *must_be(post, CAN_BE_SUBMITTED, "released"),
        *a_second_reader_must_not_be_needed_first(post, policy),
        *a_reason_must_be_given(reason),
        *the_author_must_still_be_here(post),
        *the_author_must_not_be_kept_out(post),
        *the_author_must_be_named_for(post, policy, now.date()),
        *the_author_must_have_the_right(post, policy, now.date()),
        *nothing_may_be_stopped(post),
        *a_question_must_be_answered(post, policy),
        *gate(post, policy, now),
    ]


def refusals_to_edit(post: PostFacts) -> list[Refusal]:
    """Why the content cannot be changed."""
    return [*must_be(post, CAN_BE_EDITED, "changed")]


def refusals_to_propose(post: PostFacts, *, text: str) -> list[Refusal]:
    """Why no wording can be proposed."""
    refusals = [*must_be(post, frozenset({State.WAITING}), "given a proposal")]
    if not text.strip() or text.strip() == post.text.strip():
        refusals.append(
            Refusal(
                Control.STATE,
                "The proposal is the same as the post.",
                "Change the words first.",
                about="text",
            )
        )
    return refusals


def the_author_must_be_named_for(
    post: PostFacts, policy: ResolvedPolicy, on: date, *, place_id: int | None = None
) -> Iterator[Refusal]:
    """Who writes for a place is named for it: where the policy says so, and wherever somebody is."""
    if post.is_notice:
        return
    firmly = policy.asks_firmly(Control.APPOINTED_TO_POST)
    for place in post.places:
        if place_id not in (None, place.id) or not (place.named or firmly):
            continue
        if any(one.person_id == post.author_id and one.holds_on(on) for one in place.named):
            continue
        yield Refusal(
            Control.APPOINTED_TO_POST,
            f"The author is not among those who write for {place.name}."
            if place.named
            else f"Nobody is named yet to write for {place.name}.",
            "Ask the headteacher to name them, or leave that place out.",
            about=f"place:{place.id}",
            ways=(f"leave_out:{place.id}",),
        )


def the_author_must_have_the_right(
    post: PostFacts, policy: ResolvedPolicy, on: date, *, place_id: int | None = None
) -> Iterator[Refusal]:
    """Who posts has read and signed what the policy asks, and is trained: for these places, on this day."""
    if post.is_notice:
        return
    places = [Where(place.channel, place.id) for place in post.places if place_id in (None, place.id)]
    yield from refusals_without_right(policy, post.rights, post.author_id, places=places, on=on)


def the_approver_must_have_the_right(
    post: PostFacts, policy: ResolvedPolicy, on: date, approver: PersonFacts
) -> Iterator[Refusal]:
    """Who decides knows the rules as well: signed, and trained on what may be posted."""
    yield from refusals_without_right(policy, post.rights, approver.id, places=(), on=on, decides=True)


def must_be(post: PostFacts, states: frozenset[State], verb: str) -> Iterator[Refusal]:
    if post.state not in states:
        yield Refusal(
            Control.STATE,
            f"This post cannot be {verb} now. It stands at: {STATE_WORDS[post.state].lower()}.",
            "Look at the post again; somebody may have been quicker.",
        )


def it_must_be_what_was_read(post: PostFacts, *, seen: str, stands: str) -> Iterator[Refusal]:
    """Nobody decides what they have not had before them. Where the post no longer waits, that is said already."""
    if seen and seen != stands and post.state is State.WAITING:
        yield Refusal(
            Control.FOUR_EYES,
            "This post was changed and sent again while you read it. Nothing was decided.",
            "Read it as it stands now, then decide.",
        )


def approver_must_not_have_touched(post: PostFacts, approver: PersonFacts) -> Iterator[Refusal]:
    """Whoever touched the content cannot decide it; the headteacher neither, whatever a setting says."""
    if approver.id in post.hands or approver.id == post.author_id:
        yield Refusal(
            Control.FOUR_EYES,
            "You wrote or edited this post, so someone else must approve it.",
            "Ask another approver.",
        )


def approver_must_hold_a_post_the_policy_names(
    post: PostFacts, policy: ResolvedPolicy, approver: PersonFacts
) -> Iterator[Refusal]:
    named = approvers_for(policy, controversial=post.is_controversial, on_website=post.on_website)
    if ANY_TRAINED_COLLEAGUE in named or set(named) & approver.roles:
        return
    words = _one_of(named)
    topic = "A post on a controversial topic" if post.is_controversial else "A post"
    if post.on_website and leaders_agree_to_the_website(policy):
        topic += " for the website"
    yield Refusal(
        Control.OPEN_QUESTION_HOLDS if post.is_controversial else Control.APPROVED_AS_IT_STANDS,
        f"{topic} is approved here by the {words}.",
        f"Leave it to the {words}.",
    )


def the_wording_must_be_confirmed(
    post: PostFacts, policy: ResolvedPolicy, confirmed: bool
) -> Iterator[Refusal]:
    """On a topic that divides people the approver decides twice: that it goes out, and that its words are right."""
    if post.is_controversial and not confirmed:
        yield from _held_by_strictness(
            policy,
            "The author says that this topic could divide people.",
            "Read the words once more, and confirm that they are right for it.",
            about="wording_confirmed",
        )


def a_question_must_be_answered(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    """Whoever asked somebody senior waits for the answer."""
    if post.has_an_open_question:
        yield from _held_by_strictness(
            policy,
            "Somebody senior was asked about this and has not answered yet.",
            "Wait for the answer, or talk it over and have it written down.",
            about="question",
        )


def _held_by_strictness(
    policy: ResolvedPolicy, words: str, next_step: str, *, about: str
) -> Iterator[Refusal]:
    control = Control.OPEN_QUESTION_HOLDS
    strictness = policy.strictness(control)
    if strictness is not Strictness.OFF:
        yield Refusal(control, words, next_step, about=about, warning=strictness is Strictness.WARN)


def refusals_to_ask(post: PostFacts, *, words: str) -> list[Refusal]:
    """Why nobody can be asked about this post now."""
    refusals = [*must_be(post, CAN_BE_EDITED, "asked about")]
    if post.has_an_open_question:
        refusals.append(
            Refusal(Control.STATE, "Somebody has been asked already.", "Wait for the answer.", about="words")
        )
    if not words.strip():
        refusals.append(
            Refusal(Control.STATE, "There is no question yet.", "Write what you want to know.", about="words")
        )
    return refusals


def refusals_to_answer(
    post: PostFacts, policy: ResolvedPolicy, *, answerer: PersonFacts, asked_by: int | None, answer: str
) -> list[Refusal]:
    """Why this person cannot answer the question about the post."""
    if not post.has_an_open_question:
        return [Refusal(Control.STATE, "No question is open.", "Nothing is left to do.")]
    refusals = []
    if answerer.id == asked_by:
        refusals.append(
            Refusal(Control.OPEN_QUESTION_HOLDS, "You asked this yourself.", "Somebody else answers it.")
        )
    named = approvers_for(policy, controversial=True)
    if ANY_TRAINED_COLLEAGUE not in named and not set(named) & answerer.roles:
        refusals.append(
            Refusal(
                Control.OPEN_QUESTION_HOLDS,
                f"Such a question is answered by the {_one_of(named)}.",
                "Leave it to them.",
            )
        )
    if not answer.strip():
        refusals.append(
            Refusal(Control.STATE, "There is no answer yet.", "Write it in a line.", about="answer")
        )
    return refusals


def a_second_reader_must_not_be_needed_first(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    if post.is_notice:
        return
    if second_reader_comes_first(
        policy,
        shows_or_names_a_pupil=post.shows_or_names_a_pupil,
        controversial=post.is_controversial,
        on_website=post.on_website,
    ):
        why = (
            "It shows or names a pupil"
            if post.shows_or_names_a_pupil
            else "Its topic is controversial"
            if post.is_controversial
            else "Leaders agree to what goes on the website"
            if post.on_website and leaders_agree_to_the_website(policy)
            else "Our policy asks for it"
        )
        yield Refusal(
            Control.FOUR_EYES, f"Somebody else must read this post first. {why}.", "Send it for approval."
        )


def a_reason_must_be_given(reason: str) -> Iterator[Refusal]:
    if not reason.strip():
        yield Refusal(
            Control.FOUR_EYES,
            "There is no reason why nobody reads it first.",
            "Say in a few words why it cannot wait.",
            about="reason",
        )


def the_author_must_still_be_here(post: PostFacts) -> Iterator[Refusal]:
    if not post.author_may_write:
        yield Refusal(
            Control.SPEAKER_IS_NAMED,
            "Whoever wrote this no longer holds a post that may speak for the school.",
            "Somebody else takes the words into a post of their own.",
        )


def the_author_must_not_be_kept_out(post: PostFacts) -> Iterator[Refusal]:
    """Why, and until when, is for the author and for those who keep the register; the post is read by more."""
    if post.author_id in post.kept_out:
        yield Refusal(
            Control.APPOINTED_TO_POST,
            "Whoever wrote this may not post for the school now.",
            "The author reads why under “My right to post”; others ask the headteacher.",
            about="right",
            ways=("my_right",),
        )


def whoever_decides_must_not_be_kept_out(post: PostFacts, decider: PersonFacts) -> Iterator[Refusal]:
    """Agreeing to a post is speaking for the school as much as writing it."""
    if decider.id in post.kept_out:
        yield MAY_NOT_AGREE


def nothing_may_be_stopped(post: PostFacts) -> Iterator[Refusal]:
    if post.stop_words:
        yield Refusal(Control.NOTHING_WHILE_SUSPENDED, post.stop_words, "Wait until posts are resumed.")


def needs_second_reader_first(post: PostFacts, policy: ResolvedPolicy) -> bool:
    """Whether the page offers only *Send for approval*."""
    return bool(list(a_second_reader_must_not_be_needed_first(post, policy)))


def _one_of(roles: tuple[str, ...]) -> str:
    words = [role.replace("_", " ") for role in roles]
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]
