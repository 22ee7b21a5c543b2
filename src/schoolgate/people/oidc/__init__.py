"""Signing in with accounts that a trust keeps elsewhere: Google Workspace, Microsoft Entra, by OpenID Connect."""
