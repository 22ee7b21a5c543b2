"""The real third-party systems, each started on this machine only, on a free port, and ended with its children."""
