// How much room there is to see: a phone's keyboard takes half of it, large text makes the rest small.

/** Height in text sizes below which the page scrolls as a whole instead of standing still around the buttons. */
const TALL = 35;

/** @param {HTMLElement} root */
export function watchRoom(root) {
  const view = window.visualViewport;

  function measure() {
    const height = view ? view.height * view.scale : innerHeight;
    const typing = document.activeElement?.matches(
      'input:not([type]), input[type="text"], input[inputmode]',
    );
    const keyboard =
      Boolean(typing) && height < screen.height * 0.72 && matchMedia("(pointer: coarse)").matches;
    const text = parseFloat(getComputedStyle(root).fontSize);
    root.dataset.room = keyboard ? "keyboard" : height / text < TALL ? "flow" : "still";
    root.style.setProperty("--visible-height", `${Math.round(height)}px`);
  }

  view?.addEventListener("resize", measure);
  addEventListener("resize", measure);
  addEventListener("focusin", measure);
  addEventListener("focusout", measure);
  measure();
}
