// At which sizes a look is previewed, and whether OBS's source is of another. Pure; lengths are pixels of
// the source in OBS.

import { inSource, layoutOf } from "../../goal/layout.js";
import { readLook } from "../../shared/look.js";

/** @typedef {import("../types.js").Viewer} Viewer */
/** @typedef {Pick<import("../types.js").Overlay, "id" | "look" | "drag_url">} Wanting */

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

/** From so many times as wide for its height a source has another shape. */
const APART = 3;
/** What is so many times as wide as high is a line: it fills any source but a whole picture. */
const LINE = 2.6;

/**
 * The overlay's source in OBS, if its shape is another one than the look wants; null: it fits, or is not
 * known. Of several sources one that fits is enough.
 * @param {Wanting} overlay
 * @param {readonly Viewer[]} viewers
 * @returns {Size | null}
 */
export function misfit({ id, look, drag_url: dragUrl }, viewers) {
  const sources = viewers
    .filter(({ overlay, obs }) => overlay === id && obs !== null)
    .map(({ width, height }) => ({ width: width ?? 0, height: height ?? 0 }))
    .filter(({ width, height }) => width > 0 && height > 0);
  const wanted = sizeOf("own", dragUrl);
  const isRight = sources.some((source) => fitsIn(source, wanted, readLook(look)));
  return isRight ? null : (sources[0] ?? null);
}

/** @param {Size} source @param {Size} wanted @param {import("../../shared/look.js").Look} look */
function fitsIn({ width, height }, wanted, look) {
  if (inSource(look, width, height) !== look) return false;
  const { shape, isPhone } = layoutOf(width, height);
  const isLine = look.widgets.length === 0 && wanted.width / wanted.height > LINE;
  if (isLine) return look.widget === "bar" || (shape !== "canvas" && !isPhone);
  const times = (width * wanted.height) / (height * wanted.width);
  return Math.max(times, 1 / times) < APART;
}
