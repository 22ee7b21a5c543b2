"""Posts: drafted, checked, approved by a second person, published once, and taken down with proof."""
