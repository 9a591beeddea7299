import assert from "node:assert/strict";
import { test } from "node:test";
import { compact, direction, gain, shorten, whole } from "../../overlay/shared/format.js";

test("numbers are grouped as the locale does", () => {
  const numbers = ["en", "de", "fr", "hi", "ar-EG"].map((locale) => whole(1_234_567, locale));
  assert.deepEqual(numbers, [
    "1,234,567",
    "1.234.567",
    "1\u202f234\u202f567",
    "12,34,567",
    "١٬٢٣٤٬٥٦٧",
  ]);
});

test("a gain has its plus, and a number without room is short", () => {
  assert.equal(gain(1_000, "en"), "+1,000");
  assert.equal(compact(20_000_000, "en"), "20M");
  assert.equal(compact(12_450, "en"), "12.5K");
});

test("a locale that is refused is English", () => {
  for (const nonsense of ["", "no such tag", "x".repeat(500)]) {
    assert.equal(whole(1_000, nonsense), "1,000");
  }
});

test("the first letter tells the direction, not digits, signs or emoji before it", () => {
  const texts = ["500 ← ميكروفون", "🎤 מיקרופון", "(New) ميكروفون", "500", ""];
  assert.deepEqual(texts.map(direction), ["rtl", "rtl", "ltr", "ltr", "ltr"]);
});

test("no character is cut in half", () => {
  assert.equal(shorten("New mic", 7), "New mic");
  assert.equal(shorten("New mic", 5), "New…");
  assert.equal(shorten("👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦", 2), "👩‍👩‍👧‍👦…");
});
