/**
 * The moment a target is reached: worth a clip, over within seconds, and gone without a trace.
 */

import { make } from "./elements.js";
import { fit } from "./fit.js";
import { ARRIVE, CLOCK, isCalm, LEAVE, OVERSHOOT, play } from "./motion.js";

/** When light sweeps over the bar and confetti goes up, in milliseconds; never three in a second. */
const WAVES = [
  { at: 0, share: 1 },
  { at: 1_100, share: 0.7 },
  { at: 2_300, share: 0.5 },
];
/** Pieces of a full wave, in a strip and where there is more room. */
const PIECES = { strip: 30, room: 60 };
const COLOURS = 5;
/** How long before its end the words leave. */
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
  cheers.forEach((cheer, index) => {
    const from = { transform: "translateY(70%)", opacity: 0 };
    const timing = { duration: 480, delay: index * 90, easing: ARRIVE };
    play(cheer, [from, { transform: "none", opacity: 1 }], { ...timing, fill: "backwards" });
  });
  const end = () => {
    cheers.forEach((cheer) => cheer.remove());
    bar.toggleAttribute("data-cheering", false);
  };
  const timers = WAVES.map(({ at, share }) =>
    CLOCK.setTimeout(() => wave({ bar, shower }, share), at),
  );
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
  const way = bar.dir === "rtl" ? -1 : 1;
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
  confetti(bar, shower, share);
}

/**
 * Where confetti starts, how high it may go and how deep it falls, in the shower's own pixels.
 * @typedef {{ left: number, width: number, from: number, peak: number, ground: number }} Field
 */

/** @param {HTMLElement} bar @param {HTMLElement} shower @param {number} share */
function confetti(bar, shower, share) {
  const isOnPlate = bar.contains(shower);
  const count = Math.round((isOnPlate ? PIECES.strip : PIECES.room) * share);
  const field = isOnPlate ? fieldOnPlate(shower) : fieldAround(bar, shower);
  for (let index = 0; index < count; index += 1) {
    toss(shower, field, (index + Math.random()) / count, index % COLOURS);
  }
}

/** @param {HTMLElement} shower @returns {Field} */
function fieldOnPlate({ clientWidth, clientHeight }) {
  const ground = clientHeight + 20;
  return { left: 0, width: clientWidth, from: ground, peak: clientHeight * 0.1, ground };
}

/** @param {HTMLElement} bar @param {HTMLElement} shower @returns {Field} */
function fieldAround(bar, shower) {
  const { left, width, top, height } = bar.getBoundingClientRect();
  const above = Math.min(top, height * 2.4);
  const below = shower.clientHeight - top;
  const ground = top + Math.min(below, Math.max(height * 3, shower.clientHeight * 0.4));
  return { left, width, from: top + height / 2, peak: top - above, ground };
}

/**
 * One piece goes up and comes down again, turning.
 * @param {HTMLElement} shower
 * @param {Field} field
 * @param {number} place From 0 to 1, along the bar.
 * @param {number} colour
 */
function toss(shower, { left, width, from, peak, ground }, place, colour) {
  const piece = make("i", "confetti");
  piece.dataset.colour = String(colour);
  shower.append(piece);
  const x = left + width * place;
  const drift = (Math.random() - 0.5) * 0.14 * Math.max(width, 600);
  const top = peak + (from - peak) * Math.random() * 0.7;
  const turns = (Math.random() < 0.5 ? -1 : 1) * (300 + Math.random() * 420);
  const rise = { offset: 0.34, easing: "cubic-bezier(0.5, 0, 0.9, 0.6)" };
  const flight = piece.animate(
    [
      { transform: turned(x, from, 0), opacity: 1, easing: "cubic-bezier(0.1, 0.6, 0.4, 1)" },
      { transform: turned(x + drift * 0.6, top, turns * 0.4), opacity: 1, ...rise },
      { opacity: 1, offset: 0.82 },
      { transform: turned(x + drift, ground, turns), opacity: 0 },
    ],
    { duration: 1_600 + Math.random() * 900, delay: Math.random() * 220, fill: "backwards" },
  );
  flight.onfinish = flight.oncancel = () => piece.remove();
}

/** @param {number} x @param {number} y @param {number} degrees */
function turned(x, y, degrees) {
  const tilt = `rotate(${degrees.toFixed(0)}deg) rotateX(${(degrees * 1.7).toFixed(0)}deg)`;
  return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) ${tilt}`;
}
