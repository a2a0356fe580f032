"""Who does what next."""

from tests.practices.walk.mishaps import Mishaps
from tests.practices.walk.union import Union

# By name; what is named more often is done more often.
STEPS = (
    *["begin"] * 3,
    *["write"] * 6,
    *["write_in_an_old_tab"] * 5,
    *["write_with_the_script"] * 3,
    *["choose"] * 4,
    *["press_a_row_button"] * 2,
    *["fill_in"] * 2,
    *["send_to_the_union"] * 6,
    *["act"] * 4,
    *["take_up_again"] * 2,
    *["look_around"] * 2,
    *["trespass"] * 2,
    *["send_after_the_session_has_ended"] * 3,
    "send_nonsense",
    "look_at_queue",
    *["decide"] * 6,
    *["approve_to_the_end"] * 2,
    *["decide_on_what_was_there"] * 3,
    *["remark"] * 3,
    "assign",
    "open_editor",
    *["save_in_editor"] * 2,
    "publish_in_editor",
    "unpublish",
    "press_wagtails_buttons",
)


class Walker(Mishaps, Union):
    """Takes steps; after each, all that must hold is checked."""

    def step(self) -> None:
        """Do one thing, if there is anything to do it to."""
        self.taken.append(self.random.choice(STEPS))
        getattr(self, self.taken[-1])()
        self.truth.check()
