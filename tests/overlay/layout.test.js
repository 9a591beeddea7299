import assert from "node:assert/strict";
import { test } from "node:test";
import { inSource, layoutOf } from "../../overlay/goal/layout.js";
import { PLAIN_LOOK, readLook } from "../../overlay/shared/look.js";

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

/** @param {object} look */
const looking = (look) => ({ ...PLAIN_LOOK, ...look });
/** @param {string[]} kinds */
const canvasOf = (...kinds) => readLook({ widgets: kinds.map((kind) => ({ kind })) });

test("several widgets keep their picture wherever there is room for one", () => {
  const look = canvasOf("top", "countdown", "bar");
  for (const [width, height] of /** @type {[number, number][]} */ ([
    [1920, 1080],
    [1280, 720],
    [1080, 1920],
    [800, 600],
    [540, 960],
  ])) {
    assert.equal(inSource(look, width, height), look, `${width}x${height}`);
  }
});

test("in a strip one of several widgets stands alone: the bar, else the first that shows the goal", () => {
  for (const [width, height] of /** @type {[number, number][]} */ ([
    [900, 120],
    [300, 60],
    [1920, 300],
    [400, 300],
  ])) {
    const alone = inSource(canvasOf("top", "ring", "bar"), width, height);
    assert.deepEqual([alone.widgets, alone.widget], [[], "bar"], `${width}x${height}`);
  }
  assert.equal(inSource(canvasOf("recent", "ring"), 900, 120).widget, "ring");
  assert.equal(inSource(canvasOf("recent", "ticker"), 900, 120).widget, "recent");
});

test("a bar that stands lies down where it would be alone in a strip", () => {
  const look = looking({ ...canvasOf("top", "bar"), vertical: true });
  assert.equal(inSource(look, 900, 120).vertical, false);
  assert.equal(inSource(look, 160, 300).vertical, true);
});

test("what stands alone already is left as it is", () => {
  assert.equal(inSource(PLAIN_LOOK, 900, 120), PLAIN_LOOK);
});
