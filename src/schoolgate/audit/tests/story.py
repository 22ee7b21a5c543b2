"""When and where the tests of the trail happen."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
SCHOOL = "school:1"
