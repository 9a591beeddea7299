import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { connect } from "../../overlay/shared/connection.js";
import { createClock } from "./clock.js";
import { frame } from "./wire.js";

/** The far end of one line. */
class Line {
  /** @type {Line[]} */
  static dialled = [];
  /** @type {((event: { data: unknown }) => void) | null} */
  onmessage = null;
  /** @type {((event: { code: number }) => void) | null} */
  onclose = null;
  isClosed = false;
  readyState = 0;
  /** @type {string[]} */
  sent = [];

  /** @param {string} url */
  constructor(url) {
    this.url = url;
    Line.dialled.push(this);
  }

  close() {
    this.isClosed = true;
  }

  /** @param {string} text */
  send(text) {
    this.sent.push(text);
  }

  /** @param {unknown} message */
  say(message) {
    this.onmessage?.({ data: typeof message === "string" ? message : JSON.stringify(message) });
  }

  /** @param {number} [code] */
  breakOff(code = 1006) {
    this.onclose?.({ code });
  }

  static get last() {
    return /** @type {Line} */ (Line.dialled.at(-1));
  }
}

let clock = createClock();
/** @type {import("../../overlay/shared/connection.js").Frame[]} */
let frames = [];
/** @type {string[]} */
let lines = [];
let chance = 0;
/** @type {ReturnType<typeof connect>} */
let connection;

beforeEach(() => {
  clock = createClock();
  frames = [];
  lines = [];
  chance = 0;
  Line.dialled = [];
  connection = connect({
    url: (after) => `ws://here/ws?after=${after}`,
    onFrame: (read) => frames.push(read),
    onLine: (line) => lines.push(line),
    timers: clock,
    random: () => chance,
    WebSocket: /** @type {any} */ (Line),
  });
});

test("a first frame opens the line and is handed on", () => {
  Line.last.say(frame("moving"));
  assert.deepEqual(lines, ["open"]);
  assert.deepEqual(frames, [frame("moving")]);
});

test("what is not a frame is passed over in silence", () => {
  for (const nonsense of ["", "{", "null", "[]", "7", '{"seq":1}', '{"type":3}']) {
    Line.last.say(nonsense);
  }
  Line.last.onmessage?.({ data: new ArrayBuffer(4) });
  assert.deepEqual(frames, []);
  assert.deepEqual(lines, []);
});

for (const [how, code, waits] of /** @type {[string, number, [number, number][]][]} */ ([
  // prettier-ignore
  ["that breaks is dialled again within half a second", 1006, [[0.2, 100], [0.998, 499]]],
  [
    "of a server that restarts is dialled again after 0.2 to 2 s",
    1012,
    [
      [0, 200],
      [0.5, 1_100],
    ],
  ],
])) {
  test(`a line ${how}, asking for what came since`, () => {
    Line.last.say(frame("moving"));
    for (const [chosen, wait] of waits) {
      chance = chosen;
      Line.last.breakOff(code);
      const before = Line.dialled.length;
      clock.pass(wait - 1);
      assert.equal(Line.dialled.length, before);
      clock.pass(1);
      assert.equal(Line.dialled.length, before + 1);
      assert.equal(Line.last.url, "ws://here/ws?after=41");
      Line.last.say(frame("beat"));
    }
  });
}

test("after a cut it is tried once in haste, and then as after a restart", () => {
  Line.last.say(frame("moving"));
  chance = 0.999;
  Line.last.breakOff();
  clock.pass(500);
  assert.equal(Line.dialled.length, 2);
  Line.last.breakOff();
  clock.pass(1_990);
  assert.equal(Line.dialled.length, 2);
  clock.pass(10);
  assert.equal(Line.dialled.length, 3);
});

test("a server that stays away is tried every 5 s at the latest, and is lost only once", () => {
  chance = 0.999;
  const waits = Array.from({ length: 6 }, () => {
    const before = clock.now();
    Line.last.breakOff();
    const dialled = Line.dialled.length;
    while (Line.dialled.length === dialled) clock.pass(1);
    return clock.now() - before;
  });
  assert.ok((waits[0] ?? 0) <= 2_000);
  assert.ok(waits.every((wait, index) => wait >= (waits[index - 1] ?? 0) && wait <= 5_000));
  assert.deepEqual(lines, ["lost"]);
});

test("12 s of silence end a line, and every frame begins them anew", () => {
  Line.last.say(frame("moving"));
  for (let beats = 0; beats < 3; beats += 1) {
    clock.pass(11_000);
    Line.last.say(frame("beat"));
  }
  assert.equal(Line.dialled.length, 1);
  const silent = Line.last;
  clock.pass(12_000);
  assert.ok(silent.isClosed);
  assert.deepEqual(lines, ["open", "lost"]);
  clock.pass(200);
  assert.equal(Line.dialled.length, 2);
});

test("a line given up for silence is not heard any more", () => {
  const silent = Line.last;
  clock.pass(12_200);
  silent.say(frame("moving"));
  silent.breakOff();
  assert.deepEqual(frames, []);
  assert.equal(Line.dialled.length, 2);
});

test("at rest one timer runs, of 12 s", () => {
  Line.last.say(frame("moving"));
  assert.equal(clock.running(), 1);
  clock.pass(11_999);
  assert.equal(clock.running(), 1);
});

test("a refused key is tried again every 30 s, until it is valid again", () => {
  Line.last.breakOff(4401);
  assert.deepEqual(lines, ["refused"]);
  connection.wake();
  clock.pass(29_999);
  assert.equal(Line.dialled.length, 1);
  clock.pass(1);
  Line.last.breakOff(4401);
  clock.pass(30_000);
  assert.equal(Line.dialled.length, 3);
  Line.last.say(frame("moving"));
  assert.deepEqual(lines, ["refused", "open"]);
});

test("another ledger counts anew", () => {
  Line.last.say(frame("moving"));
  Line.last.say(frame("beat", { seq: 3, ledger: "other" }));
  Line.last.say(frame("beat", { seq: 2, ledger: "other" }));
  Line.last.breakOff();
  clock.pass(200);
  assert.equal(Line.last.url, "ws://here/ws?after=3");
});

test("waking dials at once where a line is waited for, and leaves a good line alone", () => {
  Line.last.say(frame("moving"));
  connection.wake();
  assert.equal(Line.dialled.length, 1);
  chance = 0.9;
  Line.last.breakOff();
  connection.wake();
  assert.equal(Line.dialled.length, 2);
  clock.pass(5_000);
  assert.equal(Line.dialled.length, 2);
});

test("waking replaces a line that fell silent while the machine slept", () => {
  Line.last.say(frame("moving"));
  const now = clock.now();
  clock.now = () => now + 60_000;
  connection.wake();
  assert.equal(Line.dialled.length, 2);
  // Whoever listens is to believe the next view whatever its number: it is another line's first.
  Line.last.say(frame("moving"));
  assert.deepEqual(lines, ["open", "lost", "open"]);
});

test("after closing nothing is dialled, told or waited for", () => {
  Line.last.say(frame("moving"));
  const line = Line.last;
  connection.close();
  line.say(frame("beat"));
  line.breakOff();
  connection.wake();
  clock.pass(60_000);
  assert.ok(line.isClosed);
  assert.equal(Line.dialled.length, 1);
  assert.equal(clock.running(), 0);
  assert.deepEqual(lines, ["open"]);
});

test("what the page says goes out on a line that is up, and is lost on any other", () => {
  connection.send("too early");
  Line.last.readyState = 1;
  connection.send("here");
  const line = Line.last;
  line.breakOff();
  connection.send("too late");
  assert.deepEqual(line.sent, ["here"]);
  assert.deepEqual(Line.last.sent, line.sent);
});
