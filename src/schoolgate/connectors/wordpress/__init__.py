"""A school's own WordPress website, by its REST interface and an application password."""

from schoolgate.connectors.wordpress.wordpress import WordPress, connector

__all__ = ["WordPress", "connector"]
