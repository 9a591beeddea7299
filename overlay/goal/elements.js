/**
 * Making elements without markup, so that no text of somebody else's is ever read as markup.
 */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {(Node | string)[]} [children]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, className = "", children = []) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/**
 * Write a text only if it is another one: the same text again would be laid out and painted again.
 * @param {HTMLElement} element
 * @param {string} text
 * @returns {boolean} Whether it was another one.
 */
export function write(element, text) {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}

/**
 * Write a phrase; what others wrote is isolated, so that a right-to-left name does not turn its surroundings.
 * @param {HTMLElement} element
 * @param {import("../shared/words.js").Piece[]} pieces
 * @returns {boolean} Whether it was another one.
 */
export function writePhrase(element, pieces) {
  if (element.textContent === pieces.map(({ text }) => text).join("")) return false;
  element.replaceChildren(
    ...pieces.map(({ text, name }) => (name ? make("bdi", "name", [text]) : text)),
  );
  return true;
}

/** The size of a box without its padding. @param {HTMLElement} box */
export function inner(box) {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(box);
  return {
    width: box.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight),
    height: box.clientHeight - parseFloat(paddingTop) - parseFloat(paddingBottom),
  };
}

/**
 * How wide the parts of a box are side by side, with its padding; it may be wider itself.
 * @param {HTMLElement} box
 * @param {HTMLElement[]} parts
 */
export function widthOf(box, parts) {
  const { paddingLeft, paddingRight, marginLeft, marginRight } = getComputedStyle(box);
  const own = [paddingLeft, paddingRight, marginLeft, marginRight].map(parseFloat);
  return [...own, ...parts.map(outer)].reduce((sum, width) => sum + width, 0);
}

/** @param {HTMLElement} part */
function outer(part) {
  if (part.hidden) return 0;
  const { marginLeft, marginRight } = getComputedStyle(part);
  return part.offsetWidth + parseFloat(marginLeft) + parseFloat(marginRight);
}
