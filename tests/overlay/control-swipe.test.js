import assert from "node:assert/strict";
import { test } from "node:test";
import { acts, aim, pulled } from "../../overlay/control/swipe.js";

test("a finger that has hardly moved may still be anything", () => {
  assert.equal(aim(-6, 5, -1), "open");
});

test("a finger that goes up or down scrolls, and does not pull", () => {
  assert.equal(aim(-20, 40, -1), "away");
  assert.equal(aim(-30, -28, -1), "away");
});

test("a row is pulled to the left, and to the right where the words run from there", () => {
  assert.deepEqual([aim(-40, 8, -1), aim(40, 8, -1)], ["along", "away"]);
  assert.deepEqual([aim(40, 8, 1), aim(-40, 8, 1)], ["along", "away"]);
});

test("a row never goes the other way, and grows heavy past the point of acting", () => {
  assert.equal(pulled(30, -1), 0);
  assert.equal(pulled(-50, -1), 50);
  assert.ok(pulled(-200, -1) < 140);
});

test("letting go acts when pulled far, or quickly and half as far", () => {
  assert.deepEqual(
    [acts(90, 0), acts(50, 1), acts(50, 0.1), acts(20, 3)],
    [true, true, false, false],
  );
});
