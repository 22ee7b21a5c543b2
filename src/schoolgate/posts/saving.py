"""Everything somebody typed on the page is saved first, each kind by its own action and only where it changed."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict

from schoolgate.kernel.actions import AlreadyDone
from schoolgate.kernel.actor import Actor
from schoolgate.kernel.permissions import Permission
from schoolgate.media.models import Appearance
from schoolgate.posts.actions.drafting import draft_post, edit_post
from schoolgate.posts.actions.judging import answer_questions
from schoolgate.posts.actions.picturing import describe_pictures, name_adult, name_pupils, take_name_off
from schoolgate.posts.composing import Composed, Typed, composed
from schoolgate.posts.forms.composing import ComposeForm, Judgement, PictureForm, QuestionForm
from schoolgate.posts.models import JudgementAnswer, Post, PostPicture, PostTarget
from schoolgate.posts.who import ids_in
from schoolgate.rules.posts.content import outlives_new_words
from schoolgate.rules.posts.facts import Judged
from schoolgate.rules.posts.states import State


@dataclass
class Sent:
    """The page as it was sent: its forms, bound."""

    data: QueryDict
    page: Composed
    words: ComposeForm
    pictures: list[PictureForm]
    questions: list[QuestionForm] = field(default_factory=list)

    def is_valid(self) -> bool:
        """Whether every field can be read; what it says is for the gate."""
        forms = (self.words, *self.pictures, *self.questions)
        return sum(form.is_valid() for form in forms) == len(forms)

    def ticked(self, picture: PostPicture) -> set[str]:
        """The chips ticked for this picture."""
        return set(self.data.getlist(f"who-{picture.pk}"))

    def was_named(self, picture: PostPicture) -> set[str]:
        """The chips of those who were named when the page was made."""
        return set(self.data.get(f"named-{picture.pk}", "").split())

    def typed(self) -> Typed:
        """What stands on the screen, for judging it unsaved."""
        sent = [form for form in self.pictures if form.was_sent]
        return Typed(
            words=self.words.given(),
            pictures={form.picture.pk: form.changes() for form in sent},
            ticked={form.picture.pk: self.ticked(form.picture) for form in sent},
            judged=tuple(
                Judged(answer.question, answer.is_yes, answer.why, answer.about)
                for form in self.questions
                if (answer := form.answer_given()) is not None and not self.has_lapsed(form)
            ),
        )

    def has_lapsed(self, form: QuestionForm) -> bool:
        """Whether this answer came with the page and the words it judged have changed on the screen since."""
        post, said = self.page.post, self.words.cleaned_data
        if post is None or not form.is_valid() or not form.stands_as_it_came():
            return False
        if (said.get("title"), said.get("text")) == (post.title, post.text):
            return False
        words = f"{said.get('title', '')}\n{said.get('text', '')}"
        return not outlives_new_words(form.question.key, form.question.about, words, self.page.policy)


def sent(request: HttpRequest, page: Composed) -> Sent:
    """Bind every form of the page to what was sent."""
    judged = judgements_of(page.post)
    return Sent(
        data=request.POST,
        page=page,
        words=ComposeForm(request.POST, page=page),
        pictures=[PictureForm.of(one.of, request.POST) for one in page.pictures],
        questions=[
            QuestionForm.of(one, judged.get((one.key, one.about)), request.POST) for one in page.questions
        ],
    )


def judgements_of(post: Post | None) -> dict[tuple[str, str], Judgement]:
    """The answers that are saved."""
    if post is None:
        return {}
    return {
        (one.question, one.about): Judgement(one.is_yes, one.why)
        for one in JudgementAnswer.objects.filter(post=post)
    }


def save_all(actor: Actor, request: HttpRequest, given: Sent) -> Post:
    """Save what was typed and return the post. Raises Refused where it may not be changed.

    An answer that the page came with holds only while the words it judged are the same.
    """
    return _save(actor, request, given, with_people=True)


def save_by_itself(actor: Actor, request: HttpRequest, given: Sent) -> Post:
    """Save the words, the descriptions and the answers.

    Who is ticked waits for a button: the page lists them apart, and a visitor may be typed by half.
    """
    return _save(actor, request, given, with_people=False)


def keeps_itself(actor: Actor, post: Post | None) -> bool:
    """Whether what is typed is kept without a button: in a draft of one's own, of which nothing was decided."""
    return post is None or (post.author_id == actor.person_id and post.state in (State.DRAFT, State.RETURNED))


def _save(actor: Actor, request: HttpRequest, given: Sent, *, with_people: bool) -> Post:
    """The answers last: what is asked depends on the words and on who is shown."""
    post = _save_words(actor, given)
    _save_pictures(actor, post, given)
    if with_people:
        _save_people(actor, post, given)
    _save_answers(actor, request, post, given)
    return post


def _save_words(actor: Actor, given: Sent) -> Post:
    said, post = given.words.given(), given.page.post
    if post is None:
        key = given.words.cleaned_data["form_key"]
        try:
            return draft_post(actor, actor.school, form_key=key, **said).subject
        except AlreadyDone as before:
            # Its answer never came back, and the page went on as a new one.
            post = Post.objects.select_related("school__trust", "author").get(pk=before.subject_id)
    now = {name: getattr(post, name) for name in said if name != "places"}
    now["places"] = places_of(post)
    if {**said, "places": set(said["places"])} != {**now, "places": set(now["places"])}:
        edit_post(actor, post, **said)
    return post


def places_of(post: Post) -> tuple[int, ...]:
    """The ids of the accounts it goes to."""
    return tuple(PostTarget.objects.filter(post=post).values_list("account_id", flat=True))


def _save_pictures(actor: Actor, post: Post, given: Sent) -> None:
    said = [form.said() for form in given.pictures if form.was_sent and form.changes()]
    if said:
        describe_pictures(actor, post, said=said)


def _save_people(actor: Actor, post: Post, given: Sent) -> None:
    for shown in given.page.pictures:
        picture = shown.of
        if f"named-{picture.pk}" not in given.data:
            continue
        ticked, was_named = given.ticked(picture), given.was_named(picture)
        here = {chip.value: chip for chip in shown.named}
        for value in was_named - ticked:
            if value in here:
                take_name_off(actor, post, appearance=here[value].shown)
        fresh = ticked - set(here)
        pupils = ids_in(fresh, "pupil")
        if pupils and actor.may(Permission.PUPIL_NAME):
            name_pupils(actor, post, picture=picture.pk, pupils=pupils)
        for person in ids_in(fresh, "person"):
            name_adult(actor, post, picture=picture.pk, person=person, agreed=person == actor.person_id)
        _save_adults(actor, post, picture, given, here)


def _save_adults(actor: Actor, post: Post, picture: PostPicture, given: Sent, here: dict[str, Any]) -> None:
    """Whether grown-ups agreed, and a visitor whose name was typed."""
    asked = set(given.data.get(f"asked-{picture.pk}", "").split())
    agreed = set(given.data.getlist(f"agreed-{picture.pk}"))
    ticked = given.ticked(picture)
    for value in asked & ticked & set(here):
        chip = here[value]
        if chip.has_agreed != (value in agreed):
            people = ids_in([value], "person")
            name_adult(
                actor,
                post,
                picture=picture.pk,
                person=people[0] if people else None,
                visitor="" if people else chip.name,
                agreed=value in agreed,
            )
    visitor = given.data.get(f"visitor-{picture.pk}", "").strip()[:120]
    if visitor:
        name_adult(
            actor,
            post,
            picture=picture.pk,
            visitor=visitor,
            agreed=bool(given.data.get(f"visitor-agreed-{picture.pk}")),
            **_how_a_visitor_agreed(given.data, picture.pk),
        )


def _how_a_visitor_agreed(data: QueryDict, picture: int) -> dict[str, str]:
    """By word or in writing, and who heard it. A paper of which it is not said where it lies counts as told."""
    words = data.get(f"visitor-heard-{picture}", "").strip()[:120]
    is_written = data.get(f"visitor-how-{picture}") == Appearance.Agreed.WRITTEN and bool(words)
    how = Appearance.Agreed.WRITTEN if is_written else Appearance.Agreed.SPOKEN
    return {"agreed_how": how, "agreed_words": words}


def _save_answers(actor: Actor, request: HttpRequest, post: Post, given: Sent) -> None:
    now = judgements_of(post)
    as_they_came = {form.prefix for form in given.questions if form.stands_as_it_came()}
    answers = []
    for form in sent(request, composed(actor, post)).questions:
        answer = form.answer_given() if form.is_valid() else None
        if answer is None or form.prefix in as_they_came:
            continue
        if now.get((answer.question, answer.about)) != Judgement(answer.is_yes, answer.why):
            answers.append(answer)
    if answers:
        answer_questions(actor, post, answers=answers)
