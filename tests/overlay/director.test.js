import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { createDirector } from "../../overlay/goal/director.js";
import { readState } from "../../overlay/shared/frames.js";
import { createClock } from "./clock.js";
import { goal } from "./wire.js";

let clock = createClock();
/** @type {string[]} What was on show or celebrated, in order. */
let told = [];
let director = createDirector({ onChange() {}, celebrate() {}, timers: clock });

beforeEach(() => {
  clock = createClock();
  told = [];
  director = createDirector({
    onChange: () => told.push(`show ${director.held()?.rung ?? "present"}`),
    celebrate: ({ rung }) => told.push(`celebrate ${rung}`),
    timers: clock,
  });
});

/** @param {Record<string, unknown>} [changes] */
function present(changes = {}) {
  director.follow(readState(goal("moving", changes))?.goals[0] ?? null);
}

/** @param {number} rung */
function reached(rung) {
  director.reached({ goal: "a1b2c3d4", title: `Rung ${rung}`, target: rung * 500, rung });
}

test("a goal that only grows is shown as it is", () => {
  present();
  present({ raised: 400 });
  clock.pass(60_000);
  assert.equal(director.held(), null);
  assert.deepEqual(told, []);
});

for (const order of ["state first", "word first"]) {
  test(`a rung is filled, celebrated, and only then left (${order})`, () => {
    present();
    const steps = [() => present({ rung: 2, target: 1_000 }), () => reached(1)];
    for (const step of order === "state first" ? steps : steps.reverse()) step();
    assert.deepEqual(told, ["show 1"]);
    clock.pass(1_000);
    assert.deepEqual(told, ["show 1", "celebrate 1"]);
    clock.pass(6_000);
    assert.deepEqual(told, ["show 1", "celebrate 1", "show present"]);
    assert.equal(clock.running(), 0);
  });
}

test("the last rung is celebrated and then rests", () => {
  present();
  present({ reached: true, raised: 512 });
  reached(1);
  clock.pass(10_000);
  assert.deepEqual(told, ["show 1", "celebrate 1", "show present"]);
});

test("two rungs reached at once are celebrated in order, once", () => {
  present();
  present({ rung: 3, target: 1_500 });
  reached(1);
  reached(2);
  clock.pass(20_000);
  assert.deepEqual(told, ["show 1", "celebrate 1", "show 2", "celebrate 2", "show present"]);
});

test("of a hundred rungs reached at once the last two are celebrated", () => {
  present();
  for (let rung = 1; rung <= 100; rung += 1) reached(rung);
  clock.pass(30_000);
  assert.deepEqual(
    told.filter((what) => what.startsWith("celebrate")),
    ["celebrate 99", "celebrate 100"],
  );
});

test("a rung climbed without a word to celebrate is filled up and left", () => {
  present();
  present({ rung: 2, target: 1_000 });
  clock.pass(1_000);
  assert.deepEqual(told, ["show 1", "show present"]);
});

test("falling back below a rung shows the present at once", () => {
  present({ rung: 2, target: 1_000 });
  present({ rung: 1 });
  assert.equal(director.held(), null);
});

test("another goal or a new run ends what was going on", () => {
  for (const changes of [{ id: "other" }, { run: 2 }]) {
    present();
    reached(1);
    present(changes);
    assert.equal(director.held(), null);
    assert.equal(clock.running(), 0);
  }
});

test("a rung of another goal is not celebrated here", () => {
  present();
  director.reached({ goal: "other", title: "Lamp", target: 5, rung: 1 });
  assert.deepEqual(told, []);
});

test("a cut shows the present and celebrates nothing more", () => {
  present();
  reached(1);
  reached(2);
  director.cut();
  clock.pass(20_000);
  assert.equal(director.held(), null);
  assert.deepEqual(told, ["show 1"]);
});
