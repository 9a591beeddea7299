/**
 * What stands on the page and how its parts play together: the bar, the toasts, what flies.
 *
 * It is given the whole model each time and finds out itself what leads from the last picture to this
 * one: motion where something happened, a cut where it is another picture altogether.
 */

import { shownGoal, view } from "../shared/view.js";
import { celebrate } from "./celebration.js";
import { createDirector } from "./director.js";
import { GoalBar } from "./goal-bar.js";
import { layoutOf } from "./layout.js";
import { wear, wearTheme } from "./looks.js";
import { CLOCK } from "./motion.js";
import { sparkle } from "./sparks.js";
import { IN_TURN, STACKED } from "./toast-queue.js";
import { ToastStack } from "./toasts.js";

/** @typedef {import("../shared/reduce.js").Model} Model */
/** @typedef {import("../shared/reduce.js").Moment} Moment */

/** Milliseconds between two flights of sparks, so that a flood does not rain; big gifts do not wait. */
const BETWEEN_SPARKS = 400;
const BIG = 2;

/** @param {string} selector */
const part = (selector) => /** @type {HTMLElement} */ (document.querySelector(selector));

/**
 * @param {Model} model Nothing is shown until it has a state and a look.
 */
export function createScene(model) {
  const root = document.documentElement;
  const [stage, shower, effects] = [part(".stage"), part(".shower"), part(".effects")];
  const bar = /** @type {GoalBar} */ (part("goal-bar"));
  const toasts = /** @type {ToastStack} */ (part("toast-stack"));
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  /** Whether a theme has come: before, the bar would be seen to change its clothes. */
  let isDressed = false;
  let lastSparks = -Infinity;
  let endCelebration = () => {};

  const director = createDirector({
    onChange: () => drawBar(false),
    celebrate(rung, lasting) {
      const words = view(model, director.held())?.words.reached ?? "";
      endCelebration = celebrate({ bar, shower, words, title: rung.title, lasting });
    },
    timers: CLOCK,
  });

  /** @param {boolean} still */
  function drawBar(still) {
    const seen = view(model, director.held());
    const comesIntoSight = stage.hidden;
    stage.hidden = seen === null || !isDressed;
    if (seen === null || !isDressed) return;
    stage.dir = seen.direction;
    if (comesIntoSight) bar.measure();
    bar.show(seen, { still });
  }

  /** @param {Moment[]} moments */
  function tell(moments) {
    for (const moment of moments) {
      if (moment.type === "reached") director.reached(moment.reached);
    }
    const seen = view(model, director.held());
    const gifts = moments.flatMap((moment) => (moment.type === "gift" ? [moment.gift] : []));
    if (seen !== null && gifts.length > 0 && model.look?.toasts) toasts.arrive(gifts, seen);
  }

  function cut() {
    director.follow(shownGoal(model));
    director.cut();
    endCelebration();
    toasts.clear();
    effects.replaceChildren();
    drawBar(true);
  }

  function putOnLook() {
    const { look } = model;
    if (look === null) return;
    wear(look, reducedMotion.matches);
    if (!look.toasts) toasts.clear();
    void wearTheme(look.theme).then(() => {
      isDressed = true;
      fitSource();
      drawBar(stage.hidden);
    });
  }

  function fitSource() {
    const { shape, unit, toasts: places, roomy, narrow } = layoutOf(innerWidth, innerHeight);
    if (root.dataset.shape !== shape || root.dataset.places !== String(places)) {
      root.dataset.shape = shape;
      root.dataset.places = String(places);
      standFor(places);
    }
    root.toggleAttribute("data-roomy", roomy);
    root.toggleAttribute("data-narrow", narrow);
    root.style.setProperty("--unit", String(unit));
    bar.measure();
  }

  /** @param {number} places With a single one, toasts and confetti are on the bar itself. */
  function standFor(places) {
    toasts.behave(places === 1 ? IN_TURN : { ...STACKED, places });
    if (places === 1) {
      bar.headline.append(toasts);
      bar.plate.append(shower);
    } else {
      bar.before(toasts);
      stage.prepend(shower);
    }
  }

  /** @param {HTMLElement} toast @param {number} tier */
  function sendSparks(toast, tier) {
    if (tier < BIG && CLOCK.now() < lastSparks + BETWEEN_SPARKS) return;
    lastSparks = CLOCK.now();
    const { left, right, top, height } = toast.getBoundingClientRect();
    const x = stage.dir === "rtl" ? left + 24 : right - 24;
    sparkle(effects, { x, y: top + height / 2 }, bar.fillEnd(), tier);
  }

  toasts.listen({
    onNews: sendSparks,
    onBusy(busy) {
      bar.toggleAttribute("data-toast", busy && bar.headline.contains(toasts));
    },
  });
  reducedMotion.addEventListener("change", putOnLook);
  addEventListener("resize", fitSource);
  fitSource();

  return {
    /**
     * @param {Model} next
     * @param {Moment[]} moments To celebrate.
     * @param {{ isUnseen: boolean }} how Unseen: only the picture is kept up to date.
     */
    draw(next, moments, { isUnseen }) {
      if (next.state === null || next.look === null) return;
      const before = model;
      model = next;
      if (before.look !== model.look) putOnLook();
      if (isUnseen || isAnotherPicture(before, model)) return cut();
      director.follow(shownGoal(model));
      tell(moments);
      drawBar(false);
    },
  };
}

/** Whether nothing leads from one to the other. @param {Model} before @param {Model} now */
function isAnotherPicture(before, now) {
  const [one, other] = [before.state, now.state];
  return one?.ledger !== other?.ledger || one?.rehearsal !== other?.rehearsal;
}
