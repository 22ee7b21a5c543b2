"""Families' own pages: a link by e-mail, no account, the answers for their children."""
