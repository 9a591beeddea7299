// What each theme is known by: its ground, its ink, where its fill begins and ends, how round it is. For
// sketches only; the themes themselves are in goal/themes/.

/** @typedef {{ plate: string, ink: string, from: string, to: string, corner: number }} Colours */

/** @type {Readonly<Record<string, Colours>>} */
const THEME_COLOURS = Object.freeze({
  clean: { plate: "#0b0d12", ink: "#ffffff", from: "#3ddc97", to: "#19b5fe", corner: 4 },
  neon: { plate: "#120a24", ink: "#fff5fb", from: "#ff3cac", to: "#2b86ff", corner: 5 },
  paper: { plate: "#fff6e3", ink: "#2d2a26", from: "#e4572e", to: "#e4572e", corner: 0 },
  pixel: { plate: "#1b1b3a", ink: "#ffffff", from: "#7cfc6a", to: "#7cfc6a", corner: 0 },
  glass: { plate: "#e2efff", ink: "#06122e", from: "#6fe3ff", to: "#c4a8ff", corner: 8 },
  mono: { plate: "#000000", ink: "#ffffff", from: "#ffffff", to: "#ffffff", corner: 0 },
  cozy: { plate: "#3a2e39", ink: "#fff3e2", from: "#f4a259", to: "#e9815e", corner: 7 },
  esports: { plate: "#0a0f1c", ink: "#ffffff", from: "#00e5ff", to: "#ffffff", corner: 0 },
});

/** @param {{ theme?: string, accent?: string | null, second?: string | null, ground?: string | null }} look @returns {Colours} */
export function coloursOf({ theme = "clean", accent, second, ground }) {
  const own = /** @type {Colours} */ (THEME_COLOURS[theme] ?? THEME_COLOURS["clean"]);
  return {
    ...own,
    plate: ground ?? own.plate,
    from: accent ?? own.from,
    to: second ?? (accent ? accent : own.to),
  };
}
