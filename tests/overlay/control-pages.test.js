import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { faceOf } from "../../overlay/control/faces.js";
import { THEMES } from "../../overlay/control/themes.js";
import { words } from "../../overlay/control/words.js";

const OVERLAY = new URL("../../overlay/", import.meta.url);

/** @param {string} path */
const read = (path) => readFileSync(new URL(path, OVERLAY), "utf8");

/** @param {string} path */
const list = (path) => readdirSync(new URL(path, OVERLAY));

/** @param {object} group @returns {string[]} */
const texts = (group) =>
  Object.values(group).flatMap((word) => (typeof word === "string" ? word : texts(word)));

test("every theme that is shipped is offered, under a name", () => {
  assert.deepEqual(
    [...THEMES].sort(),
    list("goal/themes/")
      .map((file) => file.replace(".css", ""))
      .sort(),
  );
  assert.deepEqual(Object.keys(words.overlay.themes), [...THEMES]);
});

test("every style sheet is on the page, in a file that is there", () => {
  const linked = [...read("control/page.html").matchAll(/looks\/([\w-]+\.css)/g)].map((m) => m[1]);
  assert.deepEqual(linked.sort(), list("control/looks/").sort());
});

test("the page has no inline script or style", () => {
  assert.doesNotMatch(read("control/page.html"), /<script(?![^>]*src=)|<style|\son\w+=|\sstyle=/);
});

test("the words are friendly: no exclamation marks, no jargon", () => {
  for (const text of texts(words)) {
    assert.doesNotMatch(text, /!|\b(submit|payload|entity|invalid|error|failed)\b/i, text);
  }
});

test("a gift that is known by its name has a picture, another its first letter", () => {
  assert.deepEqual([faceOf("Rose").text, faceOf("Rose").picture], ["🌹", true]);
  assert.deepEqual([faceOf("¡Zorro!").text, faceOf("¡Zorro!").picture], ["Z", false]);
  assert.equal(faceOf("Prosecco").picture, false);
});

test("a gift has the same colour every time", () => {
  assert.equal(faceOf("Zorro").hue, faceOf("Zorro").hue);
  assert.notEqual(faceOf("Zorro").hue, faceOf("Zebra").hue);
});
