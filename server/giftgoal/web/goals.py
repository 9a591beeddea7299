"""Goals: opening, editing, resetting and closing them."""

from starlette.responses import Response

from giftgoal.domain.board import Board
from giftgoal.domain.commands import CloseGoal, EditGoal, OpenGoal, ResetGoal
from giftgoal.domain.views import goal_view
from giftgoal.web.calls import Ask, Call, json
from giftgoal.wire.goals import GoalIn, GoalOut, GoalPatch, GoalsOut, goal_out


async def get_goals(ask: Ask) -> Response:
    """List the open goals."""
    board = ask.parts.keeper.board
    return json(GoalsOut(goals=[_goal(board, id_) for id_ in board.goals]))


async def post_goal(ask: Ask) -> Response:
    """Open a goal."""
    said: GoalIn = ask.body
    id_ = ask.parts.new_id()
    answer = await ask.parts.keeper.ask(OpenGoal(id_, said.settings()), ask.by.person)
    return json(_goal(answer.board, id_), 201)


async def patch_goal(ask: Ask) -> Response:
    """Change what was said of a goal; never its progress."""
    said: GoalPatch = ask.body
    answer = await ask.parts.keeper.ask(EditGoal(ask.id, said.changes()), ask.by.person)
    return json(_goal(answer.board, ask.id))


async def reset_goal(ask: Ask) -> Response:
    """Start a new run of a goal."""
    answer = await ask.parts.keeper.ask(ResetGoal(ask.id), ask.by.person)
    return json(_goal(answer.board, ask.id))


async def delete_goal(ask: Ask) -> Response:
    """Close a goal."""
    await ask.parts.keeper.ask(CloseGoal(ask.id), ask.by.person)
    return Response(status_code=204)


def _goal(board: Board, id_: str) -> GoalOut:
    return goal_out(goal_view(board.goals[id_], board.real.progress[id_]))


_PATH = "/api/goals/{id}"

CALLS = (
    Call("GET", "/api/goals", "moderator", get_goals, "List the goals", gives=GoalsOut),
    Call(
        "POST",
        "/api/goals",
        "owner",
        post_goal,
        "Open a goal",
        takes=GoalIn,
        gives=GoalOut,
        statuses=(201,),
    ),
    Call(
        "PATCH",
        _PATH,
        "owner",
        patch_goal,
        "Edit a goal",
        takes=GoalPatch,
        gives=GoalOut,
    ),
    Call("DELETE", _PATH, "owner", delete_goal, "Close a goal", statuses=(204,)),
    Call(
        "POST",
        _PATH + "/reset",
        "owner",
        reset_goal,
        "Start a new run of a goal",
        gives=GoalOut,
    ),
)
