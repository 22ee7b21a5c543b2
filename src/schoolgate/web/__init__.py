"""The shell: the door of every page, forms that are one action, base templates and components."""
