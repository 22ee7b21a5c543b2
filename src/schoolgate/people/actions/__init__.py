"""What changes people, their posts, their sessions, schools and their calendars."""

from schoolgate.people.actions import appointing, calendars, opening, signing_in, standing_in

__all__ = ["appointing", "calendars", "opening", "signing_in", "standing_in"]
