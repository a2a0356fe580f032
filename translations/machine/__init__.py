"""Machine translation, where an operator has set it up; nothing needs it."""

from translations.machine.filling import fill
from translations.machine.router import MachineError, available

__all__ = ["MachineError", "available", "fill"]
