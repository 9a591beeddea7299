import assert from "node:assert/strict";
import { test } from "node:test";
import { told } from "../../overlay/control/recap-told.js";
import { bestMinute, pathOf, timeline, trimmed } from "../../overlay/control/timeline.js";

const SIZE = { width: 120, height: 60, edge: 10 };

/** @param {number} minute */
const at = (minute) =>
  new Date(Date.parse("2026-11-24T20:00:00.000Z") + minute * 60_000).toISOString();

/** @param {number} minute @param {string} title */
const passed = (minute, title) => ({ at: at(minute), title, mark: 250, milestone: true });

const EVENING = {
  ...{ since: at(0), until: at(100), coins: 100, gifts: 3, gifters: 2 },
  minutes: [
    { at: at(0), coins: 25 },
    { at: at(49), coins: 75 },
  ],
  passed: [passed(50, "Song request")],
  top: [
    { gifter: "ana", coins: 75, gifts: 2 },
    { gifter: null, coins: 25, gifts: 1 },
  ],
};

test("the line begins at nothing and ends at all of it, inside its edges", () => {
  const { points } = timeline(EVENING, SIZE);
  assert.deepEqual(points[0], { x: 10, y: 50 });
  assert.deepEqual(points[points.length - 1], { x: 110, y: 10 });
});

test("the line never falls and never goes back", () => {
  const { points } = timeline(EVENING, SIZE);
  points.slice(1).forEach((point, i) => {
    assert.ok(point.x >= points[i].x);
    assert.ok(point.y <= points[i].y);
  });
});

test("a mark lies on the line, where it was reached", () => {
  assert.deepEqual(timeline(EVENING, SIZE).marks, [{ x: 60, y: 10, label: "1" }]);
});

test("marks too close to be told apart are one", () => {
  const many = [passed(10, "a"), passed(50, "b"), passed(51, "c"), passed(55, "d")];
  const { marks } = timeline({ ...EVENING, passed: many }, SIZE);
  assert.deepEqual(
    marks.map((mark) => mark.label),
    ["1", "2–4"],
  );
});

test("an evening without a gift is a flat line", () => {
  const { points } = timeline({ ...EVENING, minutes: [], passed: [] }, SIZE);
  assert.deepEqual(pathOf(points), "M10 50L110 50");
});

test("the quiet after the last gift is left out", () => {
  assert.equal(trimmed({ ...EVENING, until: at(900) }).until, at(59));
  assert.equal(trimmed({ ...EVENING, until: at(52) }).until, at(52));
});

test("the best minute is the one in which most came", () => {
  assert.equal(bestMinute(EVENING.minutes)?.at, at(49));
  assert.equal(bestMinute([]), null);
});

test("a recap names nobody who did not agree", () => {
  const said = told(EVENING);
  assert.deepEqual(said.top, [{ name: "ana", coins: "75" }]);
  assert.equal(said.facts, "3 gifts from 2 gifters");
});
