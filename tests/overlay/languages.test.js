import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import * as english from "../../overlay/languages/en.js";
import {
  agreed,
  directionOf,
  isForms,
  LANGUAGES,
  wordsIn,
} from "../../overlay/shared/languages.js";
import { COUNTED } from "../../overlay/shared/words.js";

/** @typedef {string | Record<string, string>} Word */

const OTHERS = Object.keys(LANGUAGES).filter((tag) => tag !== "en");
/** A number that no screen ever shows as the word's own: enough to meet every form that is needed. */
const USUAL = 1_000;

/**
 * Every word by its path. What is a word and what a group, English says.
 * @param {any} node
 * @param {any} [like]
 * @returns {[path: string, word: Word][]}
 */
function words(node, like = node, path = "") {
  if (typeof like === "string" || isForms(like)) return [[path, node]];
  return Object.keys(node).flatMap((key) =>
    words(node[key], like?.[key] ?? "", path ? `${path}.${key}` : key),
  );
}

/** A file as it is, without English in its gaps. @param {string} language @returns {Promise<any>} */
const file = (language) => import(`../../overlay/languages/${language}.js`);

/** @param {Word} word */
const forms = (word) => (typeof word === "string" ? { other: word } : word);

/** @param {string} text */
const blanks = (text) => [...new Set(text.match(/\{\w*\}?/g) ?? [])].sort();

/** What a number can ask for. @param {string} language */
function needed(language) {
  const rules = new Intl.PluralRules(language);
  return new Set(Array.from({ length: USUAL }, (_, n) => rules.select(n)));
}

/** @param {string} key */
const base = (key) => COUNTED.find((word) => key.startsWith(`${word}_`)) ?? key;

test("every file is a language that is offered, and each has its file", () => {
  const files = readdirSync(new URL("../../overlay/languages/", import.meta.url));
  assert.deepEqual(
    files.sort(),
    Object.keys(LANGUAGES)
      .map((tag) => `${tag}.js`)
      .sort(),
  );
});

for (const language of OTHERS) {
  test(`${language} says all of the control page's words, and no others`, async () => {
    const { control } = await file(language);
    const paths = words(control, english.control).map(([path]) => path);
    assert.deepEqual(
      paths.sort(),
      words(english.control)
        .map(([path]) => path)
        .sort(),
    );
  });

  test(`${language} fills in the same blanks`, async () => {
    const { control } = await file(language);
    const originals = new Map(words(english.control));
    for (const [path, word] of words(control, english.control)) {
      const wanted = blanks(forms(/** @type {Word} */ (originals.get(path))).other ?? "");
      for (const [form, text] of Object.entries(forms(word))) {
        // One, two and none may be said without a digit.
        const spoken = ["zero", "one", "two"].includes(form) && !text.includes("{n}");
        const expected = spoken ? wanted.filter((blank) => blank !== "{n}") : wanted;
        assert.deepEqual(blanks(text), expected, `${path} (${form}): ${text}`);
      }
    }
  });

  test(`${language} says all of the overlay's words, with the same blanks`, async () => {
    const { overlay } = await file(language);
    assert.deepEqual(
      new Set(Object.keys(overlay).map(base)),
      new Set(Object.keys(english.overlay).map(base)),
    );
    const originals = /** @type {Record<string, string>} */ (english.overlay);
    for (const [key, text] of Object.entries(overlay)) {
      const wanted = blanks(originals[base(key)] ?? "");
      const spoken = base(key) !== key && !text.includes("{n}");
      assert.deepEqual(blanks(text), spoken ? [] : wanted, `${key}: ${text}`);
      assert.ok(text.length <= 120, `${key} is as short as an own word must be`);
    }
  });
}

const pattern = OTHERS[0] ?? "";

for (const language of OTHERS) {
  test(`${language} says what the server says, with the same blanks`, async () => {
    const { server } = await file(language);
    assert.deepEqual(Object.keys(server), Object.keys((await file(pattern)).server));
    for (const [english, word] of Object.entries(server)) {
      for (const [form, text] of Object.entries(forms(word))) {
        const spoken = ["zero", "one", "two"].includes(form) && !text.includes("{n}");
        const wanted = blanks(english).filter((blank) => !spoken || blank !== "{n}");
        assert.deepEqual(blanks(text), wanted, `${english}: ${text}`);
        assert.match(text, /\S/, english);
        assert.doesNotMatch(text, /[!！¡]|TODO|^\s|\s$/, `${english}: ${text}`);
      }
      if (typeof word === "string") continue;
      const given = Object.keys(/** @type {Record<string, string>} */ (word));
      assert.deepEqual(
        [...needed(language)].filter((form) => !given.includes(form)),
        [],
      );
    }
  });
}

for (const language of Object.keys(LANGUAGES)) {
  test(`${language} has a form for each plural that it knows`, async () => {
    const { control, overlay } = await file(language);
    const known = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [path, word] of words(control, english.control)) {
      if (typeof word === "string") continue;
      const given = Object.keys(word);
      assert.deepEqual(
        given.filter((form) => !known.includes(/** @type {any} */ (form))),
        [],
        path,
      );
      assert.deepEqual(
        [...needed(language)].filter((form) => !given.includes(form)),
        [],
        path,
      );
    }
    for (const word of COUNTED) {
      const given = Object.keys(overlay).filter((key) => base(key) === word);
      const fitting = known.map((form) => (form === "other" ? word : `${word}_${form}`));
      // An English "_one" stands in every language: a streamer may have said it in words of their own.
      assert.deepEqual(
        given.filter((key) => !fitting.includes(key) && key !== `${word}_one`),
        [],
      );
      const wanted = [...needed(language)].map((form) =>
        form === "other" ? word : `${word}_${form}`,
      );
      assert.deepEqual(
        wanted.filter((key) => !given.includes(key)),
        [],
      );
    }
  });

  test(`${language} is friendly: no exclamation marks, nothing empty or unfinished`, async () => {
    const { control, overlay } = await file(language);
    for (const [path, word] of [...words(control, english.control), ...words(overlay)]) {
      for (const text of Object.values(forms(word))) {
        assert.match(text, /\S/, path);
        assert.doesNotMatch(text, /[!！¡]|TODO|^\s|\s$/, `${path}: ${text}`);
      }
    }
  });
}

test("the first wish that is spoken here is followed, in its own manner", () => {
  assert.deepEqual(agreed(["de-AT", "en"]), { language: "de", locale: "de-AT" });
  assert.deepEqual(agreed(["pt-PT"]), { language: "pt-BR", locale: "pt-PT" });
  assert.deepEqual(agreed(["ko", "ar-EG", "fr"]), { language: "ar", locale: "ar-EG" });
  assert.deepEqual(agreed(["sv", "ko"]), { language: "en", locale: "sv" });
  assert.deepEqual(agreed([]), { language: "en", locale: "en" });
});

test("Arabic and nothing else here runs from right to left", () => {
  assert.deepEqual(
    Object.keys(LANGUAGES).filter((tag) => directionOf(tag) === "rtl"),
    ["ar"],
  );
  assert.equal(directionOf("tlh"), "ltr");
});

test("a language that nobody knows is English", async () => {
  assert.equal((await wordsIn("../control/words")).control, english.control);
});

test("what a language does not say is English, and what it says in forms stays its own", async () => {
  const { control } = await wordsIn("ar");
  assert.deepEqual(words(control).length >= words(english.control).length, true);
  assert.equal(/** @type {any} */ (control.coins).two, "عملتان");
});

for (const language of Object.keys(LANGUAGES)) {
  test(`${language}: two wordings that are the same tell what each is for`, async () => {
    const { overlay, control } = await wordsIn(language);
    const { wordsFor } = control.studio;
    const plain = Object.entries(overlay)
      .filter(([word]) => base(word) === word && !(word in wordsFor))
      .map(([, text]) => text);
    assert.equal(new Set(plain).size, plain.length);
    const purposes = Object.values(wordsFor);
    assert.equal(new Set(purposes).size, purposes.length);
  });
}
