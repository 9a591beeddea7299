// The words of a row that leads somewhere, and the row that leads to a file.

import { el } from "../dom.js";
import { icon } from "../icons.js";

/** @param {Node | string} name @param {string} detail  smaller, below it; empty: none */
export function doorWords(name, detail) {
  const below = detail && el("span", { class: "quiet" }, detail);
  return el("span", { class: "door-words" }, name, below || null);
}

/** @param {string} href  what the server makes a file of @param {string} name @param {string} detail */
export function fileRow(href, name, detail) {
  const words = doorWords(name, detail);
  return el("a", { class: "door-row", href, download: "" }, words, icon("save"));
}
