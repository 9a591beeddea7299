// Makes elements and keeps lists of them. Text is only ever text.

/** @typedef {string | Node | null | undefined | false} Child */

/** For what the server says and the page's language has no words for: it is English. See told.js. */
export const SERVER_SAYS = Object.freeze({ lang: "en", dir: "auto" });

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {{ on?: Record<string, (event: any) => void>, [prop: string]: unknown }} [props]
 *   properties; `class`, `aria-*`, `data-*` and `role` as attributes,
 *   `on` as listeners
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...kept(children));
  return element;
}

/** @param {HTMLElement} element @param {string} name @param {unknown} value */
function set(element, name, value) {
  if (name === "on") {
    const listeners = /** @type {Record<string, (event: any) => void>} */ (value);
    for (const [type, listen] of Object.entries(listeners)) element.addEventListener(type, listen);
  } else if (/^(class|role|for|list|aria-.*|data-.*)$/.test(name)) {
    if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  } else if (value !== undefined) {
    Object.assign(element, { [name]: value });
  }
}

/** @param {(Child | Child[])[]} children */
function kept(children) {
  return /** @type {(string | Node)[]} */ (
    children.flat().filter((child) => child !== null && child !== undefined && child !== false)
  );
}

/** @param {Element} element @param {...(Child | Child[])} children */
export function fill(element, ...children) {
  element.replaceChildren(...kept(children));
}

/**
 * Writes only what changed, so that nothing is laid out or read aloud in vain.
 * @param {Node} node
 * @param {string} text
 */
export function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Shows one child for each item, in order; a child stays the same element for as long as its key is
 * there, so focus, scrolling and running transitions survive.
 * @template I
 * @template {HTMLElement} E
 * @param {HTMLElement} parent
 * @param {I[]} items
 * @param {(item: I) => string} keyOf
 * @param {(item: I) => E} make
 * @param {(element: E, item: I) => void} update
 */
export function keyed(parent, items, keyOf, make, update) {
  const wanted = new Set(items.map(keyOf));
  const before = new Map();
  for (const child of /** @type {HTMLElement[]} */ ([...parent.children])) {
    const key = child.dataset.key ?? "";
    if (wanted.has(key) && !before.has(key)) before.set(key, child);
    else child.remove();
  }
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = keyOf(item);
    const element = /** @type {E} */ (before.get(key) ?? make(item));
    before.delete(key);
    element.dataset.key = key;
    update(element, item);
    if (element === place) place = place.nextElementSibling;
    else parent.insertBefore(element, place);
  }
}

/** 96 bits of chance. Pages on a plain-http LAN address have no crypto.randomUUID. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
