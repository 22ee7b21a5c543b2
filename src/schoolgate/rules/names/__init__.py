"""Finding pupils' names in the text of a post, in every form in which a person would be recognised."""

from schoolgate.rules.names.facts import Form, NameFound, RollName, StaffName

__all__ = ["Form", "NameFound", "RollName", "StaffName"]
