import assert from "node:assert/strict";
import { test } from "node:test";
import { decimalOf, plainDigits, wholeOf } from "../../overlay/control/digits.js";
import { parsed } from "../../overlay/control/search.js";

test("digits of every script that is typed here count", () => {
  assert.equal(plainDigits("12 ١٢ ۱۲ १२ １２ ana"), "12 12 12 12 12 ana");
});

test("a whole number may be grouped as anybody groups it", () => {
  for (const text of ["12500", "12,500", "12.500", "12 500", "12’500", "١٢٬٥٠٠", "１２，５００"]) {
    assert.equal(wholeOf(text), 12_500, text);
  }
  for (const text of ["", "-5", "5 roses", "½"]) assert.ok(Number.isNaN(wholeOf(text)), text);
});

test("groups are of three, in India of two before; what looks like a fraction is no whole number", () => {
  assert.equal(wholeOf(" 1,234,567 "), 1_234_567);
  assert.equal(wholeOf("12,34,567"), 1_234_567);
  for (const text of ["4.99", "4,99", "1.5", "0.500", "1,234.56", "1,234.567", "1.", ".500"]) {
    assert.ok(Number.isNaN(wholeOf(text)), text);
  }
});

test("fractions have a point for the server, whatever was typed", () => {
  assert.deepEqual([" 0,92 ", "0.92", "٠٫٩٢", "０．９２"].map(decimalOf), Array(4).fill("0.92"));
});

test("a search finds the count in any script", () => {
  assert.deepEqual(parsed("٥ rose"), { text: "rose", count: 5 });
});
