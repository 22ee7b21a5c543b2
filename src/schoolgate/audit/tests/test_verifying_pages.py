"""Long logs are looked through a page at a time, and by several processes: the same is found."""

import pytest
from django.db import connection

from schoolgate.audit import checkpoints, pages, sequencing, triggers
from schoolgate.audit.findings import Kind
from schoolgate.audit.models import Event, EventDetail, Leaf
from schoolgate.audit.rows import PAGE, page_at
from schoolgate.audit.tests.story import LATER, NOW, SCHOOL
from schoolgate.audit.verifying import verify
from schoolgate.rules.merkle import Frontier, root_of, root_of_whole


@pytest.fixture
def long_log(write):
    """Two full pages and some more, with a checkpoint in the middle of a page and at the end."""
    events = write(PAGE + 100)
    sequencing.sequence(NOW)
    checkpoints.checkpoint(NOW)
    events += write(PAGE)
    sequencing.sequence(NOW)
    checkpoints.checkpoint(NOW)
    return events


def found(processes: int = 1) -> list[tuple[Kind, int | None]]:
    return [(one.kind, one.event_id) for one in verify(LATER, SCHOOL, processes=processes)]


@pytest.mark.django_db
class TestOneProcess:
    def test_a_log_of_several_pages_is_whole(self, long_log):
        assert found() == []

    def test_a_full_page_gives_the_root_of_its_tree(self, long_log):
        page = pages.check(SCHOOL, 0, page_at(SCHOOL, 0))
        leaves = [
            bytes(one) for one in Leaf.objects.order_by("index").values_list("leaf_hash", flat=True)[:PAGE]
        ]
        assert page.root == root_of(leaves) == root_of_whole(leaves)
        assert page.odd == ()

    @pytest.mark.parametrize("place", [0, 7, PAGE - 1, PAGE, PAGE + 100, 2 * PAGE + 50])
    def test_one_changed_event_is_found_wherever_it_stands(self, long_log, place):
        triggers.remove(connection)
        Event.objects.filter(pk=long_log[place].pk).update(subject_id="999")
        triggers.install(connection)
        assert found() == [(Kind.CHANGED, long_log[place].pk)]

    @pytest.mark.parametrize("place", [3, PAGE + 3])
    def test_changed_words_are_found(self, long_log, place):
        triggers.remove(connection)
        EventDetail.objects.filter(pk=long_log[place].pk).update(words='{"note":"Looks bad"}')
        triggers.install(connection)
        assert found() == [(Kind.CHANGED, long_log[place].pk)]

    def test_two_entries_that_changed_places_are_found(self, long_log):
        triggers.remove(connection)
        one, other = Leaf.objects.get(index=10), Leaf.objects.get(index=11)
        for index, leaf in ((999_999, one), (10, other), (11, one)):
            Leaf.objects.filter(pk=leaf.pk).update(index=index)
        triggers.install(connection)
        assert Kind.REWRITTEN in {kind for kind, _ in found()}

    def test_a_whole_tree_only_begins_at_its_own_place(self):
        tree = Frontier()
        tree.append(b"\x00" * 32)
        with pytest.raises(ValueError, match="cannot begin after 1"):
            tree.append_tree(b"\x00" * 32, 2)


class TestTwoProcesses:
    def test_they_find_what_one_finds(self, committed_database, write, monkeypatch):
        monkeypatch.setattr(pages, "PAGES_AT_ONCE", 1)
        events = write(2 * PAGE + 100)
        sequencing.sequence(NOW)
        checkpoints.checkpoint(NOW)
        assert found(processes=2) == []
        triggers.remove(connection)
        for place in (5, PAGE + 5, 2 * PAGE + 5):
            Event.objects.filter(pk=events[place].pk).update(subject_id="999")
        triggers.install(connection)
        expected = [(Kind.CHANGED, events[place].pk) for place in (5, PAGE + 5, 2 * PAGE + 5)]
        assert found(processes=2) == expected == found()
