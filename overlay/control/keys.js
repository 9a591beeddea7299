// A desk has a keyboard: letters find a gift, digits say how many, Enter sends, Ctrl+Z undoes.

import { plainDigits } from "./digits.js";
import { isInside } from "./state.js";

/** Digits that follow each other sooner than this make one number, in milliseconds. */
const ONE_NUMBER = 900;

/**
 * @param {object} options
 * @param {import("./store.js").Store} options.store
 * @param {import("./acts.js").Acts} options.acts
 * @param {import("./parts/control-page.js").ControlPage} options.page
 */
export function watchKeys({ store, acts, page }) {
  let typed = "";
  let typedAt = -Infinity;

  /** @param {string} digit */
  function digit(digit) {
    const now = performance.now();
    typed = now - typedAt < ONE_NUMBER ? typed + digit : digit;
    typedAt = now;
    acts.setQuantity(Number(typed));
  }

  document.addEventListener("keydown", (event) => {
    if (!isInside(store.get())) return;
    const inField =
      event.target instanceof Element && event.target.matches("input, select, textarea");
    if (event.key === "Escape" && store.get().door !== null && !inField) return acts.closeDoor();
    if (isUndo(event)) {
      event.preventDefault();
      return acts.undoLast();
    }
    if (inField || event.altKey || event.ctrlKey || event.metaKey || event.isComposing) return;
    const key = plainDigits(event.key);
    if (/^\d$/.test(key)) return digit(key);
    if (event.key === "@") return focus(event, page.pad.gifter.input);
    if (event.key === "/") return focus(event, page.pad.search.input);
    // The letter itself is typed by the field that now has the focus.
    if (/^\p{L}$/u.test(event.key)) page.pad.search.input.focus();
  });
}

/** In a field with text in it, Ctrl+Z is the field's own. @param {KeyboardEvent} event */
function isUndo(event) {
  const keys =
    (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  const field = event.target;
  return (
    keys && !(field instanceof HTMLInputElement && field.value !== "" && field.id !== "gifter")
  );
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} input */
function focus(event, input) {
  event.preventDefault();
  input.focus();
  input.select();
}
