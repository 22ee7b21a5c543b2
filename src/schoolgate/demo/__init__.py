"""The demonstration trust: five invented schools, one for each starting policy."""
