"""Keeping an installation: backups, restoring, upgrading, the never-forget journal, health, leaving with everything."""
