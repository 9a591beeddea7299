import assert from "node:assert/strict";
import { test } from "node:test";
import { neighbour, readable } from "../../overlay/goal/colours.js";

test("an accent's neighbour lies further on the colour wheel", () => {
  assert.equal(neighbour("#ff0000"), "hsl(38, 100%, 56%)");
  assert.equal(neighbour("#00ff00"), "hsl(158, 100%, 56%)");
  assert.equal(neighbour("#0000ff"), "hsl(278, 100%, 56%)");
  assert.equal(neighbour("#808080"), "hsl(38, 0%, 56%)");
  assert.equal(neighbour("#000000"), "hsl(38, 0%, 6%)");
});

test("a text in the accent's colour is as light as it must be, and no lighter", () => {
  assert.equal(readable("#3ddc97"), "hsl(154, 69%, 55%)");
  assert.equal(readable("#ffffff"), "hsl(0, 0%, 100%)");
  for (const dark of ["#000000", "#0000ff", "#400000", "#ff4f79"]) {
    const light = Number(/(\d+)%\)$/.exec(readable(dark))?.[1]);
    assert.ok(light >= 65 && light <= 86, `${dark} became ${readable(dark)}`);
  }
});
