"""Whom the policy binds, which posts it wants held, and who answers for whom."""
