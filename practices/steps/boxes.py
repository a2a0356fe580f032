"""Boxes to tick as a template shows them: the box of a main term before those of its parts."""

from dataclasses import dataclass, field

from django.forms.boundfield import BoundField, BoundWidget


@dataclass
class BoxGroup:
    """Boxes that belong together; `heading` where the term they are part of has none itself.

    `id` is that of the heading, or of the text at the main box.
    """

    id: str
    heading: str = ""
    main: BoundWidget | None = None
    boxes: list[BoundWidget] = field(default_factory=list)

    @property
    def is_named(self) -> bool:
        """Whether the boxes are parts of something."""
        return bool(self.boxes and (self.heading or self.main))


def box_groups(bound: BoundField) -> list[BoxGroup]:
    """The boxes of a field by main term; last those of no group."""
    made = {str(box.data["value"]): box for box in bound.subwidgets}
    found: list[BoxGroup] = []
    alone = BoxGroup("")
    for number, (key, below) in enumerate(bound.field.widget.choices):
        if isinstance(below, str):
            alone.boxes.append(made[key])
            continue
        name = f"{bound.auto_id}_group_{number}"
        boxes = [made[code] for code, _label in below]
        if boxes[0].choice_label == key:
            found.append(BoxGroup(name, main=boxes[0], boxes=boxes[1:]))
        else:
            found.append(BoxGroup(name, heading=key, boxes=boxes))
    return [*found, alone] if alone.boxes else found
