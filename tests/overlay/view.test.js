import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING_YET, reduce } from "../../overlay/shared/reduce.js";
import { view } from "../../overlay/shared/view.js";
import { vocabularyOf } from "../../overlay/shared/words.js";
import { frame, goal } from "./wire.js";

/** @param {Record<string, any>[]} frames */
function modelOf(...frames) {
  let model = NOTHING_YET;
  for (const each of frames) model = reduce(model, /** @type {any} */ (each)).model;
  return model;
}

/** @param {Record<string, any>[]} frames */
function seen(...frames) {
  const shown = view(modelOf(...frames));
  assert.ok(shown);
  return shown;
}

/** @param {{ text: string }[] | undefined} pieces */
const read = (pieces) => pieces?.map(({ text }) => text).join("");

/** @param {Record<string, unknown>} look */
const look = (look) => frame("look", { look: { ...frame("look").look, ...look } });

test("each phase has its share of the way", () => {
  const phases = ["empty", "moving", "near", "reached", "ladder"].map((name) => {
    const { phase, ratio } = seen(frame(name));
    return [phase, ratio];
  });
  assert.deepEqual(phases, [
    ["empty", 0],
    ["moving", 0.25],
    ["near", 0.92],
    ["reached", 1],
    ["moving", 0.64],
  ]);
});

test("the number goes on past the target, the drawing does not", () => {
  const { raised, ratio } = seen(goal("reached", { raised: 1_740 }));
  assert.equal(raised, 1_740);
  assert.equal(ratio, 1);
});

test("what is to go is said in the locale's numbers and the streamer's words", () => {
  const big = goal("moving", { raised: 50_000, target: 1_284_500 });
  assert.equal(read(seen(big).togo), "1,234,500 to go");
  assert.equal(read(seen(big, look({ locale: "de" })).togo), "1.234.500 to go");
  assert.equal(read(seen(big, look({ words: { togo: "noch {n}" } })).togo), "noch 1,234,500");
  assert.equal(read(seen(frame("reached")).togo), "Goal reached");
});

test("a goal that counts a gift says so, with the gift's name kept apart", () => {
  assert.deepEqual(seen(frame("gift-unit")).togo, [
    { text: "37" },
    { text: " × " },
    { text: "Rose", name: true },
    { text: " to go" },
  ]);
});

test("a locale that nobody knows is read as English", () => {
  assert.equal(read(seen(frame("moving"), look({ locale: "no such tag" })).togo), "375 to go");
});

test("milestones are ticks, lit when passed, and the next one carries its label", () => {
  const milestones = [
    { at: 400, label: "Karaoke" },
    { at: 100, label: "Song request" },
    { at: 500, label: "At the end" },
    { at: 900, label: "Beyond" },
  ];
  const { ticks, next } = seen(goal("moving", { milestones }));
  assert.deepEqual(ticks, [
    { at: 0.8, lit: false },
    { at: 0.2, lit: true },
  ]);
  assert.equal(next?.at, 0.8);
  assert.equal(read(next?.label), "Karaoke");
  assert.equal(seen(goal("reached", { milestones })).next, null);
});

test("parts that the look leaves out are left out", () => {
  const { togo, ticks, next } = seen(frame("moving"), frame("look-edited"));
  assert.deepEqual([togo, ticks, next], [[], [], null]);
});

test("an overlay shows the goal that it names, else the first", () => {
  const first = frame("moving");
  const two = { ...first, goals: [...first.goals, { ...first.goals[0], id: "b2", title: "Lamp" }] };
  assert.equal(seen(two).title, "New mic");
  assert.equal(seen(two, look({ goal: "b2" })).title, "Lamp");
  assert.equal(view(modelOf(two, look({ goal: "gone" }))), null);
  assert.equal(view(modelOf(frame("no-goal"))), null);
  assert.equal(view(NOTHING_YET), null);
});

test("a rung that is held stays full and reached while the number goes on", () => {
  const rung = { goal: "a1b2c3d4", title: "New mic", target: 500, rung: 1 };
  const model = modelOf(frame("ladder"));
  const held = view(model, rung);
  assert.deepEqual(
    [held?.title, held?.target, held?.ratio, held?.phase, held?.raised],
    ["New mic", 500, 1, "reached", 640],
  );
  assert.notEqual(held?.rung, view(model)?.rung);
});

test("a look in Arabic says everything in it, and reads from right to left", async () => {
  const arabic = await vocabularyOf("ar");
  const asked = look({ language: "ar", locale: "ar-EG", words: { reached: "Done" } });
  let { model } = reduce(modelOf(frame("moving")), /** @type {any} */ (asked), arabic);
  const seen = view(model);
  assert.equal(read(seen?.togo), "باقي ٣٧٥");
  assert.deepEqual([seen?.direction, seen?.language, seen?.title], ["rtl", "ar", "New mic"]);
  assert.equal(seen?.words.reached, "Done");
  model = reduce(model, /** @type {any} */ (frame("moving", { ledger: "another" }))).model;
  assert.equal(view(model)?.language, "ar", "another ledger changes no words");
  model = reduce(model, /** @type {any} */ (frame("look"))).model;
  assert.deepEqual([read(view(model)?.togo), view(model)?.direction], ["375 to go", "ltr"]);
});

test("a title's first letter turns the bar", () => {
  const directions = [
    "New mic",
    "ميكروفون",
    "  «מיקרופון» New",
    "100 新麦克风",
    "🎤",
    "3 ميكروفون",
  ].map((title) => seen(goal("moving", { title })).direction);
  assert.deepEqual(directions, ["ltr", "rtl", "rtl", "ltr", "ltr", "rtl"]);
});

test("a title far too long is cut between characters as readers count them", () => {
  const { title } = seen(goal("moving", { title: "👩‍👩‍👧‍👦".repeat(200) }));
  assert.equal(title, `${"👩‍👩‍👧‍👦".repeat(79)}…`);
});
