"""What can be wrong with the demonstration files."""


class DemonstrationError(Exception):
    """A file says what the models do not know; the message names file, field and reason."""
