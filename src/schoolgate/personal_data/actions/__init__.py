"""What changes what is held about a person, by verb."""
