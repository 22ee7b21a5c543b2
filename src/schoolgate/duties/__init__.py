"""What someone must do by a time where nothing else in the program implies it."""
