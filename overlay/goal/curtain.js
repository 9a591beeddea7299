/**
 * The cloth of a celebration: drawn over the bar with the words on it, and drawn away again.
 */

import { inner, make } from "./elements.js";
import { fit } from "./fit.js";
import { cheering, STILL } from "./gestures.js";
import { ARRIVE, LEAVE, OVERSHOOT, play } from "./motion.js";

/** How long the cloth takes to come and to go. */
export const DRAWN = 420;
/** How big the words on it may be, as shares of its height: one line alone, or each of two. */
const ALONE = 0.62;
const TWO = [0.53, 0.26];
/** In pixels. */
const LEAST = 20;
const MOST = 150;

/**
 * The cloth comes from where the bar begins, and the words fall on it.
 * @param {HTMLElement} bar
 * @param {string} words
 * @param {string} title
 */
export function drawCurtain(bar, words, title) {
  const said = [make("bdi", "banner-words"), make("bdi", "banner-title")];
  const banner = make("div", "banner", said);
  const cloth = make("div", "curtain", [make("div", "cloth"), make("div", "rain"), banner]);
  bar.append(cloth);
  const { height } = inner(banner);
  const isLow = height < LEAST * 3.6;
  (isLow ? [words, ""] : [words, title]).forEach((text, index) => {
    const share = isLow ? ALONE : (TWO[index] ?? 0);
    const element = said[index];
    if (element) fitLine(element, text, Math.max(LEAST, Math.min(height * share, MOST)));
  });
  const away = `translateX(${wayOf(bar) * -103}%)`;
  slide(cloth.firstElementChild, away, STILL, ARRIVE);
  const { transform, easing, duration } = cheering(banner);
  said.forEach((element, index) => {
    const frames = [
      { transform, opacity: 0 },
      { transform: STILL, opacity: 1 },
    ];
    const delay = DRAWN * 0.55 + index * 120;
    play(element, frames, { easing, duration, delay, fill: "backwards" });
  });
  return cloth;
}

/** One line, smaller until it fits. @param {HTMLElement} element @param {string} text @param {number} size */
function fitLine(element, text, size) {
  element.textContent = text;
  const scale = (/** @type {number} */ share) =>
    element.style.setProperty("font-size", `${Math.max(LEAST, Math.floor(size * share))}px`);
  scale(1);
  const share = element.clientWidth / Math.max(1, element.scrollWidth);
  if (share < 1) scale(share);
  if (element.scrollWidth > element.clientWidth) fit(element, text);
}

/** The number is behind it. @param {HTMLElement} bar @param {HTMLElement} cloth */
export function openCurtain(bar, cloth) {
  const gone = slide(cloth.firstElementChild, STILL, `translateX(${wayOf(bar) * 103}%)`, LEAVE);
  for (const element of cloth.querySelectorAll(".banner, .rain")) {
    play(element, [{ opacity: 1 }, { opacity: 0 }], { duration: DRAWN * 0.4, fill: "forwards" });
  }
  if (gone) gone.onfinish = () => cloth.remove();
  else cloth.remove();
  const number = bar.querySelector(".amount");
  if (number === null) return;
  const pop = [{ transform: "scale(1)" }, { transform: "scale(1.16)" }, { transform: "scale(1)" }];
  play(number, pop, { duration: 520, delay: DRAWN * 0.4, easing: OVERSHOOT });
}

/** @param {Element | null} cloth @param {string} from @param {string} to @param {string} easing */
function slide(cloth, from, to, easing) {
  if (cloth === null) return null;
  const frames = [{ transform: from }, { transform: to }];
  return play(cloth, frames, { duration: DRAWN, easing, fill: "both" });
}

/** @param {HTMLElement} bar @returns {1 | -1} */
export function wayOf(bar) {
  return bar.dir === "rtl" ? -1 : 1;
}
