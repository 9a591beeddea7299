import assert from "node:assert/strict";
import { test } from "node:test";
import { inGifts, inMoney } from "../../overlay/control/remains.js";
import { tokenOf } from "../../overlay/control/session.js";
import { duration, say } from "../../overlay/control/say.js";
import { wire } from "./control-fixtures.js";

const GIFTS = [
  { id: "1", name: "Rose", coins: 1, favourite: true },
  { id: "2", name: "Galaxy", coins: 1000, favourite: true },
  { id: "3", name: "Lion", coins: 29_999, favourite: true },
];

test("what is missing is said in a small and a big gift", () => {
  assert.deepEqual(inGifts(2375, GIFTS), [
    { name: "Rose", count: 2375 },
    { name: "Galaxy", count: 3 },
  ]);
});

test("a gift larger than what is missing is not offered", () => {
  assert.deepEqual(inGifts(40, GIFTS), [{ name: "Rose", count: 40 }]);
});

test("nothing missing, or nothing known, says nothing", () => {
  assert.deepEqual(
    [inGifts(0, GIFTS), inGifts(10, []), inMoney(0, []), inMoney(10, [])],
    [[], [], null, null],
  );
});

test("money is the packages that cover what is missing, to the cent", () => {
  const { packages } = wire("catalogue");
  assert.deepEqual(inMoney(375, packages), { amount: 5.98, currency: "USD" });
  assert.deepEqual(inMoney(330, packages), { amount: 4.99, currency: "USD" });
  assert.deepEqual(inMoney(1, packages), { amount: 0.99, currency: "USD" });
});

test("a token is found in a link, in its fragment, and nowhere else", () => {
  assert.equal(tokenOf(wire("invite-made").link), "0123456789abcdefghijkl");
  assert.equal(tokenOf("#token=abc-_1"), "abc-_1");
  assert.equal(tokenOf("#settings/goals"), null);
  assert.equal(tokenOf("hello there"), null);
});

test("durations and plurals read as people say them", () => {
  assert.deepEqual([duration(60), duration(9.5), duration(7200)], ["1:00", "0:10", "2:00:00"]);
  const word = { one: "{n} coin", other: "{n} coins" };
  assert.deepEqual([say(word, { n: 1 }), say(word, { n: 5 })], ["1 coin", "5 coins"]);
});
