import assert from "node:assert/strict";
import { test } from "node:test";
import { jarStand, onSquare, ringStand, towerStand } from "../../overlay/goal/forms.js";
import { piecesAt, pileIn } from "../../overlay/goal/pile.js";
import { planRows } from "../../overlay/goal/rows-plan.js";
import { notesOfGift, notesOfReached } from "../../overlay/goal/sound-plan.js";
import { stepsWithRoom } from "../../overlay/goal/steps-plan.js";
import { clockOf, timeLeft, untilNextSecond } from "../../overlay/goal/time-left.js";

const SIZES = [
  [276, 44],
  [800, 76],
  [360, 260],
  [360, 360],
  [260, 560],
  [1_800, 1_000],
];

test("a picture never leaves its box", () => {
  for (const [width = 0, height = 0] of SIZES) {
    for (const stand of [ringStand, jarStand, towerStand]) {
      const { picture } = stand(width, height);
      assert.ok(picture.width <= width && picture.height <= height, `${width}x${height}`);
    }
  }
});

test("a ring that is about all there is has its words inside", () => {
  assert.equal(ringStand(360, 360).form, "disc");
  assert.equal(ringStand(800, 76).form, "line");
  assert.equal(ringStand(900, 400).form, "wide");
  assert.equal(ringStand(260, 560).form, "tall");
});

test("all pieces lie in the jar, the first ones at its bottom, the same ones every time", () => {
  const { size, pieces } = pileIn(200, 240);
  const half = size / 2;
  assert.ok(pieces.length > 40);
  for (const { x, y } of pieces) {
    assert.ok(x >= half - 0.02 && x <= 1 - half + 0.02 && y > 0 && y < 1);
  }
  assert.ok((pieces[0]?.y ?? 0) > (pieces.at(-1)?.y ?? 1));
  assert.deepEqual(pileIn(200, 240), { size, pieces });
});

test("the first coin shows, and only a reached target fills the jar", () => {
  assert.deepEqual(
    [0, 0.001, 0.5, 0.999, 1].map((ratio) => piecesAt(ratio, 60)),
    [0, 1, 30, 59, 60],
  );
});

test("a list has as many rows as there is room for, never too small", () => {
  const rows = planRows(360, 260, 10);
  assert.ok(rows.rows >= 4 && rows.size >= 20 && rows.columns === 1);
  assert.deepEqual(planRows(276, 44, 10).isLine, true);
  assert.equal(planRows(276, 44, 10).head, false);
  assert.ok(planRows(1_800, 60, 10).columns > 3);
});

test("the ladder keeps the next step and the target in sight", () => {
  const steps = Array.from({ length: 12 }, (_, index) => ({
    at: index,
    label: "",
    lit: index < 6,
    isNext: index === 6,
  }));
  const shown = stepsWithRoom(steps, 4);
  assert.equal(shown.length, 4);
  assert.ok(shown.some(({ isNext }) => isNext));
  assert.equal(shown.at(-1)?.at, 11);
  assert.deepEqual(
    stepsWithRoom(steps, 1).map(({ at }) => at),
    [6],
  );
  assert.deepEqual(stepsWithRoom(steps, 20), steps);
});

test("a second that has begun counts, and none is left at the deadline", () => {
  assert.deepEqual(timeLeft(10_500, 10_000), {
    ...{ days: 0, hours: 0, minutes: 0, seconds: 1, isOver: false },
  });
  assert.equal(timeLeft(10_000, 10_000).isOver, true);
  assert.equal(timeLeft(10_000, 99_000).isOver, true);
  assert.equal(untilNextSecond(10_500, 10_000), 501);
});

test("a clock shows hours only where there are any, in the locale's digits", () => {
  const left = timeLeft(7_389_000, 0);
  assert.equal(clockOf(left, "en"), "2:03:09");
  assert.equal(clockOf(timeLeft(189_000, 0), "en"), "03:09");
  assert.equal(clockOf(timeLeft(90_000_000, 0), "en"), "1:00:00");
  assert.equal(clockOf(left, "ar-EG"), "٢:٠٣:٠٩");
  assert.equal(clockOf(left, "no such tag"), "2:03:09");
});

test("bigger gifts sound longer, and every note can be heard", () => {
  const lengths = [0, 1, 2, 3].map((tier) => notesOfGift(tier).length);
  assert.deepEqual(
    lengths,
    [...lengths].sort((a, b) => a - b),
  );
  for (const { pitch, level, lasting } of [...notesOfGift(3), ...notesOfReached()]) {
    assert.ok(pitch > 200 && pitch < 2_000 && level > 0 && level <= 1 && lasting < 2);
  }
});

test("the way round a square begins at the top and turns its corners", () => {
  const written = (/** @type {number} */ share) => {
    const { across, down } = onSquare(share);
    return [Number(across.toFixed(3)), Number(down.toFixed(3))];
  };
  assert.deepEqual(written(0), [0.5, 0]);
  assert.deepEqual(written(0.125), [1, 0]);
  assert.deepEqual(written(0.25), [1, 0.5]);
  assert.deepEqual(written(0.5), [0.5, 1]);
  assert.deepEqual(written(0.75), [0, 0.5]);
});
