// The pieces that forms are made of: a labelled field, a switch, a choice, a problem in words.

import { why } from "../api.js";
import { wholeOf } from "../digits.js";
import { el, newKey, write } from "../dom.js";

/**
 * @template {HTMLInputElement | HTMLSelectElement} T
 * @param {string} label
 * @param {T} input
 * @param {string} [hint]
 */
export function labelled(label, input, hint) {
  input.id ||= `f-${newKey()}`;
  const note = hint ? el("p", { class: "hint quiet", id: `${input.id}-hint` }, hint) : null;
  if (note) input.setAttribute("aria-describedby", note.id);
  return el("div", { class: "labelled" }, el("label", { for: input.id }, label), input, note);
}

/** @param {Record<string, unknown>} [props] */
export function textInput(props = {}) {
  return el("input", { type: "text", maxLength: 64, autocomplete: "off", dir: "auto", ...props });
}

/** @param {Record<string, unknown>} [props] */
export function numberInput(props = {}) {
  return el("input", { inputMode: "numeric", maxLength: 13, autocomplete: "off", ...props });
}

/** What was typed as a whole number; NaN where it is none. @param {HTMLInputElement} input */
export function numberOf(input) {
  return wholeOf(input.value);
}

/**
 * @param {string} label
 * @param {boolean} on
 * @param {(on: boolean) => void} change
 * @param {string} [detail]
 */
export function toggle(label, on, change, detail) {
  const input = el("input", {
    ...{ type: "checkbox", role: "switch", checked: on, class: "switch" },
    on: { change: () => change(input.checked) },
  });
  const text = el(
    "span",
    { class: "toggle-words" },
    label,
    detail ? el("span", { class: "hint quiet" }, detail) : null,
  );
  return Object.assign(el("label", { class: "toggle" }, text, input), { input });
}

/**
 * @param {[value: string, text: string][]} options
 * @param {string} chosen
 * @param {(value: string) => void} [change]
 */
export function choice(options, chosen, change) {
  const select = el(
    "select",
    { on: { change: () => change?.(select.value) } },
    options.map(([value, text]) => el("option", { value, selected: value === chosen }, text)),
  );
  return select;
}

/** A place for what went wrong. */
export function problemPlace() {
  // What the server says may run the other way than the page.
  const place = el("p", { class: "field-problem", role: "alert", dir: "auto" });
  return Object.assign(place, {
    /** @param {import("../types.js").Problem | string | null} problem */
    say(problem) {
      write(place, problem === null ? "" : typeof problem === "string" ? problem : why(problem));
    },
  });
}

/**
 * @param {string | Node} label
 * @param {() => unknown} act
 * @param {string} [kind]
 */
export function button(label, act, kind = "") {
  return el("button", { class: `button ${kind}`, type: "button", on: { click: act } }, label);
}
