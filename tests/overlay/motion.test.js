import assert from "node:assert/strict";
import { test } from "node:test";
import { createCounter } from "../../overlay/goal/counter.js";
import { atMostEvery } from "../../overlay/goal/motion.js";
import { createClock } from "./clock.js";

function counting() {
  const clock = createClock();
  /** @type {number[]} */
  const written = [];
  return { clock, written, counter: createCounter((number) => written.push(number), clock) };
}

test("a number counts up in at most 20 steps, and lands with the fill", () => {
  const { clock, written, counter } = counting();
  counter.countTo(1_000);
  clock.pass(700);
  assert.ok(written.length <= 20, `${written.length} steps`);
  assert.ok(written.every((number, index) => number >= (written[index - 1] ?? 0)));
  assert.equal(written.at(-1), 1_000);
  assert.equal(clock.running(), 0);
});

test("a number counts down as well, after an undo", () => {
  const { clock, written, counter } = counting();
  counter.jumpTo(500);
  counter.countTo(495);
  clock.pass(700);
  assert.equal(written.at(-1), 495);
  assert.ok(written.every((number) => number <= 500 && number >= 495));
});

test("in a flood a number is written at most 10 times a second", () => {
  const { clock, written, counter } = counting();
  for (let time = 0; time < 5_000; time += 125) {
    counter.countTo(time + 1);
    clock.pass(125);
  }
  const afterStart = written.length - 20;
  assert.ok(afterStart <= 50, `${written.length} writings in 5 s`);
  clock.pass(1_000);
  assert.equal(written.at(-1), 4_876);
  assert.equal(clock.running(), 0);
});

test("a jump is written at once and leaves no timer", () => {
  const { clock, written, counter } = counting();
  counter.countTo(100);
  counter.jumpTo(7);
  clock.pass(2_000);
  assert.deepEqual(written, [7]);
  assert.equal(clock.running(), 0);
});

test("a drawing is made at once, then in turn, the last one at the end", () => {
  const clock = createClock();
  let drawings = 0;
  const draw = atMostEvery(125, () => (drawings += 1), clock);
  draw();
  assert.equal(drawings, 1);
  for (let frames = 0; frames < 60; frames += 1) draw();
  assert.equal(drawings, 1);
  clock.pass(125);
  assert.equal(drawings, 2);
  clock.pass(10_000);
  assert.equal(drawings, 2);
  assert.equal(clock.running(), 0);
});
