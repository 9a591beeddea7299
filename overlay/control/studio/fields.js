// The fields of a look: each shows one option, and edits it. What a field is about stands in `data-option`.

import { el, fill, newKey, write } from "../dom.js";
import { icon } from "../icons.js";
import { choice, labelled, toggle } from "../parts/form.js";
import { say } from "../say.js";
import { words } from "../words.js";

/** @typedef {import("../types.js").Look} Look */
/** @typedef {keyof Look} Option */

/**
 * What the fields of one overlay share.
 * @typedef {object} Desk
 * @property {() => Look} look
 * @property {(change: Partial<Look>, tag?: string) => void} edit  `tag`: edits that follow each other
 *   under the same one are undone together
 * @property {(show: (look: Look) => void) => void} onLook  called at once, and whenever it is another
 */

const W = words.studio;

/** @typedef {{ [Name in Option]: Look[Name] extends boolean ? Name : never }[Option]} Switch */

/** @param {Desk} desk @param {Switch} option @param {string} label @param {string} [detail] */
export function switchField(desk, option, label, detail) {
  const field = toggle(label, false, (on) => desk.edit({ [option]: on }), detail);
  field.dataset.option = option;
  desk.onLook((look) => (field.input.checked = look[option] === true));
  return field;
}

/**
 * @param {Desk} desk
 * @param {Option} option
 * @param {string} label
 * @param {[value: string, text: string][]} options
 * @param {{ read(look: Look): string, write(value: string): Partial<Look> }} as
 */
export function choiceField(desk, option, label, options, { read, write: written }) {
  const select = choice(options, "", (value) => desk.edit(written(value)));
  const field = labelled(label, select);
  field.dataset.option = option;
  desk.onLook((look) => (select.value = read(look)));
  return Object.assign(field, { select });
}

/**
 * A colour of the streamer's, or the theme's own.
 * @param {Desk} desk
 * @param {"accent" | "second" | "ground"} option
 * @param {string} label
 * @param {(look: Look) => string} themes  `#rrggbb`, to begin with
 */
export function colourField(desk, option, label, themes) {
  const input = el("input", {
    ...{ type: "color", id: `f-${newKey()}` },
    on: { input: () => desk.edit({ [option]: input.value }, option) },
  });
  const said = el("span", { class: "hint quiet", dir: "auto" });
  const back = backButton(label, () => desk.edit({ [option]: null }));
  desk.onLook((look) => {
    const own = look[option];
    input.value = own ?? themes(look);
    write(said, own ?? W.themesOwn);
    back.hidden = own === null;
  });
  const text = el("label", { for: input.id, class: "toggle-words" }, label, said);
  return el("div", { class: "own-field", "data-option": option }, text, back, input);
}

/**
 * @param {Desk} desk
 * @param {Option} option
 * @param {object} how
 * @param {string} how.label
 * @param {[least: number, most: number]} how.range
 * @param {string} how.unit  words with `{n}`
 * @param {(look: Look) => number | null} how.read  null: the theme's own
 * @param {(value: number | null) => Partial<Look>} how.write
 * @param {number} [how.start]  where the slider stands for the theme's own; without it there is always a value
 */
export function rangeField(desk, option, { label, range, unit, read, write: written, start }) {
  const [min, max] = range;
  const input = el("input", {
    ...{ type: "range", min: String(min), max: String(max), step: "1", id: `f-${newKey()}` },
    on: { input: () => desk.edit(written(input.valueAsNumber), option) },
  });
  const said = el("span", { class: "hint quiet" });
  const back = backButton(label, () => desk.edit(written(null)));
  desk.onLook((look) => {
    const value = read(look);
    input.value = String(value ?? start ?? min);
    const text = value === null ? W.themesOwn : say(unit, { n: value });
    write(said, text);
    input.setAttribute("aria-valuetext", text);
    back.hidden = value === null || start === undefined;
  });
  const text = el("label", { for: input.id, class: "toggle-words" }, label, said);
  const field = el("div", { class: "own-field range", "data-option": option }, text, back, input);
  return Object.assign(field, { input });
}

/** @param {string} option @param {() => void} act */
function backButton(option, act) {
  return el(
    "button",
    {
      ...{ class: "icon-button", type: "button", on: { click: act } },
      "aria-label": say(W.takeThemes, { option }),
    },
    icon("undo"),
  );
}

/**
 * What is written stays as it is written for as long as somebody writes.
 * @param {HTMLInputElement} input
 * @param {string} value
 */
export function showText(input, value) {
  if (document.activeElement !== input) input.value = value;
}

/** @param {string} title @param {...(Node | false | null)} fields */
export function group(title, ...fields) {
  const part = el("div", { class: "form" });
  fill(part, title ? el("h4", {}, title) : null, ...fields);
  return part;
}
