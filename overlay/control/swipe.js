// Pulls a row aside with a finger. Lengths are in pixels; `toward` is -1 where it is pulled to the
// left, as it is in languages that are read from left to right, and 1 where to the right.

/** A finger that has gone less far has not said where it goes. */
const SLOP = 10;
/** Pulled so far, letting go acts. */
const FAR = 88;
/** So quick, in pixels a millisecond, letting go acts earlier: from half as far on. */
const QUICK = 0.6;
/** Beyond `FAR` the row follows the finger at this share. */
const HEAVY = 0.35;
const BACK = { duration: 220, easing: "cubic-bezier(0.22, 1, 0.36, 1)" };

/**
 * What a finger is at: `open` it may be anything, `along` it pulls the row, `away` it does not.
 * @param {number} dx
 * @param {number} dy
 * @param {-1 | 1} toward
 * @returns {"open" | "along" | "away"}
 */
export function aim(dx, dy, toward) {
  if (Math.hypot(dx, dy) < SLOP) return "open";
  return dx * toward > Math.abs(dy) * 1.4 ? "along" : "away";
}

/** How far the row has gone. @param {number} dx @param {-1 | 1} toward */
export function pulled(dx, toward) {
  const way = Math.max(0, dx * toward);
  return way <= FAR ? way : FAR + (way - FAR) * HEAVY;
}

/** Whether letting go acts. @param {number} way @param {number} speed  pixels a millisecond */
export const acts = (way, speed) => way >= FAR || (way >= FAR / 2 && speed >= QUICK);

/**
 * Lets fingers pull an element aside; scrolling stays the browser's, by `touch-action: pan-y`.
 * @param {HTMLElement} moved
 * @param {object} on
 * @param {() => boolean} on.may  whether there is something to do now
 * @param {(far: boolean | null) => void} on.pull  whether letting go now would act; null: it is
 *   back in its place
 * @param {() => void} on.act
 */
export function onSwipe(moved, { may, pull, act }) {
  let from = /** @type {{ id: number, x: number, y: number, at: number } | null} */ (null);
  let toward = /** @type {-1 | 1} */ (-1);
  let way = 0;
  let far = false;

  /** @param {PointerEvent} event */
  function begin(event) {
    if (event.pointerType === "mouse" || !event.isPrimary || !may()) return;
    toward = getComputedStyle(moved).direction === "rtl" ? 1 : -1;
    from = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp };
    way = 0;
    far = false;
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (event.pointerId !== from?.id) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (way === 0) {
      const now = aim(dx, dy, toward);
      if (now === "away") from = null;
      if (now !== "along") return;
      moved.setPointerCapture(event.pointerId);
    }
    way = pulled(dx, toward);
    moved.style.transform = `translateX(${way * toward}px)`;
    if (far !== way >= FAR) navigator.vibrate?.(8);
    far = way >= FAR;
    pull(far);
  }

  /** @param {PointerEvent} event */
  function end(event) {
    if (event.pointerId !== from?.id) return;
    const speed = Math.abs(event.clientX - from.x) / Math.max(1, event.timeStamp - from.at);
    const yes = event.type === "pointerup" && acts(way, speed);
    from = null;
    if (way > 0) settle();
    if (yes) act();
  }

  /** The row goes back to its place. */
  function settle() {
    const before = moved.style.transform;
    moved.style.transform = "";
    way = 0;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return pull(null);
    const back = moved.animate([{ transform: before }, { transform: "none" }], BACK);
    back.onfinish = back.oncancel = () => from ?? pull(null);
  }

  moved.addEventListener("pointerdown", begin);
  moved.addEventListener("pointermove", move);
  for (const type of /** @type {const} */ (["pointerup", "pointercancel"])) {
    moved.addEventListener(type, end);
  }
}
