"""Files that a stranger might send, made by code when a test needs them."""
