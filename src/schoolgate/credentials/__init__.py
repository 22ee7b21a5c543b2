"""Shared logins in a vault, leavers, suspected compromise, and visitors who sign for a day."""
