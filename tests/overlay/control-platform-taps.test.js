import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyOf, coinsOf, TAPPED, times } from "../../overlay/control/platform-taps.js";
import * as queues from "../../overlay/control/queue.js";

const [, , fifty] = TAPPED.instagram;

/** @param {number} taps */
const tapped = (taps) =>
  queues.entry({
    ...{ row: "r1", person: "noor", now: 0, native: fifty.native },
    body: { gifter: "ana", gift: "Stars", count: 50 * taps, streak: "r1" },
  });

test("money many times over is exact", () => {
  assert.deepEqual(
    [times("0.99", 3), times("4.99", 100), times("1", 1_000_000), times("0.05", 1)],
    ["2.97", "499.00", "1000000", "0.05"],
  );
});

test("a tap says its platform and its worth in the platform's own unit", () => {
  assert.deepEqual(bodyOf(tapped(1)), {
    ...{ gifter: "ana", gift: "Stars", count: 50, streak: "r1" },
    ...{ platform: "instagram", worth: { amount: "50", unit: "stars" } },
  });
});

test("the worth grows with the streak, also while an earlier count is on its way", () => {
  const sent = queues.sending([tapped(1)], "r1", "noor");
  const [grown] = queues.answered(queues.put(sent, tapped(3)), "r1", {
    ...{ kind: /** @type {const} */ ("later"), arrived: true, problem: null },
  });
  assert.deepEqual(bodyOf(grown)?.worth, { amount: "150", unit: "stars" });
});

test("other gifts are sent as they are", () => {
  const coins = { gifter: null, coins: 5 };
  assert.equal(bodyOf(queues.entry({ row: "r2", person: "noor", now: 0, body: coins })), coins);
});

test("a tap's coins are told where there is a rate, and nothing is guessed where not", () => {
  assert.equal(coinsOf(fifty.native, { STARS: "1.3" }), 65);
  assert.equal(coinsOf(fifty.native, { EUR: "80" }), null);
});
