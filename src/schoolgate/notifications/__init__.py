"""E-mails to people: each sent once, kept short, without a word about a pupil."""
