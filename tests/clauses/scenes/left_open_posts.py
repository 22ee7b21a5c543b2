"""What authors do with what they have posted."""

from datetime import timedelta

from schoolgate.duties.models import Duty
from schoolgate.official_accounts.models import AccountRecord
from schoolgate.posts.actions.deciding import submit_post
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.actions.own_posts import look_at_own_post
from schoolgate.posts.models import OwnLook, Post
from schoolgate.posts.publishing.asking_authors import ask_everybody
from schoolgate.posts.queries import judged
from schoolgate.rules.consents import Said
from schoolgate.rules.posts.content import questions_to_ask, usual_answer
from schoolgate.rules.staffing import uses_asked_by
from schoolgate.staffing.actions import answer_about_picture
from tests import make
from tests.clauses.posting import words_of
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def an_author_looks_through_own_posts(stage: Stage) -> None:
    """Jo's post of last year is still up: she is asked to keep it, write it anew or take it down, and says so."""
    post = stage.posting.approved()
    stage.time_passes()
    Post.objects.filter(pk=post.pk).update(up_at=stage.cast.now - timedelta(days=400))
    assert ask_everybody(stage.cast.now) == 1, "nobody is asked"
    assert stage.row.clause in stage.page(stage.cast.jo, "posts:own")
    assert "Look through your posts that are up" in stage.today(stage.cast.jo)
    assert look_at_own_post.why_not(stage.as_actor(stage.cast.lee), post, said="keep")
    page = stage.page(stage.cast.jo, "posts:own")
    for words in (post.heading, "Keep it", "Write it anew"):
        assert words in page
    stage.does(look_at_own_post, stage.cast.jo, Post.objects.get(pk=post.pk), said="keep")
    assert OwnLook.objects.get(post=post).looked_at == stage.cast.now
    assert "Look through your posts that are up" not in stage.today(stage.cast.jo)
    assert Duty.objects.get(key=stage.row.instance).done_at == stage.cast.now
    assert stage.is_cited()


@scene
def personal_details_are_asked_about(stage: Stage) -> None:
    """A home, a birthday, a telephone number and an e-mail address in the words: each is marked, asked alone, and
    nothing is sent until somebody answered."""
    details = ("14 Mill Lane", "Ivo's birthday", "07700 900123", "oak@example.com")
    for words in details:
        post = stage.posting.draft(text=f"About tomorrow: {words}.")
        facts, policy = judged(stage.as_actor(stage.cast.jo), post)
        [question] = [said for _key, about, said in questions_to_ask(facts, policy) if about]
        assert words in question
        found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
        assert any(question in one.words and not one.warning for one in found)
        assert question in stage.page(stage.cast.jo, "posts:edit", post_id=post.pk)
    stage.told_of_the_clause()


@scene
def a_private_view_says_that_it_is_one(stage: Stage) -> None:
    """Jo says that it is her own view: it is refused until the words say so, or where the school wants none at all."""
    text = "I think the new road is a mistake."
    post = _own_view(stage, text)
    may = stage.row.clause == "BE-144"
    says = "the words do not say so" if may else "our accounts carry none"
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), post)
    assert any(says in one.words and one.control == "gate.judgement_answered" for one in found), found
    told = f"{text} This is a personal view, not the school’s."
    stage.does(edit_post, stage.cast.jo, post, **words_of(post, text=told))
    found = submit_post.why_not(stage.as_actor(stage.cast.jo), _answered(stage, post))
    assert may != any("private view" in one.words for one in found)
    assert stage.is_cited("setting.personal_views_on_accounts")


def _own_view(stage: Stage, text: str) -> Post:
    return _answered(stage, stage.posting.draft(text=text))


def _answered(stage: Stage, post: Post) -> Post:
    """Jo answers everything as usual, and that what reads like an opinion is her own."""
    post = Post.objects.get(pk=post.pk)
    actor = stage.as_actor(stage.cast.jo)
    facts, policy = judged(actor, post)
    answers = [
        Answer(key, is_yes=usual_answer(policy, key) or key == "opinion", about=about, why="It is mine.")
        for key, about, _words in questions_to_ask(facts, policy)
    ]
    answer_questions(actor, post, answers=answers)
    return Post.objects.get(pk=post.pk)


@scene
def nobody_of_the_school_is_named_without_leave(stage: Stage) -> None:
    """A pupil's name without a yes is refused, with the name; a colleague's is asked about by itself until answered,
    and not once the colleague has agreed."""
    jo, lee = stage.cast.jo, stage.cast.lee
    make.make_pupil(stage.school, "Amara", "Okello")
    post = stage.posting.ready(text="Amara Okello won the cup.")
    stage.refuses(submit_post, jo, post, says="Amara Okello")
    words = f"Thanks to {lee.forename} {lee.surname} for the cup."
    asked = f"“{lee.forename} {lee.surname}” name somebody who works here"
    draft = stage.posting.draft(text=words)
    found = submit_post.why_not(stage.as_actor(jo), draft)
    assert any(asked in one.words and not one.warning for one in found), "the colleague is not asked about"
    assert asked in stage.page(jo, "posts:edit", post_id=draft.pk)
    stage.does(answer_about_picture, lee, lee, answers=dict.fromkeys(uses_asked_by("online"), Said.YES))
    found = submit_post.why_not(stage.as_actor(jo), draft)
    assert not any(asked in one.words for one in found)


@scene
def each_place_says_for_whom_it_is(stage: Stage) -> None:
    """Whoever writes chooses a place and reads beside it for whom it is; without one nothing is sent, and the choice
    stays with the post."""
    AccountRecord.objects.create(
        school=stage.school,
        account=stage.cast.facebook,
        came=AccountRecord.Came.FOUND,
        audience=["families", "public"],
    )
    jo = stage.cast.jo
    assert "Facebook (our pupils' families, everybody)" in stage.page(jo, "posts:new")
    nowhere = stage.posting.ready()
    nowhere.targets.all().delete()
    found = submit_post.why_not(stage.as_actor(jo), nowhere)
    assert any("No place is chosen" in one.words for one in found)
    post = stage.posting.ready(places=[stage.cast.facebook])
    assert [one.account for one in post.targets.all()] == [stage.cast.facebook]
    stage.does(submit_post, jo, post)
    assert "Facebook" in stage.page(jo, "posts:list")
    stage.told_of_the_clause()
