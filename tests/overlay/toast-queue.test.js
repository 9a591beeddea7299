import assert from "node:assert/strict";
import { test } from "node:test";
import {
  arrive,
  coinsOf,
  emptyQueue,
  giftsOf,
  IN_TURN,
  nextChange,
  settle,
  STACKED,
  tierOf,
} from "../../overlay/goal/toast-queue.js";

/** @typedef {import("../../overlay/goal/toast-queue.js").Queue} Queue */

/** @param {string} id @param {Partial<import("../../overlay/shared/frames.js").Gift>} [changes] */
const rose = (id, changes = {}) => ({
  id,
  gifter: "ana",
  gift: "Rose",
  count: 1,
  coins: 1,
  ...changes,
});

/** @param {Queue} queue */
const keys = (queue) => queue.shown.map(({ key }) => key);

/** @param {Queue} queue Until nothing changes any more. */
function settled(queue) {
  let last = 0;
  for (let at = nextChange(queue); at !== null; at = nextChange(queue)) {
    assert.ok(at >= last, "time goes forward");
    last = at;
    queue = settle(queue, at);
  }
  return queue;
}

test("coins make the tier", () => {
  const tiers = [0, 99, 100, 999, 1_000, 9_999, 10_000, 1e9].map(tierOf);
  assert.deepEqual(tiers, [0, 0, 1, 1, 2, 2, 3, 3]);
});

test("a gift comes at once, stays, and goes", () => {
  const queue = arrive(emptyQueue(STACKED), [rose("a")], 0);
  assert.deepEqual(keys(queue), ["a"]);
  assert.equal(nextChange(queue), 3_200);
  assert.deepEqual(keys(settle(queue, 3_199)), ["a"]);
  assert.deepEqual(keys(settle(queue, 3_200)), []);
  assert.equal(nextChange(settle(queue, 3_200)), null);
});

test("a streak keeps its toast while its count grows in place", () => {
  let queue = emptyQueue(STACKED);
  for (let count = 1; count <= 20; count += 1) {
    queue = arrive(queue, [rose("a", { count })], count * 1_000);
    assert.deepEqual(keys(queue), ["a"]);
    assert.equal(queue.shown[0]?.gift?.count, count);
  }
});

test("at most three stand on the screen, and the rest is one crowd", () => {
  const gifts = Array.from({ length: 45 }, (_, index) =>
    rose(`${index}`, { gifter: `gifter ${index}`, count: 2 }),
  );
  let queue = arrive(emptyQueue(STACKED), gifts, 0);
  assert.deepEqual(keys(queue), ["0", "1", "2"]);
  queue = settle(queue, nextChange(queue) ?? 0);
  const crowd = queue.shown.find((toast) => toast.crowd)?.crowd;
  assert.ok(crowd);
  assert.equal(crowd.first, "gifter 3");
  assert.equal(crowd.gifters.size, 42);
  assert.equal(giftsOf(crowd), 84);
  assert.equal(coinsOf(crowd), 42);
});

test("a crowd of one is simply that gift", () => {
  const gifts = ["a", "b", "c", "d"].map((id) => rose(id));
  const queue = arrive(emptyQueue(STACKED), gifts, 0);
  assert.deepEqual(keys(settle(queue, nextChange(queue) ?? 0)), ["d"]);
});

test("a streak inside a crowd grows inside it", () => {
  const gifts = ["a", "b", "c", "d", "e"].map((id) => rose(id));
  let queue = arrive(emptyQueue(STACKED), gifts, 0);
  queue = settle(queue, nextChange(queue) ?? 0);
  queue = arrive(queue, [rose("d", { count: 7, coins: 7 })], 1_600);
  assert.equal(queue.shown.length, 1);
  const [toast] = queue.shown;
  assert.ok(toast?.crowd);
  assert.equal(giftsOf(toast.crowd), 8);
});

test("a big gift takes the place of a small one, which waits again if it was hardly read", () => {
  const small = ["a", "b", "c"].map((id) => rose(id));
  const before = arrive(emptyQueue(STACKED), small, 0);
  const whale = rose("whale", { coins: 5_000 });
  assert.deepEqual(keys(arrive(before, [whale], 2_000)), ["b", "c", "whale"]);
  const early = arrive(before, [whale], 500);
  assert.deepEqual([...(early.crowd?.gifts.keys() ?? [])], ["a"]);
});

test("where toasts come in turn, the title is seen in between", () => {
  let queue = arrive(emptyQueue(IN_TURN), [rose("a"), rose("b")], 0);
  assert.deepEqual(keys(queue), ["a"]);
  queue = settle(queue, 1_500);
  assert.deepEqual(keys(queue), []);
  assert.equal(nextChange(queue), 3_300);
  assert.deepEqual(keys(settle(queue, 3_300)), ["b"]);
});

test("where toasts come in turn, no streak keeps the title away for ever", () => {
  let queue = emptyQueue(IN_TURN);
  let away = 0;
  for (let second = 0; second < 60; second += 1) {
    queue = arrive(queue, [rose("a", { count: second + 1 })], second * 1_000);
    away = queue.shown.length === 0 ? 0 : away + 1;
    assert.ok(away <= 9, `the title is away for ${away} s`);
  }
});

for (const [name, manners] of Object.entries({ STACKED, IN_TURN })) {
  test(`in a flood nothing waits for 8 s, and every gift is told once (${name})`, () => {
    let queue = emptyQueue(manners);
    /** @type {Map<string, number>} */
    const sentAt = new Map();
    const told = new Set();
    const look = (/** @type {Queue} */ now, /** @type {number} */ at) => {
      assert.ok(now.shown.length <= manners.places);
      for (const { gift, crowd } of now.shown) {
        for (const { id } of gift ? [gift] : (crowd?.gifts.values() ?? [])) {
          if (!told.has(id)) assert.ok(at - (sentAt.get(id) ?? 0) < 8_000, `${id} waited too long`);
          told.add(id);
        }
      }
    };
    for (let at = 0; at < 30_000; at += 125) {
      const gifts = Array.from({ length: 12 }, (_, index) => {
        const id = `${at}/${index}`;
        sentAt.set(id, at);
        return rose(id, { gifter: `gifter ${index}`, coins: (at + index) % 997 === 0 ? 2_000 : 5 });
      });
      queue = arrive(queue, gifts, at);
      look(queue, at);
    }
    for (let at = nextChange(queue); at !== null; at = nextChange(queue)) {
      queue = settle(queue, at);
      look(queue, at);
    }
    assert.equal(told.size, sentAt.size);
  });
}

test("when all have gone there is nothing to wait for", () => {
  const gifts = Array.from({ length: 30 }, (_, index) => rose(`${index}`));
  for (const manners of [STACKED, IN_TURN]) {
    const queue = settled(arrive(emptyQueue(manners), gifts, 0));
    assert.deepEqual([queue.shown, queue.crowd, queue.big], [[], null, []]);
  }
});
