"""One kind of page: words."""
