/**
 * The moment a target is reached: worth a clip, over within seconds, and gone without a trace.
 */

import { make } from "./elements.js";
import { ARRIVE, CLOCK, isCalm, LEAVE, OVERSHOOT, play } from "./motion.js";

/** When light sweeps over the bar and confetti goes up, in milliseconds; never three in a second. */
const WAVES = [
  { at: 0, share: 1 },
  { at: 1_100, share: 0.7 },
  { at: 2_300, share: 0.5 },
];
/** Pieces of a full wave, in a strip and where there is more room. */
const PIECES = { strip: 26, room: 54 };
const COLOURS = 5;
/** How long before its end the words leave. */
const WORDS_LEAVE = 700;

/**
 * @param {object} options
 * @param {import("./goal-bar.js").GoalBar} options.bar
 * @param {HTMLElement} options.layer Over the whole page.
 * @param {string} options.words
 * @param {number} options.lasting Milliseconds.
 * @returns {() => void} Ends it at once.
 */
export function celebrate({ bar, layer, words, lasting }) {
  const cheer = make("span", "cheer", [words]);
  bar.headline.append(cheer);
  bar.toggleAttribute("data-cheering", true);
  play(
    cheer,
    [
      { transform: "translateY(70%)", opacity: 0 },
      { transform: "none", opacity: 1 },
    ],
    { duration: 480, easing: ARRIVE },
  );
  const timers = WAVES.map(({ at, share }) => CLOCK.setTimeout(() => wave(bar, layer, share), at));
  timers.push(CLOCK.setTimeout(() => part(bar, cheer), lasting - WORDS_LEAVE));
  return () => {
    timers.forEach((timer) => CLOCK.clearTimeout(timer));
    layer.querySelectorAll(".confetti").forEach((piece) => piece.remove());
    cheer.remove();
    bar.toggleAttribute("data-cheering", false);
  };
}

/** @param {HTMLElement} bar @param {HTMLElement} cheer */
function part(bar, cheer) {
  const away = play(
    cheer,
    [
      { transform: "none", opacity: 1 },
      { transform: "translateY(-70%)", opacity: 0 },
    ],
    { duration: 240, easing: LEAVE, fill: "forwards" },
  );
  away.onfinish = () => {
    cheer.remove();
    bar.toggleAttribute("data-cheering", false);
  };
}

/** @param {import("./goal-bar.js").GoalBar} bar @param {HTMLElement} layer @param {number} share */
function wave(bar, layer, share) {
  if (isCalm()) return;
  const way = bar.dir === "rtl" ? -1 : 1;
  const sweep = bar.querySelector(".sweep");
  const amount = bar.querySelector(".amount");
  if (sweep && amount) {
    const across = [
      { transform: `translateX(${way * -110}%) skewX(-20deg)`, opacity: 1 },
      { transform: `translateX(${way * 110}%) skewX(-20deg)`, opacity: 1 },
    ];
    play(sweep, across, { duration: 1_000, easing: "cubic-bezier(0.5, 0, 0.3, 1)" });
    const pop = [{ transform: "none" }, { transform: "scale(1.1)" }, { transform: "none" }];
    play(amount, pop, { duration: 460, easing: OVERSHOOT });
  }
  confetti(bar, layer, share);
}

/** @param {HTMLElement} bar @param {HTMLElement} layer @param {number} share */
function confetti(bar, layer, share) {
  const field = bar.getBoundingClientRect();
  const isStrip = layer.clientHeight < field.height * 1.6;
  const height = isStrip ? layer.clientHeight : Math.min(field.height * 3, layer.clientHeight);
  const count = Math.round((isStrip ? PIECES.strip : PIECES.room) * share);
  for (let index = 0; index < count; index += 1) {
    toss(layer, field, height, (index + Math.random()) / count, index % COLOURS);
  }
}

/**
 * One piece goes up from the bar's lower edge and comes down again, turning.
 * @param {HTMLElement} layer
 * @param {DOMRect} field
 * @param {number} height How high it may go.
 * @param {number} place From 0 to 1, along the bar.
 * @param {number} colour
 */
function toss(layer, field, height, place, colour) {
  const piece = make("i", "confetti");
  piece.dataset.colour = String(colour);
  layer.append(piece);
  const x = field.left + field.width * place;
  const drift = (Math.random() - 0.5) * 0.12 * Math.max(field.width, 600);
  const peak = field.bottom - height * (0.45 + Math.random() * 0.6);
  const turns = (Math.random() < 0.5 ? -1 : 1) * (300 + Math.random() * 420);
  const rise = { offset: 0.36, easing: "cubic-bezier(0.5, 0, 0.9, 0.6)" };
  const flight = piece.animate(
    [
      {
        transform: turned(x, field.bottom, 0),
        opacity: 1,
        easing: "cubic-bezier(0.1, 0.6, 0.4, 1)",
      },
      { transform: turned(x + drift * 0.6, peak, turns * 0.4), opacity: 1, ...rise },
      { opacity: 1, offset: 0.8 },
      { transform: turned(x + drift, field.bottom + 40, turns), opacity: 0 },
    ],
    { duration: 1_500 + Math.random() * 900, delay: Math.random() * 220, fill: "backwards" },
  );
  flight.onfinish = flight.oncancel = () => piece.remove();
}

/** @param {number} x @param {number} y @param {number} degrees */
function turned(x, y, degrees) {
  const tilt = `rotate(${degrees.toFixed(0)}deg) rotateX(${(degrees * 1.7).toFixed(0)}deg)`;
  return `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) ${tilt}`;
}
