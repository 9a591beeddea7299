import assert from "node:assert/strict";
import { test } from "node:test";
import { layoutOf } from "../../overlay/goal/layout.js";

test("the sizes people use have the shape they expect", () => {
  /** @type {[number, number, string][]} */
  const sizes = [
    [300, 60, "slim"],
    [600, 80, "slim"],
    [1920, 80, "slim"],
    [900, 120, "strip"],
    [300, 100, "strip"],
    [800, 600, "card"],
    [400, 300, "card"],
    [400, 400, "card"],
    [300, 600, "column"],
    [1080, 1920, "column"],
    [1280, 720, "canvas"],
    [1920, 1080, "canvas"],
    [3840, 2160, "canvas"],
  ];
  for (const [width, height, shape] of sizes) {
    assert.equal(layoutOf(width, height).shape, shape, `${width}x${height}`);
  }
});

test("a design grows with its source and never vanishes", () => {
  assert.equal(layoutOf(900, 120).unit, 1);
  assert.equal(layoutOf(1800, 240).unit, 2);
  assert.equal(layoutOf(1, 1).unit, 0.5);
});

test("only a wide slim bar has room for more, and a narrow one for less", () => {
  assert.deepEqual([layoutOf(1920, 80).roomy, layoutOf(1920, 80).narrow], [true, false]);
  assert.deepEqual([layoutOf(600, 80).roomy, layoutOf(600, 80).narrow], [false, false]);
  assert.deepEqual([layoutOf(300, 60).roomy, layoutOf(300, 60).narrow], [false, true]);
});
