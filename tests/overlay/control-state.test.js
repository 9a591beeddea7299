import assert from "node:assert/strict";
import { test } from "node:test";
import * as queues from "../../overlay/control/queue.js";
import { lastOwn, rowsOf } from "../../overlay/control/rows.js";
import {
  arranged,
  budgets,
  giftersToOffer,
  isOwner,
  reduce,
  toFront,
} from "../../overlay/control/state.js";
import { live, wire } from "./control-fixtures.js";

/** @param {import("../../overlay/control/state.js").State} state @param {any} frame */
const heard = (state, frame) => reduce(state, { type: "frame", frame });

/** @param {import("../../overlay/control/queue.js").Entry[]} queue */
const withQueue = (queue) => reduce(live(), { type: "queue", queue });

/** After all that the recorded view shows. */
const LATER = Date.parse("2026-11-25");

const entered = queues.entry({
  row: "r1",
  person: "b7c8d9e0",
  now: LATER,
  body: wire("gift-sent"),
});

test("an older view of the same ledger changes nothing", () => {
  const state = live();
  assert.equal(heard(state, { ...wire("state-empty"), seq: 40 }), state);
});

test("after a break the first view is the present, even where a restored backup has fallen behind", () => {
  const broken = reduce(live(), { type: "line", line: "lost" });
  const open = reduce(broken, { type: "line", line: "open" });
  const state = heard(open, { ...wire("state-empty"), seq: 40 });
  assert.equal(state.frame?.seq, 40);
  assert.equal(heard(state, { ...wire("state-empty"), seq: 39 }), state);
});

test("a view of another ledger is taken whatever its number is", () => {
  const state = heard(live(), { ...wire("state-empty"), ledger: "other" });
  assert.deepEqual(state.frame?.goals, []);
});

test("a beat and unknown frames change nothing", () => {
  const state = live();
  assert.equal(heard(state, wire("beat")), state);
});

test("a script's run comes", () => {
  assert.equal(heard(live(), wire("run")).run?.done, 12);
});

test("a script that played when the server restarted is told of once, and stays to be read", () => {
  const playing = heard(live(), wire("run"));
  assert.equal(playing.cut, false);
  const back = heard(playing, wire("run-none"));
  assert.deepEqual([back.cut, back.run?.title, back.run?.state], [true, "First light", "cut"]);
  const read = reduce(back, { type: "door", door: "scripts", about: "" });
  const again = heard(read, wire("run-none"));
  assert.deepEqual([again.cut, again.run?.state], [false, "cut"]);
  const unread = heard(back, wire("run-none"));
  assert.equal(unread.cut, true);
  const next = heard(unread, wire("run"));
  assert.deepEqual([next.cut, next.run?.state], [false, "playing"]);
});

test("a script that had ended before the server restarted is not told of", () => {
  const playing = wire("run");
  const ended = heard(live(), { ...playing, run: { ...playing.run, state: "done" } });
  const back = heard(ended, wire("run-none"));
  assert.deepEqual([back.cut, back.run], [false, null]);
});

test("a moderator is not the owner", () => {
  assert.equal(isOwner(live()), false);
});

test("the list shows recorded gifts newest first, voided ones too", () => {
  const rows = rowsOf(live());
  assert.deepEqual(
    rows.map((row) => [row.gift, row.voided]),
    [
      ["Rose", false],
      ["Rose", true],
      [null, false],
    ],
  );
});

test("a gift still on this phone stands on top, marked as waiting", () => {
  const [row, ...rest] = rowsOf(withQueue([entered]));
  assert.deepEqual([row.mark, row.id, rest.length], ["waiting", null, 3]);
});

test("a recorded gift keeps the row it was entered in", () => {
  const sent = queues.sending([entered], "r1", "b7c8d9e0");
  const saved = queues.answered(sent, "r1", { kind: "saved", gift: wire("gift-recorded") });
  const settled = reduce(withQueue(saved), { type: "queue", queue: [] });
  for (const state of [withQueue(saved), settled]) {
    assert.deepEqual(rowsOf(state).filter((row) => row.key === "r1").length, 1);
    assert.equal(rowsOf(state).length, 3);
  }
});

test("a gift that waits for its answer again is one row with what the server tells of it", () => {
  const told = live();
  const [gift, ...others] = /** @type {any} */ (told.frame).recent;
  const recent = [{ ...gift, streak_key: "r1" }, ...others];
  const frame = reduce(told, {
    type: "frame",
    frame: { .../** @type {any} */ (told.frame), recent },
  });
  const state = reduce(frame, { type: "queue", queue: [{ ...entered, tries: 1 }] });
  assert.deepEqual(
    rowsOf(state).map((row) => [row.id, row.entry, row.mark]),
    [
      [gift.id, "r1", "waiting"],
      ...others.map((/** @type {any} */ other) => [other.id, null, "quiet"]),
    ],
  );
});

test("a growing streak shows the count on the phone, not the older recorded one", () => {
  const sent = queues.sending([entered], "r1", "b7c8d9e0");
  const saved = queues.answered(sent, "r1", { kind: "saved", gift: wire("gift-recorded") });
  const more = queues.entry({
    ...entered,
    now: 0,
    body: { ...wire("gift-sent"), count: 9 },
    mark: undefined,
  });
  const row = rowsOf(withQueue(queues.put(saved, more))).find((found) => found.key === "r1");
  assert.deepEqual([row?.count, row?.mark], [9, "waiting"]);
});

test("questions stand above everything else", () => {
  const asked = queues.answered([entered], "r1", {
    kind: "refused",
    problem: wire("problem-invalid"),
  });
  const later = queues.entry({
    ...entered,
    row: "r2",
    now: LATER + 1,
    body: wire("coins-sent"),
    mark: undefined,
  });
  assert.deepEqual(
    rowsOf(withQueue([...asked, later]))
      .map((row) => row.key)
      .slice(0, 2),
    ["r1", "r2"],
  );
});

test("a gift being undone looks undone before the server says so", () => {
  const mark = { id: "6f1c0d9a2b3e4f50", voided: true };
  const queue = [queues.entry({ row: "mark:6f1c0d9a2b3e4f50", person: "b7c8d9e0", now: 0, mark })];
  const [row] = rowsOf(withQueue(queue));
  assert.deepEqual([row.voided, row.mark], [true, "undoing"]);
});

test("the rehearsal shows its own gifts only", () => {
  const state = reduce(withQueue([entered]), { type: "rehearsing", rehearsing: true });
  assert.deepEqual(
    rowsOf(state).map((row) => row.count),
    [12],
  );
});

test("the last own gift is the newest of this person that still counts", () => {
  assert.equal(lastOwn(live())?.id, "5a0b9c8d7e6f5041");
  assert.equal(lastOwn(withQueue([entered]))?.key, "r1");
});

test("names of this phone are offered before those who gave lately, each once", () => {
  const state = reduce(live(), { type: "memory", gifters: ["cleo", "ben"], lately: [] });
  assert.deepEqual(giftersToOffer(state), ["cleo", "ben", "ana"]);
});

test("favourites come first, then gifts used lately, then the rest", () => {
  const gifts = ["a", "b", "c", "d"].map((id) => ({
    id,
    name: id,
    coins: 1,
    favourite: id === "c",
  }));
  assert.deepEqual(
    arranged(gifts, ["d", "gone"]).map((gift) => gift.id),
    ["c", "d", "a", "b"],
  );
});

test("a name used again moves to the front, and the list does not grow for ever", () => {
  assert.deepEqual(toFront(["ana", "ben", "cleo"], "cleo", 3), ["cleo", "ana", "ben"]);
  assert.deepEqual(toFront(["ana", "ben", "cleo"], "dara", 3), ["dara", "ana", "ben"]);
});

test("who is past their budget is known by key, also where only a name is at hand", () => {
  const state = live();
  const frame = { ...wire("state"), over_budget: ["ana", "ben"] };
  const { isOver } = budgets(reduce(state, { type: "frame", frame }));
  assert.deepEqual(
    [isOver("ana"), isOver("Ben"), isOver("cleo"), isOver(null)],
    [true, true, false, false],
  );
});

test("another ledger forgets the evening that was told", () => {
  const told = /** @type {any} */ ({ recap: {}, coins: 5 });
  const before = reduce(live(), { type: "told", told, now: 1 });
  const same = reduce(before, { type: "frame", frame: wire("state") });
  const other = reduce(before, { type: "frame", frame: { ...wire("state"), ledger: "other" } });
  assert.deepEqual([same.told, other.told], [told, null]);
});
