"""Word lists as data. A policy adds to them with `WordLists.with_more`."""
