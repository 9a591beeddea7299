// One press is one tap; a press held down taps on by itself.

const FIRST_AFTER = 420;
const THEN_EVERY = 150;

/**
 * @param {HTMLElement} button
 * @param {() => void} tap
 */
export function onTapOrHold(button, tap) {
  let timer = 0;
  let held = false;

  function stop() {
    clearTimeout(timer);
    timer = 0;
  }

  function again() {
    held = true;
    tap();
    timer = setTimeout(again, THEN_EVERY);
  }

  button.addEventListener("pointerdown", (event) => {
    held = false;
    stop();
    if (event.button === 0) timer = setTimeout(again, FIRST_AFTER);
  });
  for (const end of ["pointerup", "pointercancel", "pointerleave", "blur"]) {
    button.addEventListener(end, stop);
  }
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  // A click is also what a keyboard and a screen reader send, and what a scroll that began here
  // does not.
  button.addEventListener("click", (event) => {
    stop();
    const byPointer = event.detail > 0;
    if (!(byPointer && held)) tap();
    held = false;
  });
}
