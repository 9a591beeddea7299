"""Values that never change: what a board, an event and a command are made of."""

from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make a dataclass that nothing may change, with slots.

    What keeps it so is the type checker. `dataclass(frozen=True)` would have Python keep it so,
    and then making one costs a call for each field: a tenth of all that a gift costs.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)
