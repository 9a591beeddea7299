/**
 * The toasts: who sent what, one sentence a gift.
 */

import { gain, whole } from "../shared/format.js";
import { giftWords, giftWorth } from "../shared/gift-words.js";
import { platformMark } from "../shared/platform-marks.js";
import { fill } from "../shared/words.js";
import { make, write, writePhrase } from "./elements.js";
import { coming, going, popOf, STILL } from "./gestures.js";
import { ARRIVE, CLOCK, OVERSHOOT, play, TICK, TOAST_IN } from "./motion.js";
import {
  arrive,
  coinsOf,
  emptyQueue,
  giftsOf,
  nextChange,
  settle,
  STACKED,
} from "./toast-queue.js";

/** @typedef {import("../shared/frames.js").Gift} Gift */
/** @typedef {import("./toast-queue.js").Toast} Toast */
/** @typedef {import("./toast-queue.js").Manners} Manners */
/** @typedef {Pick<import("../shared/view.js").View, "words" | "locale" | "language" | "platforms">} Speech */

/**
 * @typedef {object} Listener
 * @property {(toast: HTMLElement, tier: number) => void} onNews A toast has come or grown.
 * @property {(busy: boolean) => void} onBusy The first has come, or the last has gone.
 */

export class ToastStack extends HTMLElement {
  /** @type {Listener} */
  #listener = { onNews() {}, onBusy() {} };
  #queue = emptyQueue(STACKED);
  /** @type {Map<string, HTMLElement>} */
  #elements = new Map();
  /** @type {unknown} */
  #timer = null;
  /** @type {Speech | null} */
  #speech = null;

  /** @param {Listener} listener */
  listen(listener) {
    this.#listener = listener;
  }

  /** @param {Manners} manners Another one clears the screen. */
  behave(manners) {
    this.clear();
    this.#queue = emptyQueue(manners);
  }

  /** @param {Gift[]} gifts That came together. @param {Speech} speech */
  arrive(gifts, speech) {
    this.#speech = speech;
    this.#draw(arrive(this.#queue, gifts, CLOCK.now()));
  }

  /** Take all away at once. */
  clear() {
    CLOCK.clearTimeout(this.#timer);
    this.#queue = emptyQueue(this.#queue.manners);
    this.#elements.clear();
    this.replaceChildren();
    this.#listener.onBusy(false);
  }

  /** @param {import("./toast-queue.js").Queue} queue */
  #draw(queue) {
    const before = this.#queue.shown;
    this.#queue = queue;
    const places = this.#places();
    for (const { key } of before) {
      if (!queue.shown.some((toast) => toast.key === key)) this.#leave(key);
    }
    for (const toast of queue.shown) {
      const last = before.find(({ key }) => key === toast.key);
      if (last !== toast) this.#say(toast, last ?? null);
    }
    this.#slide(places);
    if (before.length > 0 !== queue.shown.length > 0) this.#listener.onBusy(queue.shown.length > 0);
    this.#wait();
  }

  #wait() {
    CLOCK.clearTimeout(this.#timer);
    const next = nextChange(this.#queue);
    if (next === null) return;
    const now = CLOCK.now();
    this.#timer = CLOCK.setTimeout(
      () => this.#draw(settle(this.#queue, CLOCK.now())),
      Math.max(0, Math.ceil(next - now)),
    );
  }

  /** @param {Toast} toast @param {Toast | null} before */
  #say(toast, before) {
    const speech = this.#speech;
    if (speech === null) return;
    const element = this.#elements.get(toast.key) ?? this.#come(toast);
    element.dataset.tier = String(toast.tier);
    const [who, what, worth, mark] = /** @type {HTMLElement[]} */ ([...element.children]);
    if (!who || !what || !worth || !mark) return;
    write(mark, toast.gift ? platformMark(toast.gift, speech.platforms) : "");
    writePhrase(who, whoIn(toast, speech));
    const news = writePhrase(what, whatIn(toast, speech));
    write(worth, worthIn(toast, speech));
    if (before === null) pop(worth, coming(element).duration * 0.7, TICK * 2);
    else if (news) pop(worth, 0, TICK);
    this.#listener.onNews(element, toast.tier);
  }

  /** @param {Toast} toast */
  #come(toast) {
    const parts = [make("bdi", "who"), make("bdi", "what"), make("bdi", "worth")];
    const mark = make("bdi", "platform");
    const element = make("div", toast.crowd ? "toast crowd" : "toast", [...parts, mark]);
    this.#elements.set(toast.key, element);
    this.append(element);
    const { transform, ...timing } = coming(element);
    const from = { transform, opacity: 0 };
    play(element, [from, { transform: STILL, opacity: 1 }], timing);
    return element;
  }

  /** @param {string} key */
  #leave(key) {
    const element = this.#elements.get(key);
    this.#elements.delete(key);
    if (element === undefined) return;
    element.style.setProperty("--top", `${element.offsetTop}px`);
    element.toggleAttribute("data-leaving", true);
    const { transform, ...timing } = going(element);
    const away = play(
      element,
      [
        { transform: STILL, opacity: 1 },
        { transform, opacity: 0 },
      ],
      { ...timing, fill: "forwards" },
    );
    away.onfinish = away.oncancel = () => element.remove();
  }

  /** @returns {Map<HTMLElement, number>} */
  #places() {
    if (this.#queue.manners.places === 1) return new Map();
    return new Map([...this.#elements.values()].map((element) => [element, element.offsetTop]));
  }

  /** Those that stay glide to where they stand now. @param {Map<HTMLElement, number>} places */
  #slide(places) {
    for (const [element, top] of places) {
      const way = top - element.offsetTop;
      if (way === 0 || element.hasAttribute("data-leaving")) continue;
      play(element, [{ transform: `translateY(${way}px)` }, { transform: "none" }], {
        duration: TOAST_IN,
        easing: ARRIVE,
      });
    }
  }
}

/** A number that is news. @param {HTMLElement} number @param {number} delay @param {number} duration */
function pop(number, delay, duration) {
  const bigger = { transform: `scale(${popOf(number)})` };
  const frames = [{ transform: "none" }, bigger, { transform: "none" }];
  play(number, frames, { delay, duration, easing: OVERSHOOT });
}

/** @param {Toast} toast @param {Speech} speech */
function whoIn({ gift, crowd }, { words }) {
  if (crowd !== null || gift === null) return [];
  return gift.gifter === null
    ? [{ text: words.anonymous }]
    : fill("{gifter}", {}, { gifter: gift.gifter });
}

/** @param {Toast} toast @param {Speech} speech */
function whatIn({ gift, crowd }, speech) {
  if (crowd !== null) return crowdWords(crowd, speech.words, speech.locale);
  if (gift === null) return [];
  return giftWords(gift, speech);
}

/** @param {Toast} toast @param {Speech} speech */
function worthIn({ gift, crowd }, { locale }) {
  if (crowd !== null) return coinsOf(crowd) > 0 ? gain(coinsOf(crowd), locale) : "";
  return gift === null ? "" : giftWorth(gift, locale);
}

/**
 * @param {import("./toast-queue.js").Crowd} crowd
 * @param {Speech["words"]} words
 * @param {string} locale
 */
function crowdWords(crowd, words, locale) {
  const others = crowd.gifters.size - 1;
  const phrase = [words.crowd_one, words.crowd_two][others] ?? words.crowd;
  const values = { others: whole(others, locale), gifts: whole(giftsOf(crowd), locale) };
  return fill(phrase, values, { gifter: crowd.first ?? words.anonymous });
}

customElements.define("toast-stack", ToastStack);
