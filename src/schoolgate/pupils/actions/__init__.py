"""What changes about pupils, consents and the roll."""
