"""What cannot be read, said so that the editor knows what would be right."""


class Refused(ValueError):
    """The file is no text that can be read; the message says why, and what to do instead."""
