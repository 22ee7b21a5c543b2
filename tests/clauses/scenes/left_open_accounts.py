"""What keeps an official account alive: people, time, and somebody who sees that it fell silent."""

from datetime import timedelta

from schoolgate.official_accounts.actions import change_record
from schoolgate.posts.models import Delivery
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage


@scene
def an_account_has_people_and_time_and_silence_is_flagged(stage: Stage) -> None:
    """The record says who looks after it and what time they have, the review shows it again; half a year without a post
    is the first thing that leaders read of it."""
    head, account = stage.cast.head, stage.cast.facebook
    given = "Jo Ash, an hour each Friday"
    stage.does(change_record, head, account, time_given=given, silent_after_days=60)
    page = stage.page(head, "official_accounts:account", account_id=account.pk)
    assert given in page
    assert str(stage.cast.jo) in page
    stage.posting.approved(places=[account])
    stage.time_passes()
    Delivery.objects.filter(account=account).update(sent_at=stage.cast.now - timedelta(days=180))
    assert "No post for 180 days" in stage.page(head, "official_accounts:accounts")
    review = stage.page(head, "official_accounts:review", account_id=account.pk)
    assert given in review
    assert stage.row.clause in review
