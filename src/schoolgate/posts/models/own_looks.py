"""An author looked again at a post of their own that is up."""

from django.db import models
from django_scopes import ScopedManager

from schoolgate.kernel.labels import Kind, TableLabel
from schoolgate.people.models import Person
from schoolgate.posts.models.posts import Post


class OwnLook(models.Model):
    """What its author said of a post that is up, on a day. Whatever came down needs none: that stands by itself."""

    class Said(models.TextChoices):
        KEEP = "keep", "It stays as it is"
        UPDATE = "update", "It is written anew"

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="own_looks")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=10, choices=Said.choices)
    looked_at = models.DateTimeField()

    objects = ScopedManager(school="post__school")
    label = TableLabel(
        purpose="Shows that authors look after what they have posted.",
        lawful_basis="public task",
        keeping="as the post",
        seen_by="staff of the school",
        fields={"said": Kind.DEED, "looked_at": Kind.DEED},
    )

    class Meta:
        indexes = [models.Index(fields=["post", "looked_at"], name="own_looks_newest")]

    def __str__(self) -> str:
        return f"look of its author at post {self.post_id}"
