"""The roll, families, consents for each use, the restricted list, and withdrawal."""
