"""What lies open for a while is gone afterwards, also when the power was."""

from schoolgate.keeping.backing_up import make_backup
from schoolgate.keeping.scratch import clear_away, scratch
from schoolgate.keeping.starting import finish_what_was_begun
from schoolgate.keeping.upgrading import upgrade


def left_by_a_power_cut(machine):
    """A database in the open, a backup that is no whole one, and the copy of an upgrade that had not begun."""
    for name in (".backup-0f3a", ".upgrade-77ab"):
        (machine.root / name).mkdir()
        (machine.root / name / "database").write_bytes(b"pupils")
    (machine.settings.BACKUP_DIR / "schoolgate-20260101T020000Z.part").write_bytes(b"pupils")
    (machine.root / "before-the-upgrade.draft").write_bytes(b"pupils")


def lying(machine) -> list[str]:
    found = [*machine.root.iterdir(), *machine.settings.BACKUP_DIR.iterdir()]
    signs = (".backup-", ".upgrade-", "before-the-upgrade")
    return sorted(one.name for one in found if one.name.startswith(signs) or one.suffix == ".part")


def test_it_is_there_for_as_long_as_somebody_works_in_it_and_gone_afterwards(machine):
    with scratch("backup") as room:
        (room / "database").write_bytes(b"pupils")
        clear_away()
        with scratch("upgrade") as other:
            assert lying(machine) == sorted([room.name, other.name])
        assert (room / "database").exists()
    assert lying(machine) == []


def test_the_next_start_clears_away_what_a_power_cut_left_open(machine):
    left_by_a_power_cut(machine)
    finish_what_was_begun()
    assert not any(name.startswith(".") for name in lying(machine))


def test_the_next_backup_and_the_next_upgrade_clear_away_the_rest(machine, cast):
    left_by_a_power_cut(machine)
    make_backup(machine.settings.BACKUP_DIR, machine.now)
    assert lying(machine) == ["before-the-upgrade.draft"]
    assert not upgrade(machine.now, lambda words: None)
    assert lying(machine) == []
