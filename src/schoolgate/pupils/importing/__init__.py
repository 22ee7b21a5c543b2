"""Reading a roll: a school's own export becomes pupils, with a sentence for everything that is not right in it.

`reading` finds the rows of a file, `columns` says what they mean, `rows` makes pupils of them, `differences`
compares them with the roll here. Nothing in this room writes to the database.
"""
