"""Where in the form's page a path stands."""

from practices.answers.declared import CONSENT, Leaf, shapes


def anchor_of(path: str) -> str:
    """The id of the element for a path: of the field itself, or of a row or a group as a whole."""
    name, *within = path.split(".")
    is_field = name == CONSENT or isinstance(shapes().get(name), Leaf) or len(within) > 1
    return f"id_{path}" if is_field else path
