"""What changes logins, leavers, suspected compromise and codes of a day."""

from schoolgate.credentials.actions import days, keeping, leaving, opening, suspecting

__all__ = ["days", "keeping", "leaving", "opening", "suspecting"]
