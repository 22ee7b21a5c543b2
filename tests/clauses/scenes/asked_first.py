"""A question to somebody senior, a topic that divides people, and notices that go another way too."""

from schoolgate.posts.actions.asking import answer_first, ask_first
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.models import Post
from schoolgate.posts.queries import judged
from schoolgate.rules.posts.content import questions_to_ask, usual_answer
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def it_waits_until_it_was_talked_over(stage: Stage) -> None:
    """Jo asks the headteacher about a draft: it cannot be sent until the answer is written down, which is kept."""
    jo, head = stage.cast.jo, stage.cast.head
    post = stage.posting.ready()
    stage.does(ask_first, jo, post, words="May we say this about the road?")
    stage.refuses(submit_post, jo, post, says="has not answered yet")
    stage.does(answer_first, head, post, answer="Yes, as agreed with the council.")
    stage.does(submit_post, jo, Post.objects.get(pk=post.pk))
    page = stage.page(head, "posts:post", post_id=post.pk)
    assert "Yes, as agreed with the council." in page


@scene
def a_senior_leader_decides_what_could_divide_people(stage: Stage) -> None:
    """Jo says that the topic could divide people: a colleague cannot approve it, a named senior leader can."""
    post = _controversial(stage)
    stage.refuses(
        approve_post, stage.cast.lee, post, says="A post on a controversial topic", wording_confirmed=True
    )
    stage.does(approve_post, stage.cast.deputy, post, wording_confirmed=True)


@scene
def the_approver_confirms_the_wording(stage: Stage) -> None:
    """On such a topic the approver is told, and confirms the words before the post is approved."""
    post = _controversial(stage)
    page = stage.page(stage.cast.head, "posts:approve", post_id=post.pk)
    assert "It is about the road." in page
    assert "The words are right for a topic" in page
    stage.refuses(approve_post, stage.cast.head, post, says="this topic could divide people")
    stage.does(approve_post, stage.cast.head, post, wording_confirmed=True)


@scene
def a_notice_reaches_those_without_social_media(stage: Stage) -> None:
    """What families need to know does not go on social media alone: by letter as well, or on the website."""
    stage.sets("post_objectives", ["parent_information", "engagement"])
    given = {"objective": "parent_information", "places": [stage.cast.facebook]}
    post = stage.posting.ready(text="School closes at two today.", **given)
    stage.refuses(submit_post, stage.cast.jo, post, says="Not every family uses social media")
    by_letter = stage.posting.ready(text="The gate on Mill Lane is shut.", other_route="letter", **given)
    stage.does(submit_post, stage.cast.jo, by_letter)
    places = [stage.cast.facebook, stage.cast.website]
    both = stage.posting.ready(text="No swimming this week.", **{**given, "places": places})
    stage.does(submit_post, stage.cast.jo, both)


def _controversial(stage: Stage) -> Post:
    """A post by Jo that waits, of which she says that it could divide people."""
    post = stage.posting.ready()
    actor = stage.as_actor(stage.cast.jo)
    facts, policy = judged(actor, post)
    answers = []
    for key, about, _words in questions_to_ask(facts, policy):
        usual = usual_answer(policy, key)
        unusual = key == "could_harm"
        answers.append(
            Answer(key, is_yes=usual ^ unusual, about=about, why="It is about the road." * unusual)
        )
    answer_questions(actor, post, answers=answers)
    stage.does(submit_post, stage.cast.jo, Post.objects.get(pk=post.pk))
    return Post.objects.get(pk=post.pk)
