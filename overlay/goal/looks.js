/**
 * Putting a look on the page: the theme's style sheet, the accent, calm.
 */

import { neighbour, readable, translucent } from "./colours.js";

/** @typedef {import("../shared/look.js").Look} Look */

/**
 * @param {Look} look
 * @param {boolean} wantsCalm By the viewer's system.
 */
export function wear(look, wantsCalm) {
  const root = document.documentElement;
  // Saved before there was a language, a look chose the letters' manner by its numbers.
  root.lang = look.language === "en" ? look.locale : look.language;
  root.toggleAttribute("data-calm", look.calm || wantsCalm);
  const { accent, second, ground, groundOpacity, corner, thickness } = look;
  setProperty("--accent", accent);
  setProperty("--accent-beyond", second ?? (accent && neighbour(accent)));
  setProperty("--accent-ink", accent && readable(accent));
  setProperty("--plate", ground && translucent(ground, groundOpacity));
  setProperty("--corner", inDesign(corner));
  setProperty("--track", inDesign(thickness));
  setProperty("--thickness", inDesign(thickness));
  wearFont(look.font);
}

/** @param {number | null} length */
function inDesign(length) {
  return length === null ? null : `calc(${length} * var(--px))`;
}

/** Stacks of fonts that are there on most systems. @type {Readonly<Record<string, string>>} */
const STACKS = Object.freeze({
  system: 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif',
  rounded:
    '"SF Pro Rounded", "Arial Rounded MT Bold", Nunito, Quicksand, "Trebuchet MS", "Noto Sans", sans-serif',
  condensed:
    'Bahnschrift, "Avenir Next Condensed", "Roboto Condensed", "Arial Narrow", "Liberation Sans Narrow", "Noto Sans", sans-serif',
  serif: 'Rockwell, "Roboto Slab", Georgia, "Noto Serif", "DejaVu Serif", serif',
  mono: '"Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono", monospace',
});
/** What a font of the streamer's own is called here. */
const OWN = "giftgoal own";
let ownFile = "";

/** @param {string | null} font The name of a stack, or of a file in the data folder. */
function wearFont(font) {
  const isFile = font?.includes(".") ?? false;
  setProperty("--font", isFile ? `"${OWN}", ${STACKS.system}` : (STACKS[font ?? ""] ?? null));
  if (font === null || !isFile || font === ownFile) return;
  ownFile = font;
  const face = new FontFace(OWN, `url("/fonts/${font}")`);
  // Without the file the next fonts of the stack are worn.
  face.load().then(
    () => font === ownFile && changeFace(face),
    () => {},
  );
}

/** @param {FontFace} face */
function changeFace(face) {
  document.fonts.forEach((old) => old.family.includes(OWN) && document.fonts.delete(old));
  document.fonts.add(face);
  dispatchEvent(new Event("resize"));
}

/** @param {string} name @param {string | null} value */
function setProperty(name, value) {
  const { style } = document.documentElement;
  if (value === null) style.removeProperty(name);
  else style.setProperty(name, value);
}

/**
 * Change the theme's style sheet where it stands, so that OBS's custom CSS stays behind it; the old
 * one is worn until the new one is there, and for good if it does not come.
 * @param {string} theme
 * @returns {Promise<void>} When it is worn.
 */
export function wearTheme(theme) {
  const worn = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[data-theme]"));
  if (worn === null || worn.dataset.theme === theme) return Promise.resolve();
  document.querySelectorAll("link[data-coming]").forEach((link) => link.remove());
  const next = /** @type {HTMLLinkElement} */ (worn.cloneNode());
  next.toggleAttribute("data-coming", true);
  next.href = `/assets/goal/themes/${theme}.css`;
  next.dataset.theme = theme;
  return new Promise((resolve) => {
    next.onload = () => {
      worn.remove();
      next.toggleAttribute("data-coming", false);
      resolve();
    };
    next.onerror = () => {
      next.remove();
      resolve();
    };
    worn.after(next);
  });
}
