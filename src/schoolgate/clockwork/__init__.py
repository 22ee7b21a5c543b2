"""What happens without a person: follow-ups of events, and the ticks of the clock."""
