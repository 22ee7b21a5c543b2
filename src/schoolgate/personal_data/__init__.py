"""What is held about a person: given to them, put right, taken out, kept no longer than it may be."""
