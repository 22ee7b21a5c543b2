"""The folder that the management system writes to each night, and every file that was seen in it."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import School
from schoolgate.pupils.models.roll import RollImport


class RollFolder(models.Model):
    """Whether a school's folder is watched, and what becomes of a file that was taken in."""

    class Afterwards(models.TextChoices):
        LEAVE = "leave", "Leave it where it is"
        MOVE = "move", "Move it into the folder “done”"

    school = models.OneToOneField(School, on_delete=models.CASCADE, related_name="roll_folder")
    is_watched = models.BooleanField(default=False)
    afterwards = models.CharField(max_length=10, choices=Afterwards.choices, default=Afterwards.MOVE)
    changed_at = models.DateTimeField()

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Takes in what the management system exports each night.",
        lawful_basis="public task",
        keeping="as long as the school uses the program",
        seen_by="the office",
        fields={
            "afterwards": Kind.NOT_PERSONAL,
            "changed_at": Kind.NOT_PERSONAL,
        },
    )

    def __str__(self) -> str:
        return f"folder of school {self.school_id}"


class FolderFile(models.Model):
    """A file that stood in the folder: still growing, taken in, or broken. Known again by its digest."""

    class State(models.TextChoices):
        GROWING = "growing", "Still being written"
        WAITS = "waits", "Waits until the file before it is confirmed"
        TAKEN = "taken", "Taken in"
        SAME = "same", "Taken in before"
        BROKEN = "broken", "Could not be read"

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="folder_files")
    name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField(default=0)
    written_at = models.DateTimeField()
    digest = models.CharField(max_length=64, blank=True, default="")
    state = models.CharField(max_length=10, choices=State.choices, default=State.GROWING)
    problem = models.CharField(max_length=30, blank=True, default="")
    problem_about = models.CharField(max_length=80, blank=True, default="")
    roll_import = models.ForeignKey(RollImport, null=True, on_delete=models.SET_NULL, related_name="+")
    applied = models.JSONField(default=dict, blank=True)
    seen_at = models.DateTimeField()
    read_by_a_person_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager(school="school")
    label = TableLabel(
        purpose="Shows what the folder did, and takes no file in twice.",
        lawful_basis="public task",
        keeping="one year",
        seen_by="the office",
        fields={
            "name": Kind.WORDS,
            "written_at": Kind.NOT_PERSONAL,
            "digest": Kind.NOT_PERSONAL,
            "state": Kind.NOT_PERSONAL,
            "problem": Kind.NOT_PERSONAL,
            "problem_about": Kind.NOT_PERSONAL,
            "applied": Kind.NOT_PERSONAL,
            "seen_at": Kind.NOT_PERSONAL,
            "read_by_a_person_at": Kind.DEED,
        },
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name", "written_at"], name="one_line_a_folder_file")
        ]

    def __str__(self) -> str:
        return f"folder file {self.pk}"
