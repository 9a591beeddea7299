"""One step of a script, read from its table."""

from dataclasses import replace
from decimal import Decimal
from typing import get_args

from giftgoal.catalogue import Catalogue
from giftgoal.documents.tables import Mistakes, Table, decimal, one_of, text, whole
from giftgoal.domain.gifts import MICRO, Gift, Gifter, Platform, gifter_named
from giftgoal.scripts.names import made_up
from giftgoal.scripts.priced import read_choice, read_gift
from giftgoal.scripts.readers import some_span, span
from giftgoal.scripts.script import (
    MAX_STEPS,
    Choice,
    Crowd,
    Giving,
    RestoreStep,
    ScriptStep,
    UndoStep,
    end_of,
)

MAX_GIFTERS = 10_000
"""The most gifters in one crowd."""

Place = tuple[int, int]
"""Where a step comes in the play: its time, and its place in the file among equal times."""

_REF = text(40)


class StepReader:
    """Reads the steps of one script in their order; what is wrong goes to `mistakes`."""

    def __init__(self, catalogue: Catalogue, mistakes: Mistakes) -> None:
        self._catalogue = catalogue
        self._mistakes = mistakes
        # How many steps were read, to name those that their author did not name.
        self._count = 0
        # When the step before is over: what `after` counts from.
        self._end_before = 0
        # The gifts that have a name, where they first arrive.
        self._named: dict[str, tuple[Place, Giving]] = {}
        # What takes back or restores, with its line: looked at when all gifts are known.
        self._backward: list[tuple[int, Place, UndoStep | RestoreStep]] = []

    def read(self, table: Table) -> ScriptStep:
        """Read the next step."""
        self._count += 1
        kinds = [kind for kind in ("crowd", "undo", "restore") if kind in table]
        if len(kinds) > 1:
            table.known(*kinds)
            table.wrong(kinds[1], f"this step has both {kinds[0]} and {kinds[1]}", "one of them")
        step = self._read(table, kinds[0] if kinds else "gift", self._start(table))
        table.finish()
        self._end_before = end_of(step)
        return step

    def finish(self) -> None:
        """Check what only the whole script shows."""
        for line, place, step in self._backward:
            named = self._named.get(step.ref)
            found = (
                f'"{step.ref}" is to be {"undone" if isinstance(step, UndoStep) else "restored"}'
            )
            if named is None:
                expected = "a name that a gift has as its ref or streak"
                self._mistakes.add(line, f"{found}, but no gift is called that", expected)
            elif named[0] > place:
                expected = f"a place after it, and a time from {named[0][0] / 1000:g}s on"
                self._mistakes.add(line, f"{found} before it is given", expected)

    def _read(self, table: Table, kind: str, start: int) -> ScriptStep:
        match kind:
            case "crowd":
                return self._crowd(table, start)
            case "undo":
                return self._takes_back(table, UndoStep(start, table.get("undo", _REF, "")), kind)
            case "restore":
                restore = RestoreStep(start, table.get("restore", _REF, ""))
                return self._takes_back(table, restore, kind)
            case _:
                return self._giving(table, start)

    def _start(self, table: Table) -> int:
        if "at" in table and "after" in table:
            table.wrong("after", "this step has both at and after", "one of them")
        at = table.get("at", span, 0)
        after = table.get("after", span, 0)
        return at if "at" in table else self._end_before + after

    def _takes_back(self, table: Table, step: UndoStep | RestoreStep, key: str) -> ScriptStep:
        if step.ref:
            place = (step.at_ms, self._count)
            self._backward.append((table.line_of(key), place, step))
        return step

    def _giving(self, table: Table, start: int) -> ScriptStep:
        gift = replace(
            read_gift(table, self._catalogue),
            gifter=_gifter(table),
            platform=table.get("platform", one_of(*get_args(Platform)), ""),
            message=table.get("message", text(500, empty=True), ""),
            goal=table.get("goal", text(), ""),
        )
        giving = Giving(
            start,
            f"~{self._count}",
            gift,
            over_ms=table.get("over", some_span, 0),
            every_ms=table.get("every", some_span, 0),
            times=table.get("times", whole(1, MAX_STEPS), 1),
        )
        _check_repetition(table, giving)
        return self._with_name(table, giving)

    def _with_name(self, table: Table, giving: Giving) -> Giving:
        """Give a step the name that its author chose: a gift's own, or its streak's."""
        ref = table.get("ref", _REF, "")
        streak = table.get("streak", _REF, "")
        if ref and streak:
            table.wrong("ref", "this step has both ref and streak", "one of them: both name it")
        if (ref and "every" in table) or (streak and ("every" in table or "over" in table)):
            key = "streak" if streak else "ref"
            other = "every" if "every" in table else "over"
            table.wrong(key, f"{key} and {other} do not go together", "one of them")
        if streak:
            return self._report(table, replace(giving, ref=streak), streak)
        if ref:
            giving = replace(giving, ref=ref)
            if ref in self._named:
                table.wrong("ref", f'two gifts are called "{ref}"', "a name of its own")
            self._named[ref] = ((giving.start_ms, self._count), giving)
        return giving

    def _report(self, table: Table, giving: Giving, streak: str) -> Giving:
        """Check a report against the streak's first one, for what would be refused in playing."""
        giving = replace(giving, gift=replace(giving.gift, streak=streak))
        place = (giving.start_ms, self._count)
        before, first = self._named.setdefault(streak, (place, giving))
        same = (giving.gift.name, giving.gift.gifter) == (first.gift.name, first.gift.gifter)
        if first.gift.streak != streak:
            table.wrong("streak", f'a gift is called "{streak}" already', "a name of its own")
        elif not same:
            expected = "the gift and the gifter that it began with"
            table.wrong("streak", f'streak "{streak}" is of another gift or gifter', expected)
        elif place < before:
            self._named[streak] = (place, giving)
        return giving

    def _crowd(self, table: Table, start: int) -> ScriptStep:
        lasts = table.get("crowd", some_span, 1)
        rate = table.get("rate", decimal(Decimal(0), Decimal(60_000)), Decimal(1))
        if "rate" not in table:
            table.wrong("crowd", "this crowd has no rate", "rate = 40, in gifts a minute")
        like = 'mix = [{ gift = "Rose", weight = 1 }]'
        choices = table.tables("mix", like=like)
        mix = tuple(read_choice(choice, self._catalogue) for choice in choices)
        if not table.values.get("mix"):
            table.wrong("mix", "this crowd has nothing to give", like)
        nothing = Choice(Gift("", Gifter(), "", 1, MICRO), 1)
        gifts = max(1, int(rate * lasts / 60_000))
        return Crowd(start, f"~{self._count}", lasts, gifts, _crowd_of(table), mix or (nothing,))


def _gifter(table: Table) -> Gifter:
    name = table.get("from", text(), "")
    key = table.get("from_id", text(200), "")
    return Gifter(key, name) if key else gifter_named(name)


def _crowd_of(table: Table) -> tuple[str, ...]:
    if not isinstance(table.values.get("gifters"), list):
        return made_up(table.get("gifters", whole(1, MAX_GIFTERS), 50))
    names = table.items("gifters", text())
    if not table.values["gifters"]:
        table.wrong("gifters", "there is nobody in this crowd", "names, or how many")
    return names or made_up(1)


def _check_repetition(table: Table, giving: Giving) -> None:
    for there, missing in (("every", "times"), ("times", "every")):
        if there in table and missing not in table:
            table.wrong(there, f"this step has {there} but not {missing}", "both or neither")
    if giving.over_ms and giving.gift.count == 1:
        table.wrong("over", "one piece cannot grow into a streak", "count = 2 or more, or no over")
