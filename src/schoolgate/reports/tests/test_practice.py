"""How the policy is lived, in numbers: for governors, the trust and leaders, and without a name."""

from datetime import timedelta

import pytest
from django_scopes import scope

from schoolgate.duties.models import Duty
from schoolgate.kernel.permissions import Role
from schoolgate.people.models import Appointment
from schoolgate.policies.queries import current_policy
from schoolgate.reports.practice import duties_owed, signed_share, trained_share
from tests import make
from tests.cast import assemble
from tests.clauses.stage import adopt, read

pytestmark = pytest.mark.django_db
HOME = "/schools/oakfield/practice"
A_YEAR_AGO = make.NOW - timedelta(days=365)


@pytest.fixture
def cast(settings):
    settings.FIXED_NOW = make.NOW
    found = assemble()
    adopt(found, "ST")
    with scope(school=found.oakfield):
        yield found


def owe(cast, *, due, done=None, about=""):
    Duty.objects.create(
        school=cast.oakfield, key="duty.policy_review", what="Review", about=about,
        owed_by_role=Role.HEADTEACHER, due_at=due, done_at=done,
    )  # fmt: skip


def test_it_counts_what_is_open_late_and_done(cast):
    day = timedelta(days=1)
    owe(cast, due=make.NOW + day, about="a")
    owe(cast, due=make.NOW - day, about="b")
    owe(cast, due=make.NOW - day, done=make.NOW - day, about="c")
    owe(cast, due=make.NOW - 500 * day, done=make.NOW - 500 * day, about="d")
    policy = current_policy(cast.oakfield)
    [found] = [
        one
        for one in duties_owed(cast.oakfield, policy, make.NOW, A_YEAR_AGO)
        if one.title == "Policy review"
    ]
    assert (found.open, found.late, found.done) == (2, 1, 1)


def test_no_duty_is_called_by_its_key_where_no_clause_has_a_name_for_it(cast):
    for key in ("duty.older_posts_looked_through", "duty.nobody_knows_it"):
        Duty.objects.create(
            school=cast.oakfield, key=key, what="Look", owed_by_role=Role.HEADTEACHER, due_at=make.NOW
        )
    titles = [
        one.title for one in duties_owed(cast.oakfield, current_policy(cast.oakfield), make.NOW, A_YEAR_AGO)
    ]
    assert {"Older posts looked through after a no", "Other tasks"} <= set(titles)
    assert not [title for title in titles if title.startswith("duty.")]


def test_whoever_is_new_is_counted_as_owing(cast):
    policy = current_policy(cast.oakfield)
    before = signed_share(cast.oakfield, policy, make.NOW)
    make.make_person(cast.oakfield, Role.STAFF, forename="Nia", surname="Wold")
    after = signed_share(cast.oakfield, policy, make.NOW)
    assert (after.of, after.done) == (before.of + 1, before.done)
    trained = trained_share(cast.oakfield, make.NOW)
    assert 0 <= trained.done <= trained.of


def test_governors_trust_and_leaders_read_it_without_a_name(cast):
    for person in (cast.governor, cast.head):
        page = cast.browse_as(person).get(HOME)
        assert page.status_code == 200
        main = read(page.content.decode().partition("<main")[2].partition("</main")[0])
        assert "Read and signed" in main
        for somebody in (cast.head, cast.jo, cast.lee, cast.deputy):
            assert somebody.surname not in main


def test_others_do_not(cast):
    assert cast.browse_as(cast.jo).get(HOME).status_code == 403
    assert cast.browse_as(cast.stranger).get(HOME).status_code == 404


def test_it_takes_the_same_queries_with_thirty_people(cast, queries_do_not_grow):
    governor = cast.browse_as(cast.governor)

    def more(number):
        for _ in range(number):
            owe(cast, due=make.NOW, about=str(Duty.objects.count()))
            make.make_person(cast.oakfield, Role.STAFF)

    queries_do_not_grow(more, lambda: governor.get(HOME), at_most=25)


def test_the_trust_reads_the_share_of_each_school_and_a_school_does_not_find_it(cast):
    trustee = make.make_person(cast.oakfield, forename="Una", surname="Reed")
    Appointment.objects.create(
        person=trustee, role=Role.TRUSTEE, trust=cast.oakfield.trust, first_on=A_YEAR_AGO.date()
    )
    page = cast.browse_as(trustee).get(f"{HOME}/trust")
    main = read(page.content.decode().partition("<main")[2])
    assert cast.oakfield.name in main
    line = main.partition(cast.elmsgate.name)[2].partition(cast.oakfield.name)[0]
    assert "Signed:" in line
    assert "%: " in line
    assert cast.jo.surname not in main
    assert "across the trust" in cast.browse_as(trustee).get(HOME).content.decode()
    for other in (cast.head, cast.governor, cast.stranger):
        assert cast.browse_as(other).get(f"{HOME}/trust").status_code == 404
    assert "across the trust" not in cast.browse_as(cast.head).get(HOME).content.decode()


def test_a_school_of_the_trust_takes_no_more_queries_with_thirty_people(cast, queries_do_not_grow):
    trustee = make.make_person(cast.oakfield)
    Appointment.objects.create(
        person=trustee, role=Role.TRUSTEE, trust=cast.oakfield.trust, first_on=A_YEAR_AGO.date()
    )
    reader = cast.browse_as(trustee)

    def more(number):
        for _ in range(number):
            make.make_person(cast.oakfield, Role.STAFF)

    queries_do_not_grow(more, lambda: reader.get(f"{HOME}/trust"), at_most=40)
