import assert from "node:assert/strict";
import { test } from "node:test";
import { LEAST, planWords } from "../../overlay/goal/words-plan.js";

const ALL = { title: true, number: true, detail: true, digits: 6, behind: 9 };

test("with room for all, the number leads and nothing is too small", () => {
  const { row, title, number, target, detail } = planWords({ ...ALL, width: 400, height: 300 });
  assert.equal(row, false);
  assert.ok(number > title && title > detail && detail >= LEAST && target >= LEAST);
});

test("what is to go leaves first, then the title moves beside the number", () => {
  assert.equal(planWords({ ...ALL, width: 200, height: 70 }).detail, 0);
  assert.equal(planWords({ ...ALL, width: 200, height: 40 }).row, true);
});

test("where the number is cramped beside its target, the target goes under it", () => {
  const narrow = planWords({ ...ALL, width: 220, height: 220 });
  assert.equal(narrow.split, true);
  assert.equal(planWords({ ...ALL, width: 900, height: 160 }).split, false);
});

test("the words are never higher than their room", () => {
  for (const height of [30, 50, 70, 90, 120, 200, 400, 900]) {
    for (const width of [120, 200, 300, 600, 1_200]) {
      const { row, split, title, number, target, detail } = planWords({ ...ALL, width, height });
      const lines = row ? Math.max(title, number) : title + number + detail + (split ? target : 0);
      assert.ok(lines <= height, `${width}x${height}: ${lines}`);
    }
  }
});
