/**
 * How a widget stands in its own box: where its picture is, and how big. Pure; lengths are CSS pixels.
 */

/**
 * - `line`: the picture at the start of one line
 * - `wide`: the picture beside the words
 * - `tall`: the picture above the words
 * - `disc`: the words in the picture
 * @typedef {"line" | "wide" | "tall" | "disc"} Form
 */

/** @typedef {{ form: Form, picture: { width: number, height: number } }} Stand */

/**
 * @param {number} width
 * @param {number} height
 * @returns {Exclude<Form, "disc">}
 */
export function formOf(width, height) {
  if (height < 150 && width > height * 1.6) return "line";
  return width > height * 1.25 ? "wide" : "tall";
}

/** A ring, as big as it can be; with the words in it where it is about all there is. */
const RING_ALONE = 1.5;

/** @param {number} width @param {number} height @returns {Stand} */
export function ringStand(width, height) {
  const form = formOf(width, height);
  const isAlone = form !== "line" && Math.max(width / height, height / width) < RING_ALONE;
  if (isAlone || Math.min(width, height) < 1) return square("disc", Math.min(width, height));
  if (form === "tall") return square("tall", Math.min(width, height * 0.6));
  return square(form, Math.min(height, width * 0.42));
}

/** @param {Form} form @param {number} size @returns {Stand} */
function square(form, size) {
  const side = Math.max(0, Math.floor(size));
  return { form, picture: { width: side, height: side } };
}

/** A jar, a little higher than wide. @param {number} width @param {number} height @returns {Stand} */
export function jarStand(width, height) {
  const form = formOf(width, height);
  const room = form === "tall" ? height - Math.min(height * 0.36, width * 0.5) : height;
  const most = form === "tall" ? width : width * 0.4;
  const jar = Math.floor(Math.min(room, most * 1.22));
  return { form, picture: { width: Math.floor(jar / 1.22), height: jar } };
}

/** A track that stands upright. @param {number} width @param {number} height @returns {Stand} */
export function towerStand(width, height) {
  const form = formOf(width, height);
  if (form === "tall" && width < 220) {
    const words = Math.min(height * 0.34, width * 0.85);
    return { form, picture: { width, height: Math.floor(height - words) } };
  }
  return {
    form: form === "tall" ? "wide" : form,
    picture: { width: Math.floor(width * 0.3), height },
  };
}

/**
 * Where a share of the way round lies on a square's outline, for rings that have corners.
 * @param {number} share From 0, in the middle of the top, clockwise to 1.
 * @returns {{ across: number, down: number }} From 0 to 1, from its left and its top.
 */
export function onSquare(share) {
  const [x, y] = [Math.sin(2 * Math.PI * share), -Math.cos(2 * Math.PI * share)];
  const reach = 2 * Math.max(Math.abs(x), Math.abs(y));
  return { across: 0.5 + x / reach, down: 0.5 + y / reach };
}
