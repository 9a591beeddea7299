import assert from "node:assert/strict";
import { test } from "node:test";
import { fieldsFor, guessed, leavesOf } from "../../overlay/control/sample.js";

const ORDER = {
  event: "paid",
  order: { number: 771, buyer: { name: "ana" }, lines: [{ total: 4.2, currency: "EUR" }] },
};

test("a sample is a list of what stands in it, each with its place", () => {
  assert.deepEqual(leavesOf({ "a/b": { "~": [true, null, 3] }, c: "x" }), [
    { place: "/a~1b/~0/0", text: "true" },
    { place: "/a~1b/~0/2", text: "3" },
    { place: "/c", text: "x" },
  ]);
});

test("what is no object has nothing to choose", () => {
  for (const value of [null, 3, "text", true, [], {}]) assert.deepEqual(leavesOf(value), []);
});

test("a sample without end is a list with one", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`n${n}`, n]));
  assert.equal(leavesOf(many).length, 60);
  let deep = /** @type {object} */ ({ name: "ana" });
  for (let n = 0; n < 1000; n++) deep = { deep };
  assert.deepEqual(leavesOf(deep), []);
});

test("what things are is guessed by their names", () => {
  assert.deepEqual(guessed(leavesOf(ORDER)), {
    amount: "/order/lines/0/total",
    unit: "/order/lines/0/currency",
    gifter: "/order/buyer/name",
    id: "/order/number",
  });
});

test("our own shape is guessed as it is", () => {
  const message = { id: "1", gifter: "ana", gift: "Rose", count: 3, coins: 3, message: "hi" };
  assert.deepEqual(guessed(leavesOf({ ...message, rehearsal: false })), {
    coins: "/coins",
    gifter: "/gifter",
    id: "/id",
    gift: "/gift",
    count: "/count",
    message: "/message",
    test: "/rehearsal",
  });
});

test("the name of a product is no gifter, and a word is no amount", () => {
  const said = { product: { name: "Mug" }, from_name: "ben", amount: "lots", price: "5.00" };
  assert.deepEqual(guessed(leavesOf(said)), {
    amount: "/price",
    gifter: "/from_name",
    gift: "/product/name",
  });
});

test("what nothing was chosen for stands nowhere", () => {
  const leaves = leavesOf(ORDER);
  const money = { unit: " GBP ", amountIn: "main" };
  const fields = fieldsFor({ amount: "/order/lines/0/total", when: "/event" }, leaves, money);
  assert.deepEqual(fields, {
    gifter: "-",
    amount: "/order/lines/0/total",
    coins: "-",
    gift: "-",
    count: "-",
    id: "-",
    message: "-",
    test: "-",
    unit: "GBP",
    amount_in: "main",
    when_at: "/event",
    when_is: "paid",
  });
});
