// How much room there is to see: a phone's keyboard takes half of it, large text makes the rest
// small.

/**
 * Height in text sizes below which the page scrolls as a whole instead of standing still around the
 * buttons.
 */
const TALL = 35;

/** A keyboard takes at least this share of the height. */
const KEYBOARD = 0.25;

/** @param {HTMLElement} root */
export function watchRoom(root) {
  const view = window.visualViewport;
  const coarse = matchMedia("(pointer: coarse)");
  let tallest = { width: 0, height: 0 };

  function measure() {
    const height = view ? view.height * view.scale : innerHeight;
    if (tallest.width !== innerWidth) tallest = { width: innerWidth, height: 0 };
    tallest.height = Math.max(tallest.height, height);
    const shrunk = height < tallest.height * (1 - KEYBOARD);
    const keyboard = coarse.matches && shrunk && isTyping();
    const text = parseFloat(getComputedStyle(root).fontSize);
    root.dataset.room = keyboard ? "keyboard" : height / text < TALL ? "flow" : "still";
    root.style.setProperty("--visible-height", `${Math.round(height)}px`);
  }

  view?.addEventListener("resize", measure);
  for (const type of ["resize", "focusin", "focusout"]) addEventListener(type, measure);
  measure();
}

function isTyping() {
  const field = document.activeElement;
  return field instanceof HTMLInputElement && !/^(checkbox|color|file)$/.test(field.type);
}
