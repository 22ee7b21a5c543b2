"""A post as a Wagtail page: a title and words."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class PostPage(Page):
    """Words for families."""

    words = models.TextField()
    content_panels = [*Page.content_panels, FieldPanel("words")]
