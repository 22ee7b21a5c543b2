"""Bringing a post on its way when its time has come: each place is claimed, handed to a person, or refused."""

from datetime import datetime

from django.conf import settings
from django_scopes import scope

from schoolgate.connectors import connector_for
from schoolgate.connectors.contract import Connector, Surroundings
from schoolgate.kernel.actions import Refused
from schoolgate.kernel.actor import Actor, clock
from schoolgate.official_accounts.models import OfficialAccount
from schoolgate.posts import noticeboard
from schoolgate.posts.actions.deciding import hold_post
from schoolgate.posts.actions.publishing import claim_delivery, hand_over_delivery, refuse_delivery
from schoolgate.posts.models import Post
from schoolgate.posts.publishing.queries import places_to_start
from schoolgate.rules.posts.states import WILL_GO_OUT
from schoolgate.rules.refusals import Control, Refusal


def connector_of(account: OfficialAccount) -> Connector:
    """The platform of this account, as this installation may call it."""
    surroundings = Surroundings(
        allow_loopback=settings.MAY_CALL_THIS_MACHINE, look_at_own=noticeboard.look_at_own
    )
    return connector_for(account.connector, surroundings)


def start(post_id: int, now: datetime) -> None:
    """Bring one post on its way to every place it has not gone to. Safe to run twice."""
    post = Post._base_manager.select_related("school__trust").get(pk=post_id)
    if post.goes_out_at is not None and post.goes_out_at > now:
        return
    actor = clock(post.school, now)
    with scope(school=post.school):
        for target in places_to_start(post):
            _start_at(actor, post, target.account)


def _start_at(actor: Actor, post: Post, account: OfficialAccount) -> None:
    begin = claim_delivery if connector_of(account).by_machine else hand_over_delivery
    try:
        begin(actor, post, account_id=account.pk)
    except Refused as refused:
        _do_without(actor, post, account, refused.refusals)


def _do_without(actor: Actor, post: Post, account: OfficialAccount, refusals: tuple[Refusal, ...]) -> None:
    """What stands against it: a stop is waited for, a suspended place is left out, anything else holds the post."""
    controls = {refusal.control for refusal in refusals}
    if Control.STATE in controls:
        return  # Somebody was quicker.
    because = " ".join(refusal.words for refusal in refusals)
    evidence = tuple(sorted(control.value for control in controls))
    is_suspended = account.standing != OfficialAccount.Standing.LIVE
    if controls == {Control.NOTHING_WHILE_SUSPENDED} and not is_suspended:
        return
    post.refresh_from_db()
    try:
        if controls != {Control.NOTHING_WHILE_SUSPENDED} and post.state in WILL_GO_OUT:
            hold_post(actor, post, because=because, controls=evidence)
        else:
            refuse_delivery(actor, post, account_id=account.pk, because=because, controls=evidence)
    except Refused:
        return  # It was changed or decided otherwise meanwhile.
