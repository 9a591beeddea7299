import assert from "node:assert/strict";
import { test } from "node:test";
import { PLAIN_LOOK } from "../../overlay/shared/look.js";
import { afterBreak, NOTHING_YET, reduce } from "../../overlay/shared/reduce.js";
import { frame, goal } from "./wire.js";

/** @typedef {import("../../overlay/shared/connection.js").Frame} Frame */

/** @param {Frame[]} frames */
function hear(...frames) {
  let model = NOTHING_YET;
  /** @type {import("../../overlay/shared/reduce.js").Moment[]} */
  const moments = [];
  for (const each of frames) {
    const next = reduce(model, each);
    model = next.model;
    moments.push(...next.moments);
  }
  return { model, moments };
}

/** @param {Frame[]} frames */
const raised = (...frames) => hear(...frames).model.state?.goals[0]?.raised;

/** @param {Frame[]} frames */
const counts = (...frames) =>
  hear(...frames).moments.map((moment) => (moment.type === "gift" ? moment.gift.count : "reached"));

/** @param {number} seq @param {number} count */
const roses = (seq, count) => {
  const read = frame("gifts", { seq, reached: [] });
  return { ...read, gifts: [{ ...read.gifts[0], seq, count, coins: count }] };
};

test("a state is the present in absolute numbers, whatever was missed", () => {
  assert.equal(raised(frame("empty"), frame("reached")), 512);
});

test("a state older than the one on show is passed over", () => {
  assert.equal(raised(frame("near"), frame("moving")), 460);
});

test("a state of the same seq is believed, for it may show the rehearsal instead", () => {
  const { model } = hear(frame("moving"), frame("rehearsal"));
  assert.equal(model.state?.rehearsal, true);
});

test("the first state of a new line is believed even if a backup has fallen behind", () => {
  const model = afterBreak(hear(frame("near")).model);
  assert.equal(reduce(model, frame("moving")).model.state?.goals[0]?.raised, 125);
});

test("another ledger makes everything forgotten but the look", () => {
  const { model } = hear(
    frame("near"),
    frame("look-edited"),
    frame("gifts", { seq: 59 }),
    frame("empty", { ledger: "other" }),
  );
  assert.equal(model.state?.goals[0]?.raised, 0);
  assert.equal(model.counts.size, 0);
  assert.equal(model.celebrated, 1);
  assert.equal(model.look?.locale, "de");
});

test("gifts and rungs reached are celebrated in their order", () => {
  const { moments } = hear(frame("moving"), frame("gifts"));
  assert.deepEqual(
    moments.map(({ type }) => type),
    ["gift", "gift", "gift", "reached"],
  );
});

test("what was celebrated is not celebrated again", () => {
  assert.equal(hear(frame("moving"), frame("gifts"), frame("gifts")).moments.length, 4);
});

test("a streak is celebrated again only as it grows", () => {
  assert.deepEqual(counts(frame("moving"), roses(42, 5), roses(43, 5), roses(44, 9)), [5, 9]);
  assert.deepEqual(counts(frame("moving"), roses(42, 9), roses(43, 5)), [9]);
});

test("a fresh page celebrates nothing that is older than its first state", () => {
  assert.deepEqual(counts(frame("near"), frame("gifts", { seq: 42 })), []);
});

test("gifts of a ledger that is not on show are passed over", () => {
  assert.deepEqual(counts(frame("gifts")), []);
  assert.deepEqual(counts(frame("moving"), frame("gifts", { ledger: "other" })), []);
});

test("after a gap the page asks for what came after its last celebration", () => {
  const { model } = hear(frame("moving"), frame("gifts"), frame("near"));
  assert.equal(model.celebrated, 42);
});

test("what is remembered as celebrated is bounded", () => {
  const many = Array.from({ length: 1_500 }, (_, index) => {
    const read = roses(42 + index, 1);
    return { ...read, gifts: [{ ...read.gifts[0], id: `gift-${index}` }] };
  });
  assert.equal(hear(frame("moving"), ...many).model.counts.size, 1_000);
});

test("a malformed frame changes nothing", () => {
  const model = hear(frame("moving"), frame("look")).model;
  const malformed = [
    { type: "state" },
    frame("near", { goals: null }),
    frame("near", { goals: [null] }),
    frame("near", { seq: "58" }),
    frame("near", { ledger: null }),
    goal("near", { raised: null }),
    goal("near", { raised: "460" }),
    goal("near", { raised: -1 }),
    goal("near", { raised: 1e300 }),
    goal("near", { target: 0 }),
    goal("near", { target: 0.5 }),
    goal("near", { title: null }),
    goal("near", { milestones: [{ at: "250" }] }),
    { type: "gifts", seq: 60, ledger: "f3a9c2", gifts: [{}], reached: [] },
    frame("gifts", { reached: [{ goal: "a1b2c3d4" }] }),
    { type: "weather" },
  ];
  for (const each of malformed) {
    assert.deepEqual(reduce(model, each), { model, moments: [] }, JSON.stringify(each));
  }
});

test("a look that is malformed in part is plain in that part", () => {
  const { model } = hear(
    frame("look", {
      look: { theme: "../../evil", accent: "red", locale: 7, toasts: "no", togo: false, words: 3 },
    }),
  );
  assert.deepEqual(model.look, { ...PLAIN_LOOK, togo: false, words: 3 });
});
