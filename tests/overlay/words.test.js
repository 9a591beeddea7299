import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, wording, WORDS } from "../../overlay/shared/words.js";

test("own words take the place of the default ones, and only of these", () => {
  const words = wording({ togo: "noch {n}", reached: 7, weather: "rain", next: "x".repeat(121) });
  assert.deepEqual(words, { ...WORDS, togo: "noch {n}" });
});

test("anything but a set of words leaves the default ones", () => {
  for (const nonsense of [null, undefined, 3, "togo"]) assert.deepEqual(wording(nonsense), WORDS);
});

test("names are marked, so that they cannot disturb the words around them", () => {
  assert.deepEqual(fill("{gifter} sent {gifts}", { gifts: "5" }, { gifter: "{gifts}" }), [
    { text: "{gifts}", name: true },
    { text: " sent " },
    { text: "5" },
  ]);
});

test("a brace without a value stays as it is written", () => {
  assert.deepEqual(fill("{who} {constructor}", {}), [
    { text: "{who}" },
    { text: " " },
    { text: "{constructor}" },
  ]);
});
