"""Pages of shared logins, leavers, suspected compromise, and visitors of a day."""
