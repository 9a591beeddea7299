import assert from "node:assert/strict";
import { test } from "node:test";
import {
  counted,
  ENGLISH,
  fill,
  vocabularyOf,
  wording,
  WORDS,
} from "../../overlay/shared/words.js";

test("own words take the place of the default ones, and only of these", () => {
  const words = wording({ togo: "noch {n}", reached: 7, weather: "rain", next: "x".repeat(121) });
  assert.deepEqual(words, { ...WORDS, togo: "noch {n}" });
});

test("anything but a set of words leaves the default ones", () => {
  for (const nonsense of [null, undefined, 3, "togo"]) assert.deepEqual(wording(nonsense), WORDS);
});

test("own words stand in another language's words too, in the forms of that language", async () => {
  const arabic = await vocabularyOf("ar");
  const words = wording({ coins_few: "{n} قطع", reached: "Done" }, arabic);
  assert.deepEqual(words, { ...arabic.words, coins_few: "{n} قطع", reached: "Done" });
  const forms = [0, 1, 2, 3, 11, 100].map((n) => counted(words, "coins", n, arabic.language));
  assert.deepEqual(forms, ["{n} عملة", "عملة واحدة", "عملتان", "{n} قطع", "{n} عملة", "{n} عملة"]);
});

test("a counted word has the language's own forms, and its plain one where there is none", () => {
  assert.equal(counted(WORDS, "coins", 1, "en"), "1 coin");
  assert.equal(counted(WORDS, "days", 2, "en"), "{n} days");
  assert.equal(counted({ coins: "{n} Coins" }, "coins", 1, "de"), "{n} Coins");
});

test("a language that nobody knows is English", async () => {
  assert.equal(await vocabularyOf("tlh"), ENGLISH);
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
