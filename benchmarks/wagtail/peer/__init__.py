"""A small Wagtail site with pages waiting in moderation; it runs in Wagtail's own environment."""
