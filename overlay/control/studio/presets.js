// Looks that are complete: widgets, theme, colours and shapes that belong together. Pure. What is the
// streamer's own stays: the goal, the wording, language and numbers, the sounds, the ticker's gift.

/** @typedef {import("../types.js").Look} Look */
/** @typedef {keyof typeof PRESETS} PresetName */

/** What a preset says nothing of. @satisfies {Partial<Look>} */
const PLAIN = {
  widget: "bar",
  widgets: [],
  direction: "horizontal",
  theme: "clean",
  title: true,
  number: true,
  target: true,
  togo: true,
  milestones: true,
  toasts: true,
  platforms: false,
  calm: false,
  accent: null,
  second: null,
  ground: null,
  ground_opacity: 84,
  font: null,
  corner: null,
  thickness: null,
};

/** The options that make a look, without what is the streamer's own. */
const DESIGN = Object.keys(PLAIN);

export const PRESETS = /** @satisfies {Record<string, Partial<Look>>} */ ({
  lowerThird: { theme: "clean", milestones: false, calm: true, ...inBlue() },
  nightSign: {
    theme: "neon",
    widgets: [stands("ring", "top-right"), stands("recent", "bottom-right")],
    ...{ accent: "#ff4fd8", second: "#38d6ff", target: false },
  },
  jar: { theme: "cozy", widget: "jar", accent: "#ffb26b", second: "#f2785c", corner: 32 },
  scoreboard: {
    theme: "esports",
    widgets: [stands("top", "top-left"), stands("countdown", "top-right"), stands("bar", "bottom")],
    ...{ accent: "#ffd23f", togo: false },
  },
  arcade: {
    theme: "pixel",
    widgets: [stands("ladder", "left"), stands("ticker", "bottom")],
    ...{ accent: "#ffd84d", platforms: true },
  },
  phone: {
    theme: "glass",
    direction: "vertical",
    widgets: [stands("ring", "top"), stands("recent", "bottom")],
    ...{ togo: false, milestones: false },
  },
  poster: { theme: "mono", milestones: false, togo: false, calm: true },
  scrapbook: {
    theme: "paper",
    widgets: [
      stands("bar", "top"),
      stands("shoutout", "bottom-left"),
      stands("top", "bottom-right"),
    ],
    ...{ accent: "#2f7f79" },
  },
});

function inBlue() {
  return { accent: "#4cc9f0", second: "#4361ee", corner: 4, thickness: 6, font: "condensed" };
}

/** @param {import("../../shared/look.js").Kind} kind @param {string} place */
function stands(kind, place) {
  return { kind, place };
}

/**
 * A look in the clothes of another one.
 * @param {Look} look
 * @param {Partial<Look>} clothes
 * @returns {Look}
 */
export function dressed(look, clothes) {
  return { ...look, ...PLAIN, ...design(clothes) };
}

/** What of a look can be put on another one. @param {Partial<Look>} look @returns {Partial<Look>} */
export function design(look) {
  return Object.fromEntries(Object.entries(look).filter(([option]) => DESIGN.includes(option)));
}
