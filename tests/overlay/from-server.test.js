import assert from "node:assert/strict";
import { test } from "node:test";
import { fromServer } from "../../overlay/control/from-server.js";

const SERVER = {
  "There is no goal yet.": "Noch kein Ziel.",
  "{name} is very small ({width} x {height}).": "{name}: {height} mal {width}, sehr klein.",
  "{n} gifts are left.": { one: "{n} Geschenk", other: "{n} Geschenke" },
  "{title} is not connected.": "{title} fehlt.",
  "{title} is not connected. {line}": "{title} fehlt. {line}",
  "The script {name} is playing.": "Skript {name}.",
  "{where} does not answer.": "{where} antwortet nicht.",
  "{where} does not answer. Is it running?": "{where} antwortet nicht. Läuft es?",
  "{where} does not accept the key or password.": "{where} will den Schlüssel nicht.",
  Webhook: "Eigener Webhook",
};

/** @param {string} sentence */
const found = (sentence) => fromServer(sentence, SERVER);

test("a sentence is found as it is", () => {
  assert.deepEqual(found("There is no goal yet."), { word: "Noch kein Ziel.", blanks: {} });
});

test("what nobody translated is not found, nor is half of it", () => {
  for (const text of ["", "What is this?", "There is no goal yet. Really.", "toString", "name"]) {
    assert.equal(found(text), null, text);
  }
  assert.equal(fromServer("There is no goal yet.", {}), null);
});

test("blanks are told by their names, whatever their order", () => {
  assert.deepEqual(found("Main bar is very small (20 x 30).")?.blanks, {
    name: "Main bar",
    width: "20",
    height: "30",
  });
});

test("a number to count by is a number, and only a number fills its blank", () => {
  assert.deepEqual(found("1,234 gifts are left."), {
    word: SERVER["{n} gifts are left."],
    blanks: { n: 1234 },
  });
  assert.equal(found("Many gifts are left."), null);
});

test("a name may hold anything: braces, lines, what a pattern is made of, what is a word elsewhere", () => {
  for (const name of ["{n}", "$& (.*) \\d", "two\nlines", "Webhook", "ليلى", "x is playing. y"]) {
    assert.deepEqual(found(`The script ${name} is playing.`)?.blanks, { name });
  }
});

test("the server's own words within a sentence are found, too", () => {
  assert.deepEqual(found("Webhook is not connected. TikFinity does not answer."), {
    word: "{title} fehlt. {line}",
    blanks: {
      title: { word: "Eigener Webhook", blanks: {} },
      line: { word: "{where} antwortet nicht.", blanks: { where: "TikFinity" } },
    },
  });
  const unknown = found("Twitch is not connected. Nobody knows why.");
  assert.deepEqual(unknown?.blanks, { title: "Twitch", line: "Nobody knows why." });
});

test("a sentence within another is not taken for all of it, however long", () => {
  const words = found("Euler is not connected. Euler does not accept the key or password.")?.word;
  assert.equal(words, "{title} fehlt. {line}");
});

test("the sentence that says the most itself is taken", () => {
  const words = found("TikFinity does not answer. Is it running?")?.word;
  assert.equal(words, "{where} antwortet nicht. Läuft es?");
});
