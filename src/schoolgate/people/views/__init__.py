"""Pages of people, calendars, signing in and setting up."""
