"""What the keeper and the domain refuse, as problems. The one table between the two."""

from giftgoal.askers import Stopping
from giftgoal.domain.errors import (
    Invalid,
    KeyReused,
    NotFound,
    PossibleDuplicate,
    Refusal,
    StreakMismatch,
    UnknownGoal,
)
from giftgoal.ledger import DiskFull, LedgerError
from giftgoal.wire import problems
from giftgoal.wire.body import Mistake, shown
from giftgoal.wire.gifts import gift_out
from giftgoal.wire.problems import Problem


def problem_of(refusal: Refusal | LedgerError | Stopping) -> Problem:
    """Return the problem that tells of a refusal."""
    said = f"{refusal}."
    match refusal:
        case Invalid(field=field, found=found, expected=expected):
            return problems.invalid([Mistake(field, shown(found), expected)])
        case NotFound():
            return Problem(problems.NOT_FOUND, said)
        case UnknownGoal(goal=goal, field=field):
            mistake = {"field": field, "found": shown(goal), "expected": "the id of an open goal"}
            return Problem(problems.UNKNOWN_GOAL, said, mistake)
        case KeyReused():
            return Problem(problems.KEY_REUSED, said)
        case StreakMismatch():
            return Problem(problems.STREAK_MISMATCH, said)
        case PossibleDuplicate(other=other):
            detail = f"{said} Send it again with confirm to count it too."
            return Problem(problems.POSSIBLE_DUPLICATE, detail, {"other": gift_out(other)})
        case DiskFull():
            detail = "Nothing was counted. Free some space and send it again."
            return Problem(problems.DISK_FULL, detail)
        case LedgerError():
            return Problem(problems.LEDGER, said)
        case _:
            return Problem(
                problems.STOPPING, "Send it again in a moment.", {}, {"Retry-After": "2"}
            )
