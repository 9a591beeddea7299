/**
 * The browser source: connection -> reduce -> view -> what is drawn. All state is the server's; what is
 * kept here is only what was celebrated already.
 */

import { connect } from "../shared/connection.js";
import { afterBreak, NOTHING_YET, reduce } from "../shared/reduce.js";
import { shownGoal, view } from "../shared/view.js";
import { celebrate } from "./celebration.js";
import { createDirector } from "./director.js";
import { GoalBar } from "./goal-bar.js";
import { layoutOf } from "./layout.js";
import { wear, wearTheme } from "./looks.js";
import { atMostEvery, CLOCK } from "./motion.js";
import { sparkle } from "./sparks.js";
import { IN_TURN, STACKED } from "./toast-queue.js";
import { ToastStack } from "./toasts.js";

/** @typedef {import("../shared/reduce.js").Moment} Moment */

/** Milliseconds between two drawings while frames keep coming: readable, and cheap for OBS. */
const DRAWING = 125;
/** Milliseconds between two flights of sparks, so that a flood does not rain. */
const BETWEEN_SPARKS = 400;

const root = document.documentElement;
const stage = /** @type {HTMLElement} */ (document.querySelector(".stage"));
const effects = /** @type {HTMLElement} */ (document.querySelector(".effects"));
const shower = /** @type {HTMLElement} */ (document.querySelector(".shower"));
const bar = /** @type {GoalBar} */ (document.querySelector("goal-bar"));
const toasts = /** @type {ToastStack} */ (document.querySelector("toast-stack"));
const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

let model = NOTHING_YET;
/** @type {Moment[]} Not celebrated yet. */
let moments = [];
/** @type {typeof model} What was drawn last. */
let drawn = NOTHING_YET;
let lastSparks = -Infinity;
let shownInObs = true;
let endCelebration = () => {};

const director = createDirector({
  onChange: () => drawBar(false),
  celebrate: (rung, lasting) => {
    const words = view(model, director.held())?.words.reached ?? "";
    endCelebration = celebrate({ bar, shower, words, title: rung.title, lasting });
  },
  timers: CLOCK,
});

function draw() {
  if (model.state === null || model.look === null) return;
  const still = isUnseen() || isAnotherPicture();
  const news = moments;
  moments = [];
  if (drawn.look !== model.look) putOnLook();
  drawn = model;
  if (still) endEffects();
  director.follow(shownGoal(model));
  if (still) director.cut();
  else hear(news);
  drawBar(still);
}

/** @param {boolean} still */
function drawBar(still) {
  const seen = view(model, director.held());
  stage.hidden = seen === null;
  if (seen === null) return;
  stage.dir = seen.direction;
  bar.show(seen, { still });
}

/** @param {Moment[]} news */
function hear(news) {
  const seen = view(model, director.held());
  for (const moment of news) if (moment.type === "reached") director.reached(moment.reached);
  const gifts = news.flatMap((moment) => (moment.type === "gift" ? [moment.gift] : []));
  if (seen !== null && gifts.length > 0 && model.look?.toasts) toasts.arrive(gifts, seen);
}

function isUnseen() {
  return document.hidden || !shownInObs;
}

/** Whether nothing leads from what was drawn last to what is to be drawn now. */
function isAnotherPicture() {
  const [before, now] = [drawn.state, model.state];
  return before?.ledger !== now?.ledger || before?.rehearsal !== now?.rehearsal;
}

function endEffects() {
  endCelebration();
  director.cut();
  toasts.clear();
  effects.replaceChildren();
}

/** Show the present and play nothing that was missed. */
function jumpToPresent() {
  moments = [];
  endEffects();
  if (model.state !== null && model.look !== null) drawBar(true);
}

function putOnLook() {
  const look = model.look;
  if (look === null) return;
  wear(look, reducedMotion.matches);
  if (!look.toasts) toasts.clear();
  void wearTheme(look.theme).then(measure);
}

function measure() {
  const { shape, unit, toasts: places, roomy, narrow } = layoutOf(innerWidth, innerHeight);
  if (root.dataset.shape !== shape || root.dataset.places !== String(places)) {
    root.dataset.shape = shape;
    root.dataset.places = String(places);
    toasts.behave(places === 1 ? IN_TURN : { ...STACKED, places });
    if (places === 1) {
      bar.headline.append(toasts);
      bar.plate.append(shower);
    } else {
      bar.before(toasts);
      stage.prepend(shower);
    }
  }
  root.toggleAttribute("data-roomy", roomy);
  root.toggleAttribute("data-narrow", narrow);
  root.style.setProperty("--unit", String(unit));
  bar.measure();
}

/** @type {typeof toasts.onBusy} */
toasts.onBusy = (busy) => {
  bar.toggleAttribute("data-toast", busy && bar.headline.contains(toasts));
};
/** @type {typeof toasts.onNews} */
toasts.onNews = (toast, tier) => {
  if (tier < 2 && CLOCK.now() < lastSparks + BETWEEN_SPARKS) return;
  lastSparks = CLOCK.now();
  const { left, right, top, height } = toast.getBoundingClientRect();
  const end = stage.dir === "rtl" ? left + 24 : right - 24;
  sparkle(effects, { x: end, y: top + height / 2 }, bar.fillEnd(), tier);
};

measure();
addEventListener("resize", measure);
reducedMotion.addEventListener("change", putOnLook);

const key = location.pathname.split("/").filter(Boolean).pop() ?? "";
const rehearsal = new URLSearchParams(location.search).has("rehearsal");
const drawSoon = atMostEvery(DRAWING, draw, CLOCK);

const line = connect({
  url: () => socketUrl(model.celebrated),
  onFrame(frame) {
    const { model: next, moments: more } = reduce(model, frame);
    if (next === model && more.length === 0) return;
    model = next;
    moments.push(...more);
    if (drawn.state === null) draw();
    else drawSoon();
  },
  onLine(now) {
    if (now !== "open") model = afterBreak(model);
  },
});

/** @param {number | null} after */
function socketUrl(after) {
  const scheme = location.protocol === "https:" ? "wss:" : "ws:";
  const query = [after === null ? "" : `after=${after}`, rehearsal ? "rehearsal" : ""]
    .filter(Boolean)
    .join("&");
  return `${scheme}//${location.host}/ws/overlay/${key}${query && `?${query}`}`;
}

function onSight() {
  jumpToPresent();
  if (!isUnseen()) line.wake();
}

document.addEventListener("visibilitychange", onSight);
addEventListener("obsSourceVisibleChanged", (event) => {
  const detail = /** @type {CustomEvent<{ visible?: unknown } | undefined>} */ (event).detail;
  shownInObs = detail?.visible !== false;
  onSight();
});
