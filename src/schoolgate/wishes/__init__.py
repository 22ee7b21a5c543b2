"""Who asked not to be filmed, for whatever reason: told to whoever takes pictures, kept only as long as needed."""
