"""Who writes for an account, named by the headteacher with days."""

from datetime import timedelta

from schoolgate.official_accounts.actions import end_naming, name_for_account
from schoolgate.official_accounts.models import AccountPerson, OfficialAccount
from schoolgate.people.models import Person
from schoolgate.posts.actions.deciding import submit_post
from tests import make
from tests.clauses.scenes import scene
from tests.clauses.stage import Stage, read

TODAY = make.NOW.date()


@scene
def only_the_named_write_for_the_account(stage: Stage) -> None:
    """Nobody is named for Facebook: Jo cannot send a post there. The headteacher names her, and she can."""
    _nobody_is_named(stage, stage.cast.facebook)
    _not_named_then_named(stage, stage.cast.facebook)


@scene
def only_the_named_write_for_the_website(stage: Stage) -> None:
    """The same for the website: others write a draft, but only those named send it there."""
    _nobody_is_named(stage, stage.cast.website)
    _not_named_then_named(stage, stage.cast.website)


@scene
def named_by_name_with_days(stage: Stage) -> None:
    """The account's page tells who was named, for what, for which days and by whom; after that it is over."""
    account = stage.cast.facebook
    _nobody_is_named(stage, account)
    _name(stage, account, stage.cast.jo, last_on=TODAY + timedelta(days=30))
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=account.pk)
    assert "Jo Ash writes for it · since" in page
    assert "named by Sam Hale" in page
    assert "until" in page
    assert stage.row.clause in page
    stage.does(end_naming, stage.cast.head, AccountPerson.objects.get(account=account), last_on=TODAY)
    _not_on(stage, account)


@scene
def an_administrator_drafts_and_sends(stage: Stage) -> None:
    """Jo looks after Facebook: she writes there, her posts are listed as hers, and others do not write there."""
    account = stage.cast.facebook
    _name(stage, account, stage.cast.jo, does="administrator")
    post = stage.posting.ready(stage.cast.jo, places=[account])
    stage.does(submit_post, stage.cast.jo, post)
    assert "Jo Ash" in read(stage.page_as_sent(stage.cast.head, "posts:post", post_id=post.pk))
    others = stage.posting.ready(stage.cast.lee, places=[account])
    stage.refuses(submit_post, stage.cast.lee, others, says="not among those who write for Facebook")
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=account.pk)
    assert "Jo Ash looks after it" in page
    assert stage.row.clause in page


@scene
def the_website_has_named_people(stage: Stage) -> None:
    """The website stands in the register; without a name its page warns, with one it tells who and since when."""
    website = stage.cast.website
    _nobody_is_named(stage, website)
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=website.pk)
    assert "Nobody is named for this account yet." in page
    _name(stage, website, stage.cast.jo, does="administrator")
    page = stage.page(stage.cast.head, "official_accounts:account", account_id=website.pk)
    assert "Jo Ash looks after it · since" in page
    assert stage.row.clause in page


def _nobody_is_named(stage: Stage, account: OfficialAccount) -> None:
    AccountPerson.objects.filter(account=account).delete()
    account.named = []
    account.save(update_fields=["named"])


def _name(
    stage: Stage, account: OfficialAccount, person: Person, does: str = "writer", **days: object
) -> None:
    stage.does(
        name_for_account, stage.cast.head, account, person=person.pk, does=does, first_on=TODAY, **days
    )


def _not_named_then_named(stage: Stage, account: OfficialAccount) -> None:
    post = stage.posting.ready(places=[account])
    stage.refuses(submit_post, stage.cast.jo, post, says=f"Nobody is named yet to write for {account.name}")
    _name(stage, account, stage.cast.lee)
    stage.refuses(submit_post, stage.cast.jo, post, says="not among those who write")
    _name(stage, account, stage.cast.jo)
    stage.does(submit_post, stage.cast.jo, post)


def _not_on(stage: Stage, account: OfficialAccount) -> None:
    account.refresh_from_db()
    assert not any(one.holds_on(TODAY + timedelta(days=1)) for one in account.named_for())
