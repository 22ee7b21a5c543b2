"""A picture deleted at once does not come back: no restore unpacks it, and of some no backup stays."""

import zipfile

from schoolgate.keeping.backing_up import throw_old_ones_away
from schoolgate.keeping.rotation import backups_in
from schoolgate.media.models import Picture
from schoolgate.media.showing import picture_store
from schoolgate.posts.actions.deleting import delete_compromising, report_as_sexual
from schoolgate.posts.models import Post, PostPicture
from schoolgate.posts.tests.going_out import approved_post, waiting_post
from schoolgate.rules.posts.states import State


def test_a_restore_leaves_it_out_with_every_copy_and_out_of_each_post(cast, machine, pupil):
    public, draft = approved_post(cast, pupils=(pupil,)), waiting_post(cast)
    machine.passes(minutes=1)
    picture = Picture.objects.get()
    PostPicture.objects.create(post=draft, picture=picture, alt="Amara in the garden")
    made = machine.backup()
    with zipfile.ZipFile(made) as packed:
        assert sum(name.startswith("media/") for name in packed.namelist()) == 2
    delete_compromising(cast.as_actor(cast.jo, now=machine.now), picture)
    machine.passes(minutes=1)
    restored = machine.restore(made)
    assert not [path for path in machine.settings.MEDIA_STORE.rglob("*.jpg") if path.is_file()]
    assert restored.trail_faults == ()
    picture.refresh_from_db()
    assert picture.removed_at is not None
    assert not PostPicture.objects.filter(post=draft).exists()
    assert Post.objects.get(pk=draft.pk).state == State.DRAFT
    assert PostPicture.objects.get(post=public).alt == ""
    assert not picture.appearances.exists()


def test_backups_that_may_hold_what_nobody_may_keep_go_once_a_newer_one_is_made(cast, machine, pupil):
    before = machine.backup()
    machine.passes(minutes=1)
    waiting_post(cast, pupils=(pupil,))
    Picture.objects.update(added_at=machine.now)
    holds_it = machine.backup()
    machine.passes(minutes=1)
    name = Picture.objects.get().stored_as
    report_as_sexual(cast.as_actor(cast.jo, now=machine.now), Picture.objects.get())
    machine.passes(minutes=1)
    assert name not in picture_store().names(cast.oakfield.pk)
    folder = machine.settings.BACKUP_DIR
    assert throw_old_ones_away(folder) == [], "there is no newer backup yet"
    newer = machine.backup()
    assert throw_old_ones_away(folder) == [holds_it]
    assert set(backups_in(folder)) == {before, newer}
