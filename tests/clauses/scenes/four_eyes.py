"""Two people for every post, and what goes out is what was agreed."""

from datetime import timedelta

from schoolgate.audit.models import Event
from schoolgate.posts.actions.deciding import approve_post, look_at_release, release_post, submit_post
from schoolgate.posts.actions.drafting import edit_post
from schoolgate.posts.actions.publishing import claim_delivery
from schoolgate.posts.models import Approval, Delivery, Post, Release
from schoolgate.rules.posts.states import State
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage

NOT_APPROVED = "The content is not what was approved"


@scene
def a_colleague_reads_it_first(stage: Stage) -> None:
    """A deputy writes a post: she cannot approve it herself, a colleague can."""
    author = stage.cast.deputy
    post = stage.posting.waiting(author)
    stage.refuses(approve_post, author, post, says="You wrote or edited this post")
    stage.does(approve_post, stage.cast.head, post)
    post.refresh_from_db()
    assert post.state == State.APPROVED


@scene
def an_unread_post_has_a_reason_and_is_looked_at(stage: Stage) -> None:
    """Nobody is there to read along: it goes out with a reason, and waits to be looked at by somebody else."""
    post = stage.posting.ready()
    without = release_post.why_not(stage.as_actor(stage.cast.jo), post, reason="")
    assert [one.words for one in without] == ["There is no reason why nobody reads it first."]
    stage.does(release_post, stage.cast.jo, post, reason="Everybody else is on the trip.")
    stage.time_passes()
    post.refresh_from_db()
    assert post.state == State.UP
    release = Release.objects.get(post=post)
    assert release.look_due_at > stage.cast.now
    assert "Look at what went out unread" in stage.today(stage.cast.lee)
    assert "Look at what went out unread" not in stage.today(stage.cast.jo)
    assert look_at_release.why_not(stage.as_actor(stage.cast.jo), release)
    stage.does(look_at_release, stage.cast.lee, release)
    assert stage.is_cited("setting.second_reader"), "nothing says that a reader is only asked where possible"


@scene
def nothing_goes_out_that_nobody_approved(stage: Stage) -> None:
    """A post is in order and sent, but nobody agreed: the clock cannot publish it, nor after a later change."""
    place = {"account_id": stage.cast.noticeboard.pk}
    post = stage.posting.waiting()
    stage.refuses(claim_delivery, stage.clock, post, says=NOT_APPROVED, **place)
    stage.does(approve_post, stage.cast.head, post)
    _change(stage, post, "The summer fair starts at three.")
    stage.refuses(claim_delivery, stage.clock, post, says=NOT_APPROVED, **place)
    stage.posting.answer(post)
    stage.does(submit_post, stage.cast.jo, post)
    stage.does(approve_post, stage.cast.head, post)
    stage.time_passes()
    assert Delivery.objects.get(post=post).state == Delivery.State.UP


@scene
def a_leader_agrees_to_exactly_this(stage: Stage) -> None:
    """A teacher cannot agree to it, a senior leader can; when a word changes, that yes is gone."""
    post = stage.posting.waiting()
    stage.refuses(
        approve_post, stage.cast.lee, post, says="approved here by the headteacher or senior leader"
    )
    stage.does(approve_post, stage.cast.deputy, post)
    _change(stage, post, "The summer fair starts at three.")
    stage.refuses(claim_delivery, stage.clock, post, says=NOT_APPROVED, account_id=stage.cast.noticeboard.pk)


@scene
def whoever_agreed_is_on_record(stage: Stage) -> None:
    """Without a yes it stays here; the yes that lets it out says who gave it and when."""
    post = stage.posting.waiting()
    stage.refuses(claim_delivery, stage.clock, post, says=NOT_APPROVED, account_id=stage.cast.noticeboard.pk)
    stage.does(approve_post, stage.cast.head, post)
    given = Approval.objects.get(post=post)
    assert (given.by, given.at, given.digest) == (stage.cast.head, stage.cast.now, post.digest)
    assert str(stage.cast.head) in stage.page(stage.cast.jo, "posts:post", post_id=post.pk)
    assert Event.objects.filter(type="post.approved", subject_id=str(post.pk)).count() == 1


@scene
def another_time_goes_back_to_be_read(stage: Stage) -> None:
    """It was agreed for Thursday; Jo moves it to Friday, and it has to be agreed to again."""
    thursday = stage.cast.now + timedelta(days=2)
    post = stage.posting.approved(goes_out_at=thursday)
    assert post.state == State.APPROVED
    _change(stage, post, post.text, goes_out_at=thursday + timedelta(days=1))
    post.refresh_from_db()
    assert post.state == State.DRAFT
    assert not Approval.objects.filter(post=post, withdrawn_at__isnull=True).exists()
    stage.told_of_the_clause()


def _change(stage: Stage, post: Post, text: str, **given: object) -> None:
    said = {
        "text": text,
        "objective": post.objective,
        "single_pupil_reason": post.single_pupil_reason,
        "places": [stage.cast.noticeboard.pk],
        **given,
    }
    stage.does(edit_post, stage.cast.jo, post, **said)
    post.refresh_from_db()
