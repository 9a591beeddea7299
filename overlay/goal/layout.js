/**
 * Which shape the page takes in a source of a given size. Pure; sizes are CSS pixels.
 */

/**
 * - `slim`: one line over the track, below 100 px of height
 * - `strip`: the classic bar, much wider than high
 * - `card`: everything in between, with the toasts above
 * - `column`: much higher than wide, as on a phone, with the toasts below
 * - `canvas`: the whole picture, in which the bar, or several widgets, take their places
 * @typedef {"slim" | "strip" | "card" | "column" | "canvas"} Shape
 */

/** @typedef {import("../shared/look.js").Look} Look */
/** @typedef {import("../shared/look.js").Kind} Kind */

/** What fills the page: one kind of widget, a bar that stands, or several on a canvas. */
/** @typedef {Kind | "tower" | "canvas"} Filling */

/**
 * @typedef {object} Layout
 * @property {Shape} shape
 * @property {number} unit What one pixel of the shape's design size measures here.
 * @property {number} toasts How many toasts have room.
 * @property {boolean} roomy Whether a slim bar has room for more than title and number.
 * @property {boolean} narrow Whether it has hardly room for these.
 * @property {boolean} isPhone Whether it is the whole picture of a phone, where the app has its own buttons.
 */

/** From this width and height on, a source is a whole picture rather than a widget. */
const PICTURE = { width: 1_200, height: 600 };
const PHONE = { width: 540, height: 960, ratio: 0.66 };

/**
 * What the apps lay over a vertical stream, as shares of the picture: the larger of TikTok's and YouTube's
 * margins (108 px at the top and 320 at the bottom, 288 and 672, right 120 and 192, left 60 and 48 of
 * 1080 x 1920). shapes.css has the same numbers.
 */
export const SAFE = Object.freeze({ top: 0.15, right: 0.178, bottom: 0.35, left: 0.056 });

/**
 * @param {number} width
 * @param {number} height
 * @param {Filling} [filling]
 * @returns {Layout}
 */
export function layoutOf(width, height, filling = "bar") {
  const isPhone = width >= PHONE.width && height >= PHONE.height && width / height < PHONE.ratio;
  const shape = shapeOf(width, height, filling);
  const safe = isPhone ? 1 - SAFE.left - SAFE.right : 1;
  return {
    shape,
    unit: unitOf(shape, width * safe, height),
    toasts: toastsIn(shape, height, filling),
    roomy: shape === "slim" && width >= 1_100,
    narrow: shape === "slim" && width < 480,
    isPhone,
  };
}

/**
 * @param {number} width
 * @param {number} height
 * @param {Filling} filling
 * @returns {Shape}
 */
function shapeOf(width, height, filling) {
  const ratio = width / height;
  if (filling === "canvas") return ratio < 0.75 ? "column" : "canvas";
  if (height < 100) return "slim";
  if (ratio >= 2.6 || height < 180) return "strip";
  if (ratio < 0.75) return "column";
  const isPicture = width >= PICTURE.width && height >= PICTURE.height;
  return isPicture && filling === "bar" ? "canvas" : "card";
}

/** The smallest pictures in which several widgets can be told apart: one that lies, one that stands. */
const LEAST_CANVAS = { lying: [640, 360], upright: [200, 320] };
/** What shows how far the goal is. @type {Kind[]} */
const OF_GOAL = ["bar", "ring", "text", "jar", "ladder"];

/**
 * The look as a source of this size has room for it: of several widgets one is left where they would
 * only be clipped, as in the strip in which a bar stood before.
 * @param {Look} look
 * @param {number} width
 * @param {number} height
 * @returns {Look}
 */
export function inSource(look, width, height) {
  const { widgets, vertical } = look;
  if (widgets.length === 0 || isCanvas(width, height)) return look;
  const kinds = widgets.map(({ kind }) => kind);
  const goal = kinds.includes("bar") ? "bar" : kinds.find((kind) => OF_GOAL.includes(kind));
  const widget = goal ?? kinds[0] ?? "bar";
  return { ...look, widgets: [], widget, vertical: vertical && width < height };
}

/** @param {number} width @param {number} height */
function isCanvas(width, height) {
  const ratio = width / height;
  const [wide = 0, high = 0] = LEAST_CANVAS[ratio < 0.75 ? "upright" : "lying"];
  return width >= wide && height >= high && ratio < 2.6;
}

/**
 * The sizes for which each shape is designed.
 * @param {Shape} shape
 * @param {number} width
 * @param {number} height
 */
function unitOf(shape, width, height) {
  const designs = {
    slim: [400, 80],
    strip: [460, 120],
    card: [480, 360],
    column: [400, 640],
    canvas: [1_920, 1_080],
  };
  const [designWidth = 1, designHeight = 1] = designs[shape];
  return Math.max(0.5, Math.min(width / designWidth, height / designHeight));
}

/**
 * @param {Shape} shape
 * @param {number} height
 * @param {Filling} filling
 */
function toastsIn(shape, height, filling) {
  const isAlone = filling !== "bar" && filling !== "canvas";
  if (isAlone || shape === "slim" || shape === "strip") return 1;
  return shape === "card" && height < 330 ? 2 : 3;
}
