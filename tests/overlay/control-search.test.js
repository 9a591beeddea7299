import assert from "node:assert/strict";
import { test } from "node:test";
import { named, parsed, plain, rank, search, typos } from "../../overlay/control/search.js";

const GIFTS = [
  "Rose",
  "Rosa",
  "Doughnut",
  "Ice Cream Cone",
  "Finger Heart",
  "Café",
  "TikTok",
  "Lion",
].map((name) => ({ name, favourite: name === "Rosa" }));

/** @param {string} query */
const found = (query) => search(GIFTS, query).map((gift) => gift.name);

test("the exact name comes first", () => {
  assert.equal(found("rose")[0], "Rose");
});

test("among equally good ones a favourite comes first", () => {
  assert.deepEqual(found("ros"), ["Rosa", "Rose"]);
});

test("any word of a name is found by its beginning", () => {
  assert.deepEqual(found("cone"), ["Ice Cream Cone"]);
  assert.deepEqual(found("heart"), ["Finger Heart"]);
});

test("initials and missing spaces find a gift", () => {
  assert.deepEqual(found("icc"), ["Ice Cream Cone"]);
  assert.deepEqual(found("icecream"), ["Ice Cream Cone"]);
});

for (const query of ["doghnut", "dougnut", "doughtnut", "duoghnut", "dughnut"]) {
  test(`"${query}" finds Doughnut`, () => assert.equal(found(query)[0], "Doughnut"));
}

test("accents and punctuation do not matter", () => {
  assert.deepEqual(found("cafe"), ["Café"]);
  assert.equal(plain("  Ice-Cream  CONE! "), "ice cream cone");
});

test("a short query forgives nothing", () => {
  assert.deepEqual(found("lxn"), []);
});

test("no query shows all, in the order given", () => {
  assert.equal(search(GIFTS, " ").length, GIFTS.length);
});

test("swapped, added, dropped and changed letters are one typo each", () => {
  for (const other of ["orse", "roose", "ros", "rise"]) assert.equal(typos("rose", other, 2), 1);
});

test("two words far apart are no match", () => {
  assert.equal(rank("galaxy", "doughnut"), null);
});

test("a number beside the name says how many", () => {
  assert.deepEqual(parsed("5 rose"), { text: "rose", count: 5 });
  assert.deepEqual(parsed("rose x12"), { text: "rose", count: 12 });
  assert.deepEqual(parsed("2024"), { text: "2024", count: null });
  assert.deepEqual(parsed("rose"), { text: "rose", count: null });
});

test("a name that no gift has is told, with the nearest there is", () => {
  const near = (/** @type {string} */ typed) => named(GIFTS, typed).near?.name;
  assert.deepEqual(named(GIFTS, " ROSE "), { known: true, near: null });
  assert.equal(named(GIFTS, "Roses").known, false);
  assert.equal(near("Roses"), "Rose");
  assert.equal(near("Finger-Heart"), "Finger Heart");
  assert.equal(near("Super Chat"), undefined);
  assert.deepEqual(named(GIFTS, "?"), { known: false, near: null });
});
