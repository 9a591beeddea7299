import assert from "node:assert/strict";
import { test } from "node:test";
import * as streaks from "../../overlay/control/streaks.js";

const ROSE = { id: "5655", name: "Rose" };

/** @param {number} now @param {object} [other] */
const tap = (now, other = {}) => ({
  ...{ gifter: "ana", gift: ROSE, rehearsal: false, count: 1, key: `key-${now}`, now },
  ...other,
});

/** @param {...ReturnType<typeof tap>} taps */
const after = (...taps) =>
  taps.reduce((list, one) => streaks.tapped(list, one), /** @type {streaks.Streak[]} */ ([]));

test("taps on the same gift for the same gifter grow one streak", () => {
  const list = after(tap(0), tap(100), tap(200, { count: 5 }));
  assert.deepEqual(
    list.map(({ key, count }) => [key, count]),
    [["key-0", 7]],
  );
});

test("another gifter, another gift and the rehearsal each have their own streak", () => {
  const others = [
    { gifter: "ben" },
    { gifter: null },
    { gift: { id: "1", name: "Cap" } },
    { rehearsal: true },
  ];
  assert.equal(after(tap(0), ...others.map((other, i) => tap(i + 1, other))).length, 5);
});

test("the first tap is reported at once, the next ones at most every 300 ms", () => {
  let list = streaks.reported(after(tap(0)), 0);
  list = streaks.tapped(list, tap(50));
  assert.deepEqual(streaks.toReport(list, 50), []);
  assert.equal(streaks.nextTime(list), streaks.REPORT_EVERY_MS);
  assert.equal(streaks.toReport(list, streaks.REPORT_EVERY_MS)[0].count, 2);
});

test("a hundred taps in two seconds make a handful of reports, and the last has them all", () => {
  let list = /** @type {streaks.Streak[]} */ ([]);
  const reports = /** @type {number[]} */ ([]);
  for (let now = 0; now <= 2400; now += 20) {
    if (now < 2000) list = streaks.tapped(list, tap(now));
    reports.push(...streaks.toReport(list, now).map((streak) => streak.count));
    list = streaks.reported(list, now);
  }
  assert.ok(reports.length <= 8, `${reports.length} reports`);
  assert.equal(reports.at(-1), 100);
});

test("a streak is closed after some seconds without a tap, and the next tap begins another", () => {
  const list = streaks.reported(after(tap(0)), 0);
  assert.equal(streaks.stillOpen(list, streaks.CLOSE_AFTER_MS - 1).length, 1);
  const closed = streaks.stillOpen(list, streaks.CLOSE_AFTER_MS);
  assert.deepEqual(
    streaks.tapped(closed, tap(5000)).map((s) => [s.key, s.count]),
    [["key-5000", 1]],
  );
});

test("a streak is not closed with taps left to report", () => {
  const list = after(tap(0));
  assert.equal(streaks.stillOpen(list, 10_000).length, 1);
});

test("an undone streak does not grow on", () => {
  const list = streaks.tapped(streaks.closed(after(tap(0)), "key-0"), tap(10));
  assert.deepEqual(
    list.map((streak) => streak.key),
    ["key-10"],
  );
});

test("at rest there is nothing to wait for", () => {
  assert.equal(streaks.nextTime([]), null);
});
