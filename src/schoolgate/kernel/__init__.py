"""Actions, who may, and why not: the small clever part that every state change goes through."""
