"""What must be in order with the content itself: places, words, pictures, purpose, and what a person judges."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from schoolgate.rules.consents import Channel
from schoolgate.rules.policy import ResolvedPolicy, Strictness
from schoolgate.rules.posts.cameras import the_camera_must_be_allowed
from schoolgate.rules.posts.faces import (
    COVERS_HIDE,
    everyone_in_it_must_be_accounted_for,
    question_about_covers,
)
from schoolgate.rules.posts.facts import PictureFacts, PostFacts
from schoolgate.rules.posts.films import Film, film_must_be_ready
from schoolgate.rules.posts.readable import WORDS_READABLE, question_about_words
from schoolgate.rules.posts.speaking import signed, the_speaker_must_be_named
from schoolgate.rules.posts.youngest import WHERE_TAKEN, question_about_the_youngest
from schoolgate.rules.refusals import Control, Refusal

# What a machine suspects leaves the bundle of three questions and is asked alone, naming the words.
ASKED_ALONE: dict[str, str] = {
    "political": "Does “{words}” take a side in party politics or a campaign?",
    "opinion": "Is “{words}” a private view rather than the school’s?",
    "offensive": "Could “{words}” hurt or offend somebody?",
    "contact": "“{words}” looks like a way to reach somebody. Is it private?",
    "personal": "Does “{words}” tell where somebody lives or when somebody was born?",
    "colleague": "Does “{words}” name somebody who works here and has not agreed to it?",
    "relative": "Does “{words}” name somebody of a pupil’s family who has not agreed to it?",
    "disclosing": "Does “{words}” tell something that is not meant for everyone?",
}
# No place takes more, and everything up to here is read for names and wording on every keystroke.
LONGEST_TEXT = 20_000
# A disclaimer: "a personal view", "these opinions are my own", "not the views of the school".
SAYS_IT_IS_PRIVATE = re.compile(
    r"\b(?:personal|private|own) (?:view|opinion)s?\b"
    r"|\b(?:view|opinion)s?\b[^.!?]{0,40}\b(?:my|our|his|her|their) own\b"
    r"|\bnot (?:necessarily )?(?:the|those|that)\b[^.!?]{0,30}\bschool",
    re.IGNORECASE,
)
SHOWN_ONLY = frozenset({"jargon", "hard_sentence"})


def content_must_be_in_order(post: PostFacts, policy: ResolvedPolicy, now: datetime) -> Iterator[Refusal]:
    """Everything about the content but who is shown, in the order of the page."""
    yield from there_must_be_something_to_say(post)
    yield from it_must_be_short_enough_to_read(post)
    yield from pictures_must_be_looked_at(post, policy)
    yield from the_speaker_must_be_named(post, policy)
    yield from a_purpose_must_be_chosen(post, policy)
    yield from places_must_be_ready(post)
    yield from the_time_must_be_ahead(post, now)
    yield from judgement_must_be_answered(post, policy)
    yield from a_private_view_must_be_allowed(post, policy)
    yield from hints(post, policy, now)


def there_must_be_something_to_say(post: PostFacts) -> Iterator[Refusal]:
    if not post.text.strip():
        yield Refusal(Control.STATE, "There are no words yet.", "Write what you want to say.", about="text")


def it_must_be_short_enough_to_read(post: PostFacts) -> Iterator[Refusal]:
    """What is longer than any post is not read to its end, so it can never go out."""
    if len(post.text) > LONGEST_TEXT:
        yield Refusal(
            Control.STATE,
            f"A post takes at most {LONGEST_TEXT:,} characters; these are {len(post.text):,}.",
            "Shorten the words. A long text can go on the website as a page, and the post can link to it.",
            about="text",
        )


def pictures_must_be_looked_at(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    for picture in post.pictures:
        about = f"picture:{picture.id}"
        if not picture.alt.strip():
            yield _by_strictness(
                policy,
                Refusal(
                    Control.ACCESSIBLE_TO_ALL,
                    "A picture has no description.",
                    "Say in one line what it shows, for people who cannot see it.",
                    about=about,
                ),
            )
        yield from film_must_be_ready(picture)
        if picture.film not in (Film.WAITING, Film.FAILED):
            yield from everyone_in_it_must_be_accounted_for(picture)
        yield from what_others_made_needs_leave(picture)
        yield from its_maker_must_be_named_in_the_words(picture, post.text)
    yield from the_camera_must_be_allowed(post, policy)
    yield from a_pupil_alone_needs_a_reason(post, policy)


def what_others_made_needs_leave(picture: PictureFacts) -> Iterator[Refusal]:
    if not picture.is_ours and not picture.credit.strip():
        yield Refusal(
            Control.RIGHTS_AND_CREDIT,
            "A picture was made by somebody else, and nobody is credited.",
            "Write who made it and lets us use it.",
            about=f"picture:{picture.id}",
        )


def its_maker_must_be_named_in_the_words(picture: PictureFacts, text: str) -> Iterator[Refusal]:
    """Who sees the picture reads who made it: what was said of the rights is read inside the school only."""
    maker = maker_of(picture.credit)
    if not picture.is_ours and maker and maker.casefold() not in text.casefold():
        yield Refusal(
            Control.RIGHTS_AND_CREDIT,
            f"“{maker}” made a picture, and the words do not say so.",
            "Name them in the words.",
            about=f"picture:{picture.id}",
            ways=("put_credit",),
        )


def maker_of(credit: str) -> str:
    """Whom to name, of what was written about the rights: “R. Vane, by e-mail of 3 November”."""
    return credit.partition(",")[0].strip()


def a_pupil_alone_needs_a_reason(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    rule = policy.setting("single_pupil_pictures")
    alone = [
        picture
        for picture in post.pictures
        if len(picture.recognisable) == 1 and picture.recognisable[0].is_pupil
    ]
    if not alone or rule == "yes":
        return
    about = f"picture:{alone[0].id}"
    if rule == "never":
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "A picture shows one pupil alone.",
            "Our policy shows groups only. Choose another picture.",
            about=about,
        )
    elif not post.single_pupil_reason.strip():
        yield Refusal(
            Control.EVERY_PICTURE_LOOKED_AT,
            "A picture shows one pupil alone.",
            "Say why this one is right, or choose a picture of a group.",
            about=about,
            ways=("single_pupil_reason",),
        )


def a_purpose_must_be_chosen(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    if post.is_notice:
        return
    if post.objective not in policy.setting("post_objectives"):
        yield _by_strictness(
            policy,
            Refusal(
                Control.PURPOSE_CHOSEN,
                "It is not said what the post is for.",
                "Choose one.",
                about="objective",
            ),
        )


def places_must_be_ready(post: PostFacts) -> Iterator[Refusal]:
    if not post.places:
        yield Refusal(
            Control.ONLY_OFFICIAL_ACCOUNTS, "No place is chosen.", "Choose where it goes.", about="places"
        )
    for place in post.places:
        about, way = f"place:{place.id}", (f"leave_out:{place.id}",)
        if not place.is_live:
            yield Refusal(
                Control.NOTHING_WHILE_SUSPENDED,
                f"{place.name} is suspended.",
                "Leave it out, or wait until it is in order again.",
                about=about,
                ways=way,
            )
        length = len(post.text if place.channel is Channel.NOTICEBOARD else signed(post.text, post.speaker))
        if length > place.longest_text:
            yield Refusal(
                Control.ONLY_OFFICIAL_ACCOUNTS,
                f"{place.name} takes at most {place.longest_text} characters; these are {length}.",
                "Shorten the words, or leave that place out.",
                about=about,
                ways=way,
            )
        if len(post.pictures) > place.most_pictures:
            yield Refusal(
                Control.ONLY_OFFICIAL_ACCOUNTS,
                f"{place.name} takes at most {place.most_pictures} pictures.",
                "Remove a picture, or leave that place out.",
                about=about,
                ways=way,
            )


def the_time_must_be_ahead(post: PostFacts, now: datetime) -> Iterator[Refusal]:
    if post.goes_out_at is not None and post.goes_out_at <= now:
        yield Refusal(
            Control.APPROVED_AS_IT_STANDS,
            "The time to go out has passed.",
            "Choose a new time, or let it go as soon as it is approved.",
            about="goes_out_at",
        )


def judgement_must_be_answered(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    """Each question is answered, and an answer that is not the usual one says why it is right all the same."""
    if post.is_notice:
        return
    answers = {(judged.question, judged.about): judged for judged in post.judged}
    for key, about, words in questions_to_ask(post, policy):
        judged = answers.get((key, about))
        if judged is None:
            yield Refusal(
                Control.JUDGEMENT_ANSWERED,
                f"Not answered: {words}",
                "Answer it; only a person can.",
                about=f"judgement:{key}:{about}",
            )
        elif judged.is_yes != usual_answer(policy, key) and not judged.why.strip():
            yield Refusal(
                Control.JUDGEMENT_ANSWERED,
                f"You said {'yes' if judged.is_yes else 'no'} to: {words}",
                "Say why it is right to publish it all the same, or change it.",
                about=f"judgement:{key}:{about}",
            )


def a_private_view_must_be_allowed(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    """What its author calls a private view is none of the school's, or says in the words that it is one."""
    said = [one.about for one in post.judged if one.is_yes and one.question == "opinion"]
    if not said or post.is_notice:
        return
    asked = {about for key, about, _words in questions_to_ask(post, policy) if key == "opinion"}
    own = [about for about in said if about in asked]
    if not own:
        return
    if policy.setting("personal_views_on_accounts") == "never":
        words = f"“{own[0]}” is a private view, and our accounts carry none."
        yield Refusal(Control.JUDGEMENT_ANSWERED, words, "Take it out, or sign for the school.", about="text")
    elif not SAYS_IT_IS_PRIVATE.search(post.text):
        words = f"“{own[0]}” is a private view, and the words do not say so."
        yield Refusal(
            Control.JUDGEMENT_ANSWERED,
            words,
            "Add: “This is a personal view, not the school’s.”",
            about="text",
        )


def usual_answer(policy: ResolvedPolicy, key: str) -> bool:
    """The answer that needs no reason: yes to "is everything fit?", no to what a machine suspects."""
    return any(question.key == key and question.fine == "yes" for question in policy.questions)


def outlives_new_words(key: str, about: str, words: str, policy: ResolvedPolicy) -> bool:
    """Whether an answer holds when title and text have become these words.

    One about pictures does, and one about a word that still stands there; the others have not judged these words.
    """
    if about:
        return about in words
    return key in (COVERS_HIDE, WORDS_READABLE, WHERE_TAKEN) or any(
        question.key == key and question.pictures_only for question in policy.questions
    )


def questions_for_the_author(post: PostFacts, policy: ResolvedPolicy) -> list[tuple[str, str, str]]:
    """Everything the page asks a person to judge: `questions_to_ask`, and what the pictures of this post ask for."""
    about_pictures = (question_about_covers, question_about_words, question_about_the_youngest)
    return [*questions_to_ask(post, policy), *(one for asks in about_pictures for one in asks(post))]


def questions_to_ask(post: PostFacts, policy: ResolvedPolicy) -> list[tuple[str, str, str]]:
    """What only a person can judge, as (key, words it is about, question): three, and what a machine suspects."""
    asked = [
        (question.key, "", question.words)
        for question in policy.questions
        if not question.pictures_only or post.has_pictures
    ]
    # An insult, or a side taken, is a view as well; whoever has judged the one need not be asked about the other.
    judged_as_more = {one.words for one in post.suspected if one.kind in ("offensive", "political")}
    seen: set[tuple[str, str]] = {("opinion", words) for words in judged_as_more}
    for suspected in post.suspected:
        if suspected.kind in SHOWN_ONLY or (suspected.kind, suspected.words) in seen:
            continue
        seen.add((suspected.kind, suspected.words))
        words = ASKED_ALONE.get(suspected.kind, "Is “{words}” right here?").format(words=suspected.words)
        asked.append((suspected.kind, suspected.words, words))
    return asked


def hints(post: PostFacts, policy: ResolvedPolicy, now: datetime) -> Iterator[Refusal]:
    """What is shown and stops nobody."""
    for suspected in post.suspected:
        if suspected.kind in SHOWN_ONLY:
            yield Refusal(
                Control.ACCESSIBLE_TO_ALL, f"“{suspected.words}” {suspected.why}", about="text", warning=True
            )
    if post.same_text_before is not None and now - post.same_text_before < timedelta(days=30):
        yield Refusal(
            Control.ONLY_OFFICIAL_ACCOUNTS,
            "The same words went out in the last 30 days.",
            "Change them if it is not a reminder.",
            about="text",
            warning=True,
        )
    yield from a_notice_must_go_another_way_too(post, policy)


# How families hear of something that stands on social media.
OTHER_ROUTES = ("email", "letter", "text_message", "told_in_school")


def a_notice_must_go_another_way_too(post: PostFacts, policy: ResolvedPolicy) -> Iterator[Refusal]:
    """What families need to know reaches those too who use no social media: a page of ours, or another way."""
    rule = policy.setting("other_route_for_notices")
    if post.objective != "parent_information" or rule == "off":
        return
    is_only_social = all(place.channel is Channel.SOCIAL for place in post.places)
    if rule == "must":
        if post.places and is_only_social and post.other_route not in OTHER_ROUTES:
            yield Refusal(
                Control.NOTICE_GOES_ANOTHER_WAY_TOO,
                "Not every family uses social media.",
                "Put it on the website too, or say how else they hear of it.",
                about="other_route",
                ways=("other_route",),
            )
    elif post.other_route not in OTHER_ROUTES:
        yield Refusal(
            Control.NOTICE_GOES_ANOTHER_WAY_TOO,
            "Not every family uses social media.",
            "Send this by e-mail or letter too.",
            about="objective",
            warning=True,
        )


def _by_strictness(policy: ResolvedPolicy, refusal: Refusal) -> Refusal:
    """The same refusal, as a warning where the policy only advises."""
    if policy.strictness(refusal.control) is Strictness.MUST:
        return refusal
    return Refusal(
        refusal.control, refusal.words, refusal.next_step, refusal.about, refusal.ways, warning=True
    )
