"""The documentation that is made from the code."""

import pytest
from django.core.management import CommandError, call_command

from schoolgate.kernel.actions import ACTIONS
from schoolgate.reports.generated.tables import table


@pytest.fixture
def made(tmp_path):
    call_command("docs", "--into", str(tmp_path), verbosity=0)
    return tmp_path


def test_every_action_role_state_and_event_has_its_line(made):
    actions = (made / "actions.md").read_text()
    assert all(f"`{action.name}`" in actions for action in ACTIONS.values())
    assert "| headteacher | yes |" in (made / "roles.md").read_text()
    assert "waiting --> approved: approve" in (made / "states.md").read_text()
    assert "| `post.approved` | Post approved | `approve_post` |" in (made / "events.md").read_text()
    assert "`second_reader`" in (made / "settings.md").read_text()


def test_made_twice_it_is_the_same(made, tmp_path_factory):
    again = tmp_path_factory.mktemp("again")
    call_command("docs", "--into", str(again), verbosity=0)
    assert {path.name: path.read_text() for path in made.iterdir()} == {
        path.name: path.read_text() for path in again.iterdir()
    }


def test_a_page_that_is_as_the_code_says_passes_and_an_old_one_is_named(made):
    call_command("docs", "--check", "--into", str(made), verbosity=0)
    (made / "roles.md").write_text("# Roles of last year\n")
    (made / "forgotten.md").write_text("")
    with pytest.raises(CommandError, match=r"roles\.md, forgotten\.md\. Run `schoolgate docs`"):
        call_command("docs", "--check", "--into", str(made), verbosity=0)


def test_a_bar_in_a_cell_does_not_break_a_table():
    assert table(("a", "b"), [("x | y", "two\nlines")]) == "| a | b |\n|---|---|\n| x \\| y | two lines |"
