"""Asking somebody senior first, confirming words on a topic that divides people, and reaching families otherwise."""

import pytest

from schoolgate.audit.models import Event
from schoolgate.kernel.actions import Refused
from schoolgate.policies.actions import adopt_policy, override_setting
from schoolgate.policies.queries import policy_to_adopt
from schoolgate.posts.actions.asking import answer_first, ask_first
from schoolgate.posts.actions.deciding import approve_post, submit_post
from schoolgate.posts.actions.judging import Answer, answer_questions
from schoolgate.posts.models import Post
from schoolgate.posts.queries import judged
from schoolgate.posts.tests.compose_page import edit, page_of, typed, words_of
from schoolgate.posts.tests.writing import draft
from schoolgate.rules.policy.adoption import PaperSignature
from schoolgate.rules.posts.content import questions_to_ask, usual_answer
from tests import make

HOLDS = "gate.open_question_holds"


def in_order(cast, *, controversial=False, **given):
    """A post by Jo that only has to be sent."""
    post = draft(cast, **given)
    actor = cast.as_actor(cast.jo)
    facts, policy = judged(actor, post)
    answers = []
    for key, about, _words in questions_to_ask(facts, policy):
        unusual = controversial and key == "could_harm"
        usual = usual_answer(policy, key)
        answers.append(
            Answer(key, is_yes=usual ^ unusual, about=about, why="It is about the road." * unusual)
        )
    answer_questions(actor, post, answers=answers)
    return Post.objects.get(pk=post.pk)


def refused(do):
    with pytest.raises(Refused) as found:
        do()
    return {one.control for one in found.value.refusals}


def test_a_post_waits_until_its_question_is_answered(cast):
    post = in_order(cast)
    jo, head = cast.as_actor(cast.jo), cast.as_actor(cast.head)
    ask_first(jo, post, words="May we say this about the road?")
    assert refused(lambda: submit_post(jo, post)) == {HOLDS}
    answer_first(head, post, answer="Yes, as agreed with the council.")
    submit_post(jo, post)
    post.refresh_from_db()
    assert (post.answered_by, post.answered_at) == (cast.head, make.NOW)
    types = list(
        Event.objects.filter(type__startswith="post.asked").order_by("pk").values_list("type", flat=True)
    )
    assert types == ["post.asked_about", "post.asked_answered"]


def test_a_question_asked_while_it_waits_holds_the_approval(cast):
    post = in_order(cast)
    submit_post(cast.as_actor(cast.jo), post)
    ask_first(cast.as_actor(cast.jo), post, words="Wait: is the date right?")
    assert refused(lambda: approve_post(cast.as_actor(cast.head), post)) == {HOLDS}


def test_who_may_not_answer(cast):
    post = in_order(cast)
    ask_first(cast.as_actor(cast.deputy), post, words="May we say this?")
    assert refused(lambda: answer_first(cast.as_actor(cast.deputy), post, answer="Yes.")) == {HOLDS}
    assert refused(lambda: answer_first(cast.as_actor(cast.jo), post, answer="Yes.")) == {HOLDS}
    assert refused(lambda: answer_first(cast.as_actor(cast.volunteer), post, answer="Yes."))
    assert refused(lambda: answer_first(cast.as_actor(cast.head), post, answer=" ")) == {"gate.state"}
    post.refresh_from_db()
    assert post.has_an_open_question


def test_one_question_at_a_time_and_no_empty_one(cast):
    post, jo = in_order(cast), cast.as_actor(cast.jo)
    assert refused(lambda: ask_first(jo, post, words=" ")) == {"gate.state"}
    ask_first(jo, post, words="May we?")
    assert refused(lambda: ask_first(jo, post, words="And this?")) == {"gate.state"}
    assert Event.objects.filter(type="post.asked_about").count() == 1


def test_asked_and_answered_on_pages(cast):
    post = in_order(cast)
    jo, head = cast.browse_as(cast.jo), cast.browse_as(cast.head)
    home = f"/schools/oakfield/posts/{post.pk}"
    assert "Ask somebody senior first" in page_of(jo, home)
    assert jo.post(f"{home}/ask", {"words": "May we say this?"}).status_code == 302
    assert "Not answered yet." in page_of(cast.browse_as(cast.volunteer), home)
    today = head.get("/today", follow=True).content.decode()
    assert "Answer a question about a post: We grew beans." in today
    assert head.post(f"{home}/answer", {"answer": "Yes."}).status_code == 302
    assert "Answer a question" not in head.get("/today", follow=True).content.decode()
    assert "May we say this?" in page_of(jo, home)
    assert cast.browse_as(cast.head_elsewhere).get(f"{home}/ask").status_code == 404


def test_on_a_topic_that_divides_people_a_senior_leader_decides_twice(cast):
    post = in_order(cast, controversial=True)
    submit_post(cast.as_actor(cast.jo), post)
    assert HOLDS in refused(lambda: approve_post(cast.as_actor(cast.lee), post, wording_confirmed=True))
    assert refused(lambda: approve_post(cast.as_actor(cast.head), post)) == {HOLDS}
    head = cast.browse_as(cast.head)
    address = f"/schools/oakfield/posts/{post.pk}/approve"
    assert "The words are right for a topic" in page_of(head, address)
    assert head.post(address, {}).status_code == 409
    assert head.post(address, {"wording_confirmed": "on"}).status_code == 302
    post.refresh_from_db()
    assert post.state == "approved"


def test_an_ordinary_post_is_decided_once(cast):
    post = in_order(cast)
    submit_post(cast.as_actor(cast.jo), post)
    page = page_of(cast.browse_as(cast.head), f"/schools/oakfield/posts/{post.pk}/approve")
    assert "The words are right for a topic" not in page
    approve_post(cast.as_actor(cast.head), post)


def test_where_the_school_only_wants_a_warning_nothing_is_held(cast):
    policy = policy_to_adopt(cast.oakfield, "BE")
    head = cast.as_actor(cast.head)
    roles = policy.setting("policy_signatories")
    signed = [PaperSignature(role, "Una Reed", make.NOW.date()) for role in roles]
    checks = policy.setting("adoption_checks")
    adopt_policy(head, cast.oakfield, code="BE", checks=checks, on_paper=signed)
    override_setting(head, cast.oakfield, setting=HOLDS, value="warn", reason="We talk in the staff room.")
    post = in_order(cast, objective=policy.setting("post_objectives")[0])
    ask_first(cast.as_actor(cast.jo), post, words="May we?")
    submit_post(cast.as_actor(cast.jo), post)


@pytest.fixture
def all_saints(cast):
    policy = policy_to_adopt(cast.oakfield, "AS")
    signed = [
        PaperSignature(role, "Una Reed", make.NOW.date()) for role in policy.setting("policy_signatories")
    ]
    head = cast.as_actor(cast.head)
    adopt_policy(head, cast.oakfield, code="AS", checks=policy.setting("adoption_checks"), on_paper=signed)
    override_setting(
        head,
        cast.oakfield,
        setting="post_objectives",
        value=["parent_information", "engagement"],
        reason="Families need notices.",
    )
    make.let_write(cast.oakfield)


def test_what_families_need_to_know_does_not_go_on_social_media_alone(cast, all_saints):
    jo = cast.as_actor(cast.jo)
    notice = {"objective": "parent_information", "places": [cast.facebook.pk]}
    post = in_order(cast, **notice)
    assert refused(lambda: submit_post(jo, post)) == {"gate.notice_goes_another_way_too"}
    by_letter = in_order(cast, other_route="letter", text="School closes at two.", **notice)
    submit_post(jo, by_letter)
    both = in_order(cast, **{**notice, "places": [cast.facebook.pk, cast.website.pk]}, text="Closed today.")
    submit_post(jo, both)


def test_the_author_says_on_the_page_how_else_families_hear_of_it(cast, all_saints):
    jo = cast.browse_as(cast.jo)
    post = in_order(cast, objective="parent_information", places=[cast.facebook.pk])
    assert "How do families hear of it" in words_of(page_of(jo, edit(post)))
    jo.post(edit(post), typed(post, other_route="email", do="save"))
    post.refresh_from_db()
    assert post.other_route == "email"
    other = in_order(cast, objective="engagement", places=[cast.facebook.pk], text="A fair!")
    assert "How do families hear of it" not in words_of(page_of(jo, edit(other)))
