/**
 * Putting a look on the page: the theme's style sheet, the accent, calm.
 */

/** @typedef {import("../shared/frames.js").Look} Look */

/** How far the fill's second colour lies from a chosen accent on the colour wheel, in degrees. */
const HUE_STEP = 38;

/**
 * @param {Look} look
 * @param {boolean} wantsCalm By the viewer's system.
 */
export function wear(look, wantsCalm) {
  const root = document.documentElement;
  root.lang = look.locale;
  root.toggleAttribute("data-calm", look.calm || wantsCalm);
  const accent = look.accent;
  if (accent === null) {
    root.style.removeProperty("--accent");
    root.style.removeProperty("--accent-beyond");
  } else {
    root.style.setProperty("--accent", accent);
    root.style.setProperty("--accent-beyond", neighbour(accent));
  }
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
  const next = /** @type {HTMLLinkElement} */ (worn.cloneNode());
  next.href = `/assets/goal/themes/${theme}.css`;
  next.dataset.theme = theme;
  return new Promise((resolve) => {
    next.onload = () => {
      worn.remove();
      resolve();
    };
    next.onerror = () => {
      next.remove();
      resolve();
    };
    worn.after(next);
  });
}

/**
 * A colour a little further on the colour wheel, and a little lighter.
 * @param {string} hex `#rrggbb`
 */
export function neighbour(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => parseInt(hex.slice(at, at + 2), 16) / 255,
  );
  const most = Math.max(red, green, blue);
  const least = Math.min(red, green, blue);
  const span = most - least;
  const light = (most + least) / 2;
  const full = span === 0 ? 0 : span / (1 - Math.abs(2 * light - 1));
  const hue = span === 0 ? 0 : hueOf(red, green, blue, most, span);
  const lighter = Math.min(0.82, light + 0.06);
  return `hsl(${Math.round((hue + HUE_STEP) % 360)}, ${Math.round(full * 100)}%, ${Math.round(lighter * 100)}%)`;
}

/** @param {number} red @param {number} green @param {number} blue @param {number} most @param {number} span */
function hueOf(red, green, blue, most, span) {
  if (most === red) return 60 * (((green - blue) / span + 6) % 6);
  if (most === green) return 60 * ((blue - red) / span + 2);
  return 60 * ((red - green) / span + 4);
}
