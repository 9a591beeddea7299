import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { boardOf } from "../../overlay/control/studio/board.js";
import { edited, redone, startOf, undone } from "../../overlay/control/studio/history.js";
import { lookFile, readLookFile } from "../../overlay/control/studio/look-file.js";
import { MOMENTS } from "../../overlay/control/studio/moments.js";
import { createPlayer } from "../../overlay/control/studio/player.js";
import { dressed, PRESETS } from "../../overlay/control/studio/presets.js";
import { createSaver } from "../../overlay/control/studio/saving.js";
import { misfit, scaleOf, sizeOf } from "../../overlay/control/studio/sizes.js";
import { KINDS, PLACES } from "../../overlay/shared/look.js";
import { NOTHING_YET, reduce } from "../../overlay/shared/reduce.js";
import { createClock } from "./clock.js";

const WIRE = new URL("../wire/overlay-look.json", import.meta.url);
/** @type {import("../../overlay/control/types.js").Look} */
const LOOK = JSON.parse(readFileSync(WIRE, "utf8")).look;
const SAMPLES = { goal: "New mic", next: "New camera", milestone: "Karaoke", half: "Song" };

const EDIT = { tag: "", at: 0 };

test("what was edited is undone and done again, step by step", () => {
  let history = startOf("a");
  for (const next of ["b", "c"]) history = edited(history, next, EDIT);
  history = undone(undone(undone(history)));
  assert.equal(history.now, "a");
  history = redone(redone(redone(history)));
  assert.equal(history.now, "c");
  assert.equal(undone(history).now, "b");
});

test("a colour that is dragged is one edit, the same colour later another one", () => {
  let history = startOf("a");
  for (const [next, at] of /** @type {[string, number][]} */ ([
    ["b", 0],
    ["c", 500],
    ["d", 1_000],
  ])) {
    history = edited(history, next, { tag: "accent", at });
  }
  assert.equal(undone(history).now, "a");
  history = edited(history, "e", { tag: "accent", at: 5_000 });
  assert.equal(undone(history).now, "d");
});

test("a new edit ends what could be done again, and no edit is none", () => {
  const history = undone(edited(startOf("a"), "b", EDIT));
  assert.deepEqual(edited(history, "c", EDIT).future, []);
  assert.equal(edited(history, "a", EDIT), history);
});

test("a look comes back from its file as it was, without its goal", () => {
  const look = { ...LOOK, goal: "a1b2c3d4", words: { togo: "noch {n}" } };
  const { file, text } = lookFile("Main / bar", look);
  assert.equal(file, "Main-bar.look.json");
  const { goal: _, ...rest } = look;
  assert.deepEqual(readLookFile(text), { look: rest, wrong: null });
});

test("a file that is no look is told from one that is", () => {
  const wrongs = { "{": "json", "[]": "look", '{"giftgoal":"look"}': "look" };
  for (const [text, wrong] of Object.entries(wrongs)) assert.equal(readLookFile(text).wrong, wrong);
  assert.equal(readLookFile('{"giftgoal":"look","version":2,"look":{}}').wrong, "newer");
  assert.equal(readLookFile(`"${"x".repeat(70_000)}"`).wrong, "large");
});

test("a preset is a whole look of known widgets in known places, and leaves what is the streamer's", () => {
  const own = { ...LOOK, goal: "a1b2c3d4", locale: "de", corner: 7, words: { togo: "noch {n}" } };
  for (const preset of Object.values(PRESETS)) {
    const look = dressed(own, preset);
    assert.deepEqual(Object.keys(look).sort(), Object.keys(own).sort());
    assert.deepEqual([look.goal, look.locale, look.words], [own.goal, "de", own.words]);
    assert.ok(KINDS.includes(look.widget));
    for (const { kind, place } of look.widgets) {
      assert.ok(KINDS.includes(kind) && PLACES.includes(place));
    }
  }
  assert.equal(dressed(own, PRESETS.nightSign).corner, null);
});

/** @param {(body: any) => any} answer */
function saver(answer) {
  const clock = createClock();
  /** @type {any[]} */ const sent = [];
  /** @type {any[]} */ const told = [];
  /** @type {any[]} */ const corrected = [];
  let server = LOOK;
  const saver = createSaver({
    saved: LOOK,
    send: async (change) => {
      sent.push(change);
      const reply = answer(change) ?? { ok: true, status: 200 };
      if (reply.ok) server = { ...server, ...change };
      return { problem: null, ...reply, body: { look: server } };
    },
    onSaving: ({ name }) => told.push(name),
    onCorrected: (look) => corrected.push(look),
    timers: clock,
  });
  return { saver, sent, told, corrected, clock };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test("edits are gathered, and only what differs is sent", async () => {
  const { saver: it, sent, told, clock } = saver(() => null);
  it.want({ ...LOOK, calm: true });
  it.want({ ...LOOK, calm: true, theme: "neon" });
  clock.pass(200);
  await settled();
  assert.deepEqual(sent, [{ calm: true, theme: "neon" }]);
  assert.equal(told.at(-1), "saved");
});

test("what is wanted last wins, also while an earlier edit is under way", async () => {
  const { saver: it, sent, told, clock } = saver(() => null);
  it.want({ ...LOOK, theme: "neon" });
  clock.pass(200);
  it.want({ ...LOOK, theme: "paper" });
  await settled();
  clock.pass(200);
  await settled();
  assert.deepEqual(sent, [{ theme: "neon" }, { theme: "paper" }]);
  assert.equal(told.at(-1), "saved");
});

test("without a line it says so, and tries again", async () => {
  let fails = 1;
  const {
    saver: it,
    sent,
    told,
    clock,
  } = saver(() => (fails-- > 0 ? { ok: false, status: 0, problem: { type: "x" } } : null));
  it.want({ ...LOOK, calm: true });
  clock.pass(200);
  await settled();
  assert.equal(told.at(-1), "failed");
  clock.pass(5_000);
  await settled();
  assert.deepEqual([sent.length, told.at(-1)], [2, "saved"]);
});

test("what is refused becomes again what the server has, and nothing else does", async () => {
  const {
    saver: it,
    told,
    corrected,
    clock,
  } = saver(() => ({ ok: false, status: 422, problem: {} }));
  it.want({ ...LOOK, goal: "gone" });
  clock.pass(200);
  it.want({ ...LOOK, goal: "gone", calm: true });
  await settled();
  assert.ok(told.includes("refused"));
  assert.deepEqual(corrected, [{ ...LOOK, calm: true }]);
});

test("every moment is believed by the overlay, and after it there is nothing to come", () => {
  for (const moment of MOMENTS) {
    const clock = createClock();
    let model = reduce(NOTHING_YET, { type: "look", look: LOOK }).model;
    const player = createPlayer({
      say(said) {
        if ("frame" in said) model = reduce(model, said.frame).model;
      },
      onNote() {},
      timers: clock,
      now: () => 0,
    });
    player.begin(boardOf(null, SAMPLES));
    const before = model.state;
    player.play(moment);
    clock.pass(20_000);
    assert.notEqual(model.state, before, moment);
    assert.equal(clock.running(), 0, moment);
  }
});

test("the next goal is the next step of the streamer's own ladder", () => {
  /** @type {any} */ let shown = null;
  const clock = createClock();
  const player = createPlayer({
    say: (said) => "frame" in said && said.frame.type === "state" && (shown = said.frame),
    onNote() {},
    timers: clock,
    now: () => 0,
  });
  const board = boardOf(null, SAMPLES);
  player.begin(board);
  player.play("next");
  clock.pass(1_000);
  const [{ title, target, rung, reached }] = shown.goals;
  assert.deepEqual([title, target, rung, reached], ["New camera", 40_000, 2, false]);
});

test("gifts move the goal and do not reach it, unless that is what is tried", () => {
  /** @type {any[]} */ const states = [];
  const player = createPlayer({
    say: (said) => "frame" in said && said.frame.type === "state" && states.push(said.frame),
    onNote() {},
    timers: createClock(),
    now: () => 0,
  });
  player.begin(boardOf(null, SAMPLES));
  for (let press = 0; press < 30; press += 1) player.play("huge");
  for (const { goals } of states) assert.ok(goals[0].raised < goals[0].target);
});

test("a size is the overlay's own, or one that was chosen, and is made to fit", () => {
  const url = "http://x/overlay/k?layer-name=a&layer-width=400&layer-height=500";
  assert.deepEqual(sizeOf("own", url), { width: 400, height: 500 });
  assert.deepEqual(sizeOf("tall", url), { width: 1080, height: 1920 });
  assert.equal(scaleOf({ width: 1920, height: 1080 }, { width: 960, height: 1000 }), 0.5);
  assert.equal(scaleOf({ width: 300, height: 60 }, { width: 960, height: 1000 }), 1);
});

/** @param {[number, number]} size @param {string | null} obs */
function viewer([width, height], obs = "32.0.1") {
  return { overlay: "bar", name: "Top bar", obs, width, height };
}

/** @param {Partial<import("../../overlay/control/types.js").Look>} clothes @param {[number, number]} wanted */
function wanting(clothes, [width, height]) {
  const url = `http://localhost/overlay/key?layer-width=${width}&layer-height=${height}`;
  return { id: "bar", look: dressed(LOOK, clothes), drag_url: url };
}

test("a whole picture in a strip is a misfit, told by the size of the source", () => {
  const board = wanting(PRESETS.scoreboard, [1920, 1080]);
  assert.deepEqual(misfit(board, [viewer([900, 120])]), { width: 900, height: 120 });
  assert.deepEqual(misfit(board, [viewer([1080, 1920])]), { width: 1080, height: 1920 });
  assert.equal(misfit(board, [viewer([1280, 720])]), null);
  const phone = wanting(PRESETS.phone, [1080, 1920]);
  assert.deepEqual(misfit(phone, [viewer([1920, 1080])]), { width: 1920, height: 1080 });
  assert.equal(misfit(phone, [viewer([720, 1280])]), null);
});

test("a bar fits everywhere, and what is compact fits no strip", () => {
  for (const size of /** @type {[number, number][]} */ ([
    [900, 120],
    [1920, 80],
    [1920, 1080],
    [300, 600],
  ])) {
    assert.equal(misfit(wanting(PRESETS.lowerThird, [900, 120]), [viewer(size)]), null);
  }
  assert.notEqual(misfit(wanting(PRESETS.jar, [400, 500]), [viewer([900, 120])]), null);
  assert.equal(misfit(wanting(PRESETS.jar, [400, 500]), [viewer([400, 400])]), null);
});

test("nothing is told of a source that is not in OBS, is another overlay's, or stands beside one that fits", () => {
  const board = wanting(PRESETS.scoreboard, [1920, 1080]);
  assert.equal(misfit(board, []), null);
  assert.equal(misfit(board, [viewer([900, 120], null)]), null);
  assert.equal(misfit({ ...board, id: "other" }, [viewer([900, 120])]), null);
  assert.equal(misfit(board, [viewer([900, 120]), viewer([1920, 1080])]), null);
});
