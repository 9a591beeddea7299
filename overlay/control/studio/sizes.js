// At which sizes a look is previewed. Pure; lengths are pixels of the source in OBS.

/** @typedef {{ width: number, height: number }} Size */
/** @typedef {"own" | "strip" | "wide" | "tall" | "tiny" | "square"} SizeName */

/** @type {Readonly<Record<Exclude<SizeName, "own">, Size>>} */
const SIZES = Object.freeze({
  strip: { width: 900, height: 120 },
  wide: { width: 1920, height: 1080 },
  tall: { width: 1080, height: 1920 },
  tiny: { width: 300, height: 60 },
  square: { width: 600, height: 600 },
});

/** @type {readonly SizeName[]} */
export const SIZE_NAMES = Object.freeze(["own", "strip", "wide", "tall", "tiny", "square"]);

/**
 * @param {SizeName} name
 * @param {string} dragUrl  tells which size the overlay wants in OBS
 * @returns {Size}
 */
export function sizeOf(name, dragUrl) {
  if (name !== "own") return SIZES[name];
  const { searchParams: asked } = new URL(dragUrl, "http://localhost");
  const [width, height] = [asked.get("layer-width"), asked.get("layer-height")].map(Number);
  return width && height ? { width, height } : SIZES.strip;
}

/**
 * How much smaller a source has to be drawn to fit; never larger than it is.
 * @param {Size} size
 * @param {Size} room
 */
export function scaleOf(size, room) {
  return Math.max(0, Math.min(1, room.width / size.width, room.height / size.height));
}
