"""What only a person can judge: asked once, answered, and read by whoever approves. Asked is not held."""

from html import unescape
from re import sub

from schoolgate.policies.loading import library
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.models import Post
from schoolgate.posts.queries import judged
from schoolgate.rules.policy import Meaning, Question
from schoolgate.rules.posts.content import questions_to_ask
from schoolgate.rules.posts.states import State
from schoolgate.rules.refusals import Control
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read

JUDGED = Control.JUDGEMENT_ANSWERED.value


@scene
def the_author_is_asked(stage: Stage) -> None:
    """Jo's post is not sent while the question is open; what it asks stands there with this clause, and the
    approver reads her answer."""
    question, meaning = _question_of(stage)
    post = stage.posting.draft()
    if question.pictures_only:
        stage.posting.put_in(post)
    asked = unescape(stage.page_as_sent(stage.cast.jo, "posts:edit", post_id=post.pk))
    asked = asked.partition('id="questions"')[2]
    assert question.words in read(asked), "the question is not asked"
    parts = (sub(r"<span[^>]*></span>", "", part) for part in asked.split("<p>"))
    line = next((part for part in parts if part.startswith(meaning.words)), "")
    assert stage.row.clause in line, f"“{meaning.words}” is not asked for {stage.row.clause}"
    _is_refused(stage, post, f"Not answered: {question.words}")
    unusual = Answer(question.key, is_yes=question.fine != "yes")
    stage.posting.answer(post)
    stage.does(answer_questions, stage.cast.jo, post, answers=[unusual])
    _is_refused(stage, post, f"You said {'no' if question.fine == 'yes' else 'yes'}")
    stage.posting.answer(post)
    stage.does(submit_post, stage.cast.jo, post)
    assert question.words in stage.page(stage.cast.head, "posts:approve", post_id=post.pk)
    stage.does(approve_post, stage.cast.head, post)
    post.refresh_from_db()
    assert post.state == State.APPROVED


@scene
def an_unsuitable_word_is_asked_about(stage: Stage) -> None:
    """A word of the list is marked and asked about by itself; a yes needs the reason why it is right."""
    word = stage.policy.setting("unsuitable_words")[0]
    post = stage.posting.draft(text=f"A morning with {word} for everyone.")
    question = next(one for one in _asked_about(stage, post) if word in one)
    assert question in stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    _is_refused(stage, post, f"Not answered: {question}")
    stage.told_of_the_clause()


@scene
def a_telephone_number_is_asked_about(stage: Stage) -> None:
    """A number or an address in the words is marked and asked about by itself."""
    for words in ("07700 900123", "oak@example.com"):
        post = stage.posting.draft(text=f"Ring Ivo about it: {words}.")
        stage.posting.answer(post)
        question = next(one for one in _asked_about(stage, post) if words in one)
        assert "a way to reach somebody" in question
        assert question in stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    stage.told_of_the_clause()


def _asked_about(stage: Stage, post: Post) -> list[str]:
    facts, policy = judged(stage.as_actor(stage.cast.jo), post)
    return [words for _key, about, words in questions_to_ask(facts, policy) if about]


def _question_of(stage: Stage) -> tuple[Question, Meaning]:
    """The question, and the part of it, that the library asks for this clause."""
    for question in library()["FS"].definitions.questions:
        for meaning in question.meanings:
            if stage.row.clause in meaning.clauses:
                return question, meaning
    raise AssertionError(f"no question is asked for {stage.row.clause}")


def _is_refused(stage: Stage, post: Post, says: str) -> None:
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    assert any(one.control == JUDGED and one.words.startswith(says) for one in found), says
