/**
 * Which shape the bar takes in a source of a given size. Pure; sizes are CSS pixels.
 */

/**
 * - `slim`: one line over the track, below 100 px of height
 * - `strip`: the classic bar, much wider than high
 * - `card`: everything in between, with the toasts above
 * - `column`: much higher than wide, as on a phone, with the toasts below
 * - `canvas`: the whole picture, in which the bar takes its place
 * @typedef {"slim" | "strip" | "card" | "column" | "canvas"} Shape
 */

/**
 * @typedef {object} Layout
 * @property {Shape} shape
 * @property {number} unit What one pixel of the shape's design size measures here.
 * @property {number} toasts How many toasts have room.
 * @property {boolean} roomy Whether a slim bar has room for more than title and number.
 * @property {boolean} narrow Whether it has hardly room for these.
 */

/** From this width and height on, a source is a whole picture rather than a widget. */
const PICTURE = { width: 1_200, height: 600 };

/**
 * @param {number} width
 * @param {number} height
 * @returns {Layout}
 */
export function layoutOf(width, height) {
  const shape = shapeOf(width, height);
  return {
    shape,
    unit: unitOf(shape, width, height),
    toasts: toastsIn(shape, height),
    roomy: shape === "slim" && width >= 1_100,
    narrow: shape === "slim" && width < 480,
  };
}

/**
 * @param {number} width
 * @param {number} height
 * @returns {Shape}
 */
function shapeOf(width, height) {
  if (height < 100) return "slim";
  const ratio = width / height;
  if (ratio >= 2.6 || height < 180) return "strip";
  if (ratio < 0.75) return "column";
  return width >= PICTURE.width && height >= PICTURE.height ? "canvas" : "card";
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
 */
function toastsIn(shape, height) {
  if (shape === "slim" || shape === "strip") return 1;
  return shape === "card" && height < 330 ? 2 : 3;
}
