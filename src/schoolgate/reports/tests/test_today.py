"""Today: what needs me, soonest first, in the same handful of queries whatever the data."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_scopes import scope

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from schoolgate.media.models import Picture
from schoolgate.people.desks import desk_of
from schoolgate.policies.queries import current_policy
from schoolgate.posts.models import (
    Approval,
    Delivery,
    Hand,
    JudgementAnswer,
    NoticeTemplate,
    Post,
    PostPicture,
    Release,
)
from schoolgate.reports import kinds
from schoolgate.reports.today import MOST, today
from schoolgate.rules.policy import approvers_for
from schoolgate.rules.policy.second_reader import ANY_TRAINED_COLLEAGUE
from schoolgate.rules.posts.states import State
from tests.cast import assemble
from tests.make import NOW, appoint, make_person, make_school

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    found = assemble()
    with scope(school=[found.oakfield, found.elmsgate]):
        yield found


def waiting_post(cast, *, hours: int = 5, school=None, author=None, **given) -> Post:
    return Post.objects.create(
        school=school or cast.oakfield,
        author=author or cast.jo,
        state=given.pop("state", State.WAITING),
        title=given.pop("title", "Sports day"),
        text="Words",
        digest="d",
        goes_out_at=NOW + timedelta(hours=hours),
        submitted_at=NOW,
        created_at=NOW,
        changed_at=NOW,
        **given,
    )


def a_picture(cast, number: int) -> Picture:
    return Picture.objects.create(
        school=cast.oakfield, stored_as=f"p{number}", width=4, height=3, sha256="s", size=1, added_at=NOW
    )


def lines(person) -> list[str]:
    return [row.what for group in today(desk_of(person, NOW))[0] for row in group.rows]


def test_an_approver_sees_it_and_its_author_does_not(cast):
    waiting_post(cast)
    assert lines(cast.head) == ["Approve: Sports day"]
    assert lines(cast.jo) == []


def test_whoever_touched_it_is_not_asked_to_decide(cast):
    Hand.objects.create(post=waiting_post(cast), version=1, person=cast.head, at=NOW)
    assert lines(cast.head) == []
    assert lines(cast.deputy) == ["Approve: Sports day"]


def test_a_post_that_came_back_waits_for_its_author(cast):
    waiting_post(cast, state=State.RETURNED)
    assert lines(cast.jo) == ["Put right: Sports day"]


def test_the_time_beside_a_post_that_came_back_says_that_it_was_to_go_out_then(cast):
    waiting_post(cast, state=State.RETURNED)
    at_once = waiting_post(cast, state=State.RETURNED, title="At once")
    Post.objects.filter(pk=at_once.pk).update(goes_out_at=None)
    [group] = today(desk_of(cast.jo, NOW))[0]
    assert {row.what: row.more for row in group.rows} == {
        "Put right: Sports day": "Sent back, meant to go out",
        "Put right: At once": "Sent back",
    }


def test_groups_come_in_order_and_the_soonest_first(cast):
    waiting_post(cast, hours=30, title="Tomorrow")
    waiting_post(cast, hours=2, title="Soon")
    Duty.objects.create(
        school=cast.oakfield,
        key="duty.x",
        what="Look through old posts",
        owed_by=cast.head,
        due_at=NOW - timedelta(days=1),
    )
    Duty.objects.create(
        school=cast.oakfield,
        key="duty.y",
        what="Some day",
        owed_by=cast.head,
        due_at=NOW + timedelta(days=40),
    )
    groups, _more = today(desk_of(cast.head, NOW))
    assert [group.name for group in groups] == ["Overdue", "Today", "This week", "Later"]
    assert lines(cast.head) == ["Look through old posts", "Approve: Soon", "Approve: Tomorrow", "Some day"]


def test_a_duty_of_a_post_waits_for_whoever_holds_it(cast):
    Duty.objects.create(
        school=cast.oakfield, key="duty.x", what="Check", owed_by_role=Role.DATA_PROTECTION_LEAD, due_at=NOW
    )
    assert lines(cast.dpo) == ["Check"]
    assert lines(cast.head) == []


def test_what_went_out_unread_is_looked_at_by_somebody_else(cast):
    post = waiting_post(cast, state=State.UP)
    Release.objects.create(
        post=post,
        digest="d",
        by=cast.jo,
        at=NOW,
        reason="Urgent",
        policy_digest="p",
        look_due_at=NOW + timedelta(hours=3),
    )
    assert lines(cast.lee) == ["Look at what went out unread: Sports day"]
    assert lines(cast.jo) == []


def test_another_schools_posts_are_not_mine(cast):
    waiting_post(cast, school=cast.elmsgate, author=cast.head_elsewhere)
    assert lines(cast.head) == []


def test_today_is_across_all_my_schools_and_names_them(cast):
    appoint(cast.head, Role.HEADTEACHER, cast.elmsgate)
    appoint(cast.safeguarding, Role.SAFEGUARDING_LEAD, cast.elmsgate)
    appoint(cast.dpo, Role.DATA_PROTECTION_LEAD, cast.elmsgate)
    other = make_person(cast.elmsgate, Role.STAFF)
    waiting_post(cast, title="Here")
    waiting_post(cast, title="There", school=cast.elmsgate, author=other)
    rows = [row for group in today(desk_of(cast.head, NOW))[0] for row in group.rows]
    assert {row.what for row in rows} == {"Approve: Here", "Approve: There"}
    assert any("Elmsgate" in row.more for row in rows)


def test_a_row_says_who_how_many_pictures_until_when_and_by_which_rule(cast):
    post = waiting_post(cast)
    for number in range(3):
        PostPicture.objects.create(post=post, picture=a_picture(cast, number))
    (group,) = today(desk_of(cast.head, NOW))[0]
    (row,) = group.rows
    assert (row.more, row.act, row.due_at) == ("3 pictures, by Jo Ash", "Look", NOW + timedelta(hours=5))
    assert row.clause.name == "A second pair of eyes"
    assert row.clause.words


def test_a_duty_cites_its_own_rule(cast):
    Duty.objects.create(
        school=cast.oakfield, key="gate.consent_for_every_use", what="Look", owed_by=cast.head, due_at=NOW
    )
    (group,) = today(desk_of(cast.head, NOW))[0]
    assert group.rows[0].clause.name == "A yes for every use"


def test_what_only_leaders_may_decide_is_asked_of_leaders(cast):
    post = waiting_post(cast)
    JudgementAnswer.objects.create(
        post=post, question="political", is_yes=True, why="x", answered_by=cast.jo, answered_at=NOW
    )
    policy = current_policy(cast.oakfield)
    asked = set(approvers_for(policy, controversial=True))
    may_lee = bool(asked & {"staff", ANY_TRAINED_COLLEAGUE})
    assert (lines(cast.lee) == ["Approve: Sports day"]) == may_lee
    assert lines(cast.head) == ["Approve: Sports day"]


def test_what_is_put_up_by_hand_waits_for_its_author_and_its_approver(cast):
    post = waiting_post(cast, state=State.APPROVED)
    Approval.objects.create(post=post, digest="d", by=cast.head, at=NOW, policy_digest="p")
    Delivery.objects.create(
        post=post,
        account=cast.facebook,
        digest="d",
        state=Delivery.State.ASKED,
        not_before=NOW,
        claimed_at=NOW,
    )
    assert lines(cast.jo) == lines(cast.head) == ["Put it up: Sports day"]
    assert lines(cast.lee) == []


def test_an_urgent_notice_waits_for_another_leader(cast):
    NoticeTemplate.objects.create(
        school=cast.oakfield, title="Closed", text="x", written_by=cast.deputy, written_at=NOW, digest="d"
    )
    assert lines(cast.head) == ["Approve an urgent notice: Closed"]
    assert lines(cast.deputy) == lines(cast.jo) == []


def test_more_than_a_page_says_so_and_shows_the_soonest(cast):
    for number in range(MOST + 5):
        waiting_post(cast, hours=number + 1, title=f"Post {number}")
    groups, has_more = today(desk_of(cast.head, NOW))
    assert has_more
    assert [row.what for group in groups for row in group.rows][:2] == ["Approve: Post 0", "Approve: Post 1"]
    assert sum(len(group.rows) for group in groups) == MOST


def test_the_page_says_when_nothing_needs_me(cast):
    page = cast.browse_as(cast.governor).get("/today").content.decode()
    assert "Nothing needs you." in page


def queries_of_the_page(cast, client) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get("/today").status_code == 200
    return len(captured)


def test_the_number_of_queries_does_not_grow_with_the_data(cast):
    client = cast.browse_as(cast.head)
    client.get("/today")
    for _ in range(3):
        waiting_post(cast)
    few = queries_of_the_page(cast, client)
    for number in range(27):
        waiting_post(cast, title=f"Post {number}")
        Duty.objects.create(
            school=cast.oakfield,
            key=f"duty.n{number}",
            what="Check",
            owed_by=cast.head,
            due_at=NOW,
            about=str(number),
        )
    for number in range(10):
        appoint(cast.head, Role.HEADTEACHER, make_school(cast.trust, f"School {number}"))
    assert queries_of_the_page(cast, client) == few
    assert few <= 9


def test_every_kind_of_thing_that_waits_is_said():
    rooms = Path(kinds.__file__).parents[1]
    given = set()
    for source in rooms.glob("*/waiting.py"):
        for one in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(one, ast.Call) and getattr(one.func, "id", "") == "as_waiting":
                given |= {each.value for each in one.args[1:2] if isinstance(each, ast.Constant)}
    assert len(given) > 20
    assert given <= set(kinds.KINDS)
