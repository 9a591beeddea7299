import assert from "node:assert/strict";
import { test } from "node:test";
import * as queues from "../../overlay/control/queue.js";
import { wire } from "./control-fixtures.js";

const ROSE = wire("gift-sent");
const SAVED = { kind: /** @type {const} */ ("saved"), gift: wire("gift-recorded") };
const LATER = { kind: /** @type {const} */ ("later"), arrived: true, problem: null };

/** @param {string} problem */
const refusal = (problem) => ({
  kind: /** @type {const} */ ("refused"),
  problem: wire(`problem-${problem}`),
});

/** @param {string} row @param {number} count @param {number} [now] */
const rose = (row, count, now = 0) =>
  queues.entry({ row, person: "noor", now, body: { ...ROSE, streak: row, count } });

/** @param {queues.Entry[]} queue @param {string} row */
const send = (queue, row) => queues.sending(queue, row, "noor");

test("gifts are sent in the order in which they were entered", () => {
  const queue = queues.put(queues.put([], rose("a", 1, 1)), rose("b", 1, 2));
  assert.equal(queues.next(queue, "noor")?.row, "a");
});

test("a streak that grows before it is sent is one report with the higher count", () => {
  const queue = queues.put(queues.put([], rose("a", 1)), rose("a", 4));
  assert.deepEqual([queue.length, queue[0].body?.count, queues.keyOf(queue[0])], [1, 4, "a.4"]);
});

test("a streak that grows while it is being sent goes out once more", () => {
  const grown = queues.put(send([rose("a", 1)], "a"), rose("a", 3));
  assert.equal(grown[0].body?.count, 1);
  const [entry] = queues.answered(grown, "a", SAVED);
  assert.deepEqual([entry.state, entry.body?.count, queues.keyOf(entry)], ["waiting", 3, "a.3"]);
});

test("a report never lowers a streak's count", () => {
  const queue = queues.put([rose("a", 5)], rose("a", 3));
  assert.equal(queue[0].body?.count, 5);
});

test("without a line a gift waits again, under the same key", () => {
  const before = [rose("a", 2)];
  const [entry] = queues.answered(send(before, "a"), "a", LATER);
  assert.deepEqual([entry.state, queues.keyOf(entry)], ["waiting", queues.keyOf(before[0])]);
});

test("a server that cannot write says why, and the gift waits", () => {
  const full = { ...LATER, arrived: false, problem: wire("problem-disk-full") };
  const [entry] = queues.answered(send([rose("a", 2)], "a"), "a", full);
  assert.deepEqual([entry.state, entry.tries, entry.problem?.status], ["waiting", 0, 507]);
  assert.equal(queues.answered(send([entry], "a"), "a", SAVED)[0].problem, null);
});

test("what was on its way when the page closed is sent again", () => {
  const [entry] = queues.woken(send([rose("a", 2)], "a"));
  assert.deepEqual([entry.state, entry.tries], ["waiting", 1]);
});

test("what was recorded before the page closed is left to the server's view", () => {
  const saved = queues.answered(send([rose("a", 5)], "a"), "a", SAVED);
  assert.deepEqual(queues.woken(saved), []);
});

test("a possible duplicate asks, and yes sends it again with confirm under the same key", () => {
  const asked = queues.answered(send([rose("a", 2)], "a"), "a", refusal("possible-duplicate"));
  assert.equal(asked[0].state, "asking");
  const [entry] = queues.confirmed(asked, "a");
  assert.deepEqual(
    [entry.state, entry.body?.confirm, queues.keyOf(entry)],
    ["waiting", true, "a.2"],
  );
});

test("an ambiguous gift lets choose, and the choice is sent", () => {
  const asked = queues.answered(send([rose("a", 2)], "a"), "a", refusal("ambiguous-gift"));
  assert.equal(asked[0].state, "choosing");
  const [entry] = queues.chosen(asked, "a", { id: "7001", name: "Cap" });
  assert.deepEqual([entry.state, entry.body?.gift_id], ["waiting", "7001"]);
});

test("a gift that is asked about does not hold up the next", () => {
  const queue = [rose("a", 1), rose("b", 1)];
  const asked = queues.answered(send(queue, "a"), "a", refusal("possible-duplicate"));
  assert.equal(queues.next(asked, "noor")?.row, "b");
});

test("a refused gift keeps the server's words until it is dropped", () => {
  const refused = queues.answered(send([rose("a", 1)], "a"), "a", refusal("invalid"));
  assert.match(refused[0].problem?.detail ?? "", /count must be/);
  assert.deepEqual(queues.dropped(refused, "a"), []);
});

test("undoing what never left the phone just drops it", () => {
  assert.deepEqual(queues.undone([rose("a", 1)], "a"), []);
});

test("undoing what may have arrived keeps it until its id is known", () => {
  const tried = queues.answered(send([rose("a", 1)], "a"), "a", LATER);
  assert.deepEqual(
    [queues.undone(tried, "a")[0].undo, queues.undone(tried, "a")[0].state],
    [true, "waiting"],
  );
});

test("taking back an undo brings the gift again, once", () => {
  const [before] = [rose("a", 3)];
  const gone = queues.undone([before], "a");
  const [again, ...rest] = queues.redone(gone, before);
  assert.deepEqual([again.body?.count, again.state, rest.length], [3, "waiting", 0]);
  const tried = queues.answered(send([before], "a"), "a", LATER);
  const [kept, ...others] = queues.redone(queues.undone(tried, "a"), tried[0]);
  assert.deepEqual([kept.undo, others.length], [false, 0]);
});

test("a saved gift leaves once the server's view shows it, and not before", () => {
  const saved = queues.answered(send([rose("a", 5)], "a"), "a", SAVED);
  const frame = wire("state");
  assert.equal(queues.settled(saved, { ...frame, seq: 40 }).length, 1);
  assert.deepEqual(queues.settled(saved, frame), []);
});

test("a void and a restore of the same gift leave only the last wish", () => {
  const wish = (/** @type {boolean} */ voided) =>
    queues.entry({ row: "mark:x", person: "noor", now: 0, mark: { id: "x", voided } });
  const queue = queues.put(queues.put([], wish(true)), wish(false));
  assert.deepEqual(
    queue.map((entry) => entry.mark?.voided),
    [false],
  );
});

test("a wish that changes while the other is on its way is sent after it", () => {
  const wish = (/** @type {boolean} */ voided) =>
    queues.entry({ row: "mark:x", person: "noor", now: 0, mark: { id: "x", voided } });
  const changed = queues.put(send([wish(true)], "mark:x"), wish(false));
  const [entry] = queues.answered(changed, "mark:x", SAVED);
  assert.deepEqual([entry.state, entry.mark?.voided], ["waiting", false]);
});

test("what another person may already have sent from this phone is asked about first", () => {
  const tried = queues.answered(send([rose("a", 1)], "a"), "a", LATER);
  assert.equal(queues.next(tried, "leo"), undefined);
  const asked = queues.claimed(tried, "leo");
  assert.deepEqual([asked[0].state, asked[0].problem?.type], ["asking", queues.ELSEWHERE]);
  assert.equal(queues.next(queues.confirmed(asked, "a"), "leo")?.row, "a");
});

test("what surely never arrived is sent by whoever is signed in", () => {
  const offline = queues.answered(send([rose("a", 1)], "a"), "a", { ...LATER, arrived: false });
  assert.equal(queues.claimed(offline, "leo"), offline);
  assert.equal(queues.next(offline, "leo")?.row, "a");
});

test("all that is not yet counted is kept", () => {
  const queue = [rose("a", 1), ...queues.answered(send([rose("b", 5)], "b"), "b", SAVED)];
  assert.equal(queues.kept(queue), 1);
});
