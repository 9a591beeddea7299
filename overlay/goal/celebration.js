/**
 * The moment a target is reached: worth a clip, over within seconds, and gone without a trace.
 *
 * Three acts. A cloth is drawn over the bar and the words stand on it, as big as it has room for; it is
 * drawn away, and the number is there; then it rains out. Where the bar has a picture around it, light
 * goes out from behind it.
 */

import { toss } from "./confetti.js";
import { DRAWN, drawCurtain, openCurtain, wayOf } from "./curtain.js";
import { make } from "./elements.js";
import { fit } from "./fit.js";
import { cheering, STILL } from "./gestures.js";
import { ARRIVE, CLOCK, isCalm, LEAVE, OVERSHOOT, play } from "./motion.js";

/** When light sweeps over the bar and confetti goes up, in milliseconds; never three in a second. */
const WAVES = [
  { at: 0, share: 1 },
  { at: 1_600, share: 0.7 },
  { at: 2_700, share: 0.5 },
];
/** Pieces of a full wave, in a strip and where there is more room. */
const PIECES = { strip: 34, room: 84 };
/** When the cloth is drawn away, and how long before the end the words leave. */
const CURTAIN_LEAVES = 1_900;
const WORDS_LEAVE = 700;

/**
 * @typedef {object} Stage
 * @property {import("./goal-widget.js").GoalWidget} bar
 * @property {HTMLElement} shower Where confetti flies: behind the bar, or on its plate.
 */

/**
 * @param {Stage & { words: string, title: string, lasting: number }} options `lasting` in milliseconds.
 * @returns {() => void} Ends it at once.
 */
export function celebrate({ bar, shower, words, title, lasting }) {
  const cheers = [cheerIn(bar.headline, words), cheerIn(bar.detail, title)];
  bar.toggleAttribute("data-cheering", true);
  const cloth = isCalm() || bar.dataset.form !== undefined ? null : drawCurtain(bar, words, title);
  const wait = cloth === null ? 0 : CURTAIN_LEAVES;
  cheers.forEach((cheer, index) => {
    const { transform, ...timing } = cheering(cheer);
    const frames = [
      { transform, opacity: 0 },
      { transform: STILL, opacity: 1 },
    ];
    play(cheer, frames, { ...timing, delay: wait + index * 90, fill: "backwards" });
  });
  const end = () => {
    cheers.forEach((cheer) => cheer.remove());
    cloth?.remove();
    bar.toggleAttribute("data-cheering", false);
  };
  const timers = WAVES.map(({ at, share }) =>
    CLOCK.setTimeout(() => wave({ bar, shower }, share), at),
  );
  const rain = /** @type {HTMLElement | null} */ (cloth?.querySelector(".rain") ?? null);
  if (rain !== null) toss(rain, fieldOnPlate(rain, wayOf(bar)), PIECES.strip, DRAWN);
  if (cloth !== null) timers.push(CLOCK.setTimeout(() => openCurtain(bar, cloth), CURTAIN_LEAVES));
  timers.push(CLOCK.setTimeout(() => part(cheers, end), lasting - WORDS_LEAVE));
  return () => {
    timers.forEach((timer) => CLOCK.clearTimeout(timer));
    for (const part of lit(bar)) part.getAnimations().forEach((animation) => animation.cancel());
    shower.replaceChildren();
    end();
  };
}

/** @param {HTMLElement} place @param {string} words */
function cheerIn(place, words) {
  const text = make("bdi", "cheer-text");
  const element = make("span", "cheer", [text]);
  place.append(element);
  fit(text, words);
  return element;
}

/** @param {HTMLElement[]} cheers @param {() => void} then */
function part(cheers, then) {
  for (const cheer of cheers) {
    const to = { transform: "translateY(-70%)", opacity: 0 };
    const timing = { duration: 240, easing: LEAVE, fill: /** @type {const} */ ("forwards") };
    play(cheer, [{ transform: "none", opacity: 1 }, to], timing).onfinish = then;
  }
}

/** What a wave moves besides confetti: the light and the number. @param {HTMLElement} bar */
function lit(bar) {
  return [...bar.querySelectorAll(".sweep, .amount")];
}

/** @param {Stage} stage @param {number} share */
function wave({ bar, shower }, share) {
  if (isCalm()) return;
  const way = wayOf(bar);
  const [sweep, amount] = lit(bar);
  if (sweep && amount) {
    const across = [
      { transform: `translateX(${way * -110}%) skewX(-20deg)`, opacity: 1 },
      { transform: `translateX(${way * 110}%) skewX(-20deg)`, opacity: 1 },
    ];
    play(sweep, across, { duration: 1_000, easing: "cubic-bezier(0.5, 0, 0.3, 1)" });
    const pop = [{ transform: "none" }, { transform: "scale(1.08)" }, { transform: "none" }];
    play(amount, pop, { duration: 460, easing: OVERSHOOT });
  }
  const isOnPlate = bar.contains(shower);
  const field = isOnPlate ? fieldOnPlate(shower, way) : fieldAround(bar, shower, way);
  if (share === 1 && !isOnPlate) shine(shower, field);
  toss(shower, field, Math.round((isOnPlate ? PIECES.strip : PIECES.room) * share));
}

/** @param {HTMLElement} shower @param {1 | -1} way @returns {import("./confetti.js").Field} */
function fieldOnPlate({ clientWidth, clientHeight }, way) {
  const ground = clientHeight + 20;
  return {
    left: 0,
    width: clientWidth,
    from: ground,
    peak: clientHeight * 0.1,
    ground,
    way,
    near: 1.15,
  };
}

/**
 * @param {HTMLElement} bar @param {HTMLElement} shower @param {1 | -1} way
 * @returns {import("./confetti.js").Field}
 */
function fieldAround(bar, shower, way) {
  const { left, width, top, height } = bar.getBoundingClientRect();
  const above = Math.min(top, height * 4.5);
  const below = shower.clientHeight - top;
  const ground = top + Math.min(below, Math.max(height * 3, shower.clientHeight * 0.4));
  return { left, width, from: top + height / 2, peak: top - above, ground, way, near: 2.6 };
}

/**
 * Light goes out from behind the bar, once.
 * @param {HTMLElement} shower
 * @param {import("./confetti.js").Field} field
 */
function shine(shower, { left, width, from }) {
  const light = make("i", "burst");
  light.style.setProperty("--burst-x", `${left + width / 2}px`);
  light.style.setProperty("--burst-y", `${from}px`);
  shower.append(light);
  const motion = light.animate(
    [
      { transform: "scale(0.2) rotate(0deg)", opacity: 0, easing: ARRIVE },
      { transform: "scale(0.86) rotate(14deg)", opacity: 1, offset: 0.24 },
      { transform: "scale(1) rotate(34deg)", opacity: 0 },
    ],
    { duration: 2_600 },
  );
  motion.onfinish = motion.oncancel = () => light.remove();
}
