import assert from "node:assert/strict";
import { test } from "node:test";
import { PLAIN_LOOK, readLook } from "../../overlay/shared/look.js";
import { people } from "../../overlay/shared/people.js";
import { NOTHING_YET, reduce } from "../../overlay/shared/reduce.js";
import { frame } from "./wire.js";

test("the server's default look is the page's plain look", () => {
  assert.deepEqual(readLook(frame("look").look), PLAIN_LOOK);
});

test("options that are malformed are plain, the others are kept", () => {
  const look = readLook({
    ...{ widget: "clock", direction: "vertical", corner: -4, thickness: "9", second: "red" },
    widgets: [{ kind: "ring", place: "moon" }, { kind: "x" }, null],
    font: "../secret.ttf",
    sounds: { on: true, volume: 500, tiers: [false] },
    ticker_gift: { name: "Galaxy", coins: 0 },
  });
  assert.equal(look.widget, "bar");
  assert.equal(look.vertical, true);
  assert.deepEqual(look.widgets, [{ kind: "ring", place: "bottom" }]);
  assert.deepEqual([look.corner, look.thickness, look.second, look.font], [null, null, null, null]);
  assert.deepEqual(look.sounds, {
    ...{ on: true, volume: 0.6, tiers: [false, true, true, true], reached: true },
  });
  assert.equal(look.tickerGift, null);
});

test("the lists say who and what in the look's words", () => {
  const words = { look: { ...frame("look").look, words: { anonymous: "a friend" } } };
  let { model } = reduce(NOTHING_YET, /** @type {any} */ (frame("shoutouts")));
  model = reduce(model, /** @type {any} */ (frame("look", words))).model;
  const seen = people({
    ...model,
    state: model.state && {
      ...model.state,
      recent: [{ id: "x", gifter: null, gift: null, count: 1, coins: 50 }],
    },
  });
  assert.deepEqual(
    seen?.top.map(({ who, worth }) => [who, worth]),
    [[[{ text: "ana", name: true }], "120"]],
  );
  assert.deepEqual(seen?.recent[0]?.who, [{ text: "a friend" }]);
  assert.equal(seen?.recent[0]?.worth, "");
  assert.deepEqual(
    seen?.shoutouts.map(({ worth }) => worth),
    ["+1,000"],
  );
  assert.equal(people(NOTHING_YET), null);
});

test("gifts tell their platform where the look wants it", () => {
  const on = { look: { ...frame("look").look, platforms: true } };
  const given = { recent: frame("gifts").gifts };
  let { model } = reduce(NOTHING_YET, /** @type {any} */ (frame("moving", given)));
  const marks = () => people(model)?.recent.map(({ mark }) => mark);
  assert.deepEqual(marks(), ["", "", ""]);
  model = reduce(model, /** @type {any} */ (frame("look", on))).model;
  assert.deepEqual(marks(), ["", "TT", ""]);
});
