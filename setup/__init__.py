"""The set-up room: what `make` calls to install into the checkout. The standard library only, Python 3.11+."""
