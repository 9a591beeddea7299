/**
 * Putting a look on the page: the theme's style sheet, the accent, calm.
 */

import { neighbour, readable } from "./colours.js";

/** @typedef {import("../shared/frames.js").Look} Look */

/**
 * @param {Look} look
 * @param {boolean} wantsCalm By the viewer's system.
 */
export function wear(look, wantsCalm) {
  const root = document.documentElement;
  root.lang = look.locale;
  root.toggleAttribute("data-calm", look.calm || wantsCalm);
  const { accent } = look;
  setProperty("--accent", accent);
  setProperty("--accent-beyond", accent && neighbour(accent));
  setProperty("--accent-ink", accent && readable(accent));
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
