import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, until } from "../../overlay/control/ago.js";
import { doorOf } from "../../overlay/control/doors.js";
import { foretold, paces } from "../../overlay/control/forecast.js";
import { HOUR, MINUTE, TEN, estimate, lastHour, pace, swing } from "../../overlay/control/pace.js";
import { live } from "./control-fixtures.js";

const NOW = Date.parse("2026-11-24T21:00:00.000Z");

/** @param {number} ago  minutes @param {number} coins */
const minute = (ago, coins) => ({ at: new Date(NOW - ago * MINUTE).toISOString(), coins });

test("the ring is half full at a steady pace, full at twice that, and empty without one", () => {
  assert.deepEqual([swing(300, 300), swing(900, 300), swing(0, 300), swing(0, 0)], [0.5, 1, 0, 0]);
});

test("pace is what came in the last while, as coins an hour", () => {
  const minutes = [minute(90, 5000), minute(40, 300), minute(5, 50)];
  assert.equal(pace({ minutes, now: NOW, span: HOUR }), 350);
  assert.equal(pace({ minutes, now: NOW, span: TEN }), 300);
});

test("what came since the minutes were told counts at once", () => {
  const minutes = [minute(90, 5000), minute(5, 50)];
  assert.equal(pace({ minutes, now: NOW, span: HOUR, fresh: 100 }), 150);
});

test("a gift undone since then never makes the pace negative", () => {
  assert.equal(pace({ minutes: [minute(5, 50)], now: NOW, span: HOUR, fresh: -80 }), 0);
});

test("an evening that is younger than the span is measured by its own age", () => {
  assert.equal(pace({ minutes: [minute(30, 100)], now: NOW, span: HOUR }), 200);
});

test("one gift in the first minute is not taken for a pace of its own", () => {
  assert.equal(pace({ minutes: [minute(1, 10)], now: NOW, span: HOUR }), 120);
});

test("the last hour is twelve bars, and leaves out what is older", () => {
  const bars = lastHour({
    minutes: [minute(90, 7), minute(60, 1), minute(6, 2)],
    now: NOW,
    fresh: 3,
  });
  assert.deepEqual(bars, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 3]);
});

test("a goal is foretold between the faster and the slower pace", () => {
  assert.deepEqual(estimate(300, [600, 400]), { from: 30, to: 45 });
  assert.deepEqual(estimate(10, [600, 0]), { from: 1, to: 1 });
});

test("nothing is foretold without a pace, or with nothing missing", () => {
  assert.deepEqual([estimate(100, [0, 0]), estimate(0, [100])], [null, null]);
});

test("what would take longer than half a day is not tonight", () => {
  assert.equal(estimate(10_000, [100, 50]), "far");
});

test("the page says when the goal will be reached, by the evening and what came since", () => {
  const state = live();
  const coins = (state.frame?.totals.coins ?? 0) - 150;
  const recap = { minutes: [minute(60, 350)] };
  const told = /** @type {any} */ ({ recap, coins });
  const known = paces({ ...state, told, now: NOW });
  assert.deepEqual([known?.ten, known?.hour], [900, 500]);
  const [goal] = state.frame?.goals ?? [];
  assert.equal(foretold(goal, known), "in about 25 to 45 minutes");
  assert.equal(foretold({ ...goal, gift: "Rose" }, known), "");
  assert.equal(paces(state), null);
});

test("what a phone was late to tell of is no pace of now", () => {
  const state = live();
  if (state.frame === null) return assert.fail();
  const until = new Date(NOW - MINUTE).toISOString();
  const told = /** @type {any} */ ({
    recap: { minutes: [minute(60, 100)], until },
    coins: state.frame.totals.coins - 90,
  });
  const [gift] = state.frame.recent;
  const at = new Date(NOW).toISOString();
  const late = { ...gift, at, given_at: minute(40, 0).at, coins: 80 };
  const timely = { ...gift, at, given_at: minute(0, 0).at, coins: 10 };
  const frame = { ...state.frame, recent: [late, timely] };
  assert.equal(paces({ ...state, frame, told, now: NOW })?.ten, 60);
});

test("how long ago something was is told in one word", () => {
  assert.equal(ago("2026-11-24T20:59:52.000Z", NOW), "8 s");
  assert.equal(ago("2026-11-24T20:30:00.000Z", NOW), "30 min");
  assert.equal(ago("2026-11-24T17:00:00.000Z", NOW), "4 h");
  assert.equal(until("2026-11-24T20:00:00.000Z", NOW), "0 s");
});

test("the address says behind which door a person is, and about whom", () => {
  assert.deepEqual(doorOf(""), { door: null, about: "" });
  assert.deepEqual(doorOf("#settings"), { door: "", about: "" });
  assert.deepEqual(doorOf("#recap"), { door: "recap", about: "" });
  assert.deepEqual(doorOf("#settings/gifters/ana%20b%2Fc"), { door: "gifters", about: "ana b/c" });
  assert.deepEqual(doorOf("#settings/gifters/%E0%A4%A"), { door: "gifters", about: "" });
});
