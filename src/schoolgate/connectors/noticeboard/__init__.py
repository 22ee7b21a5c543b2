"""The school's own noticeboard. Showing a post there is a row that the caller writes, so nothing leaves this
machine: the connector only says where the post is then seen, and looks whether it is gone."""

from schoolgate.connectors.noticeboard.noticeboard import Noticeboard, connector

__all__ = ["Noticeboard", "connector"]
