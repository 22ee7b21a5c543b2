"""Until when something is kept: whole years, counted as people count them."""

from datetime import date

# The law: a complaint about data is acknowledged within 30 days.
ACKNOWLEDGED_WITHIN_DAYS = 30


def day_before_which(today: date, years: int) -> date:
    """What happened before this day has been kept for so many years; 29 February counts as 28."""
    try:
        return today.replace(year=today.year - years)
    except ValueError:
        return today.replace(year=today.year - years, day=28)
