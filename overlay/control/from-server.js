// What the server says, in the page's language. As in gettext the English sentence is the key, with
// {blanks} where a name or a number stands; so the wire stays English, and what nobody translated too.

/** @typedef {import("./say.js").Word} Word */
/** What the server can say, by its English. @typedef {Readonly<Record<string, Word>>} ServerWords */
/** @typedef {{ word: Word, blanks: Record<string, string | number | Found> }} Found */
/** @typedef {{ pattern: RegExp, names: string[], word: Word, fixed: number }} Template */

/** Blanks that hold words of the server's own; any other holds somebody's name, which is left alone. */
const SENTENCE = "line";
const OWN = new Set([SENTENCE, "title"]);
/** The blank that plurals go by. */
const NUMBER = "n";

/** @type {WeakMap<ServerWords, Template[]>} */
const made = new WeakMap();

/**
 * The words for a sentence, and what stands in their blanks; null: there are none.
 * @param {string} sentence
 * @param {ServerWords} server
 * @returns {Found | null}
 */
export function fromServer(sentence, server) {
  if (Object.hasOwn(server, sentence)) {
    return { word: /** @type {Word} */ (server[sentence]), blanks: {} };
  }
  for (const { pattern, names, word } of templatesOf(server)) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    const blanks = names.map((name, i) => [name, valueOf(name, match[i + 1] ?? "", server)]);
    return { word, blanks: Object.fromEntries(blanks) };
  }
  return null;
}

/** @param {string} name @param {string} text @param {ServerWords} server */
function valueOf(name, text, server) {
  if (name === NUMBER) return Number(text.replaceAll(",", ""));
  return (OWN.has(name) && fromServer(text, server)) || text;
}

/**
 * Those around another sentence come first, then those that say the most themselves: they are the least
 * likely to be something else.
 * @param {ServerWords} server
 */
function templatesOf(server) {
  const known = made.get(server);
  if (known) return known;
  const all = Object.entries(server)
    .filter(([key]) => /\{\w+\}/.test(key))
    .map(([key, word]) => template(key, word))
    .sort((a, b) => around(b) - around(a) || b.fixed - a.fixed);
  made.set(server, all);
  return all;
}

/** @param {Template} template */
const around = ({ names }) => Number(names.includes(SENTENCE));

/** @param {string} key @param {Word} word @returns {Template} */
function template(key, word) {
  const names = /** @type {string[]} */ ([]);
  let fixed = 0;
  const parts = key.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) {
      fixed += part.length;
      return part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    }
    names.push(name);
    return name === NUMBER ? "(\\d[\\d,]*)" : "([^]+)";
  });
  return { pattern: new RegExp(`^${parts.join("")}$`), names, word, fixed };
}
