/**
 * What stands on the page and how its parts play together: the widgets, the toasts, what flies and sounds.
 *
 * It is given the whole model each time and finds out itself what leads from the last picture to this
 * one: motion where something happened, a cut where it is another picture altogether.
 */

import { people } from "../shared/people.js";
import { shownGoal, view } from "../shared/view.js";
import { celebrate } from "./celebration.js";
import { createDirector } from "./director.js";
import { inSource, layoutOf } from "./layout.js";
import { wear, wearTheme } from "./looks.js";
import { CLOCK, isCalm } from "./motion.js";
import { createSounds } from "./sounds.js";
import { sparkle } from "./sparks.js";
import { castOf, putUp } from "./stage.js";
import { IN_TURN, STACKED, tierOf } from "./toast-queue.js";
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
  const toasts = /** @type {ToastStack} */ (part("toast-stack"));
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  const sounds = createSounds(CLOCK);
  /** @type {import("./stage.js").Placed[]} */
  let widgets = [];
  let cast = "";
  /** Whether a theme has come: before, a widget would be seen to change its clothes. */
  let isDressed = false;
  let isShown = true;
  let seats = "";
  let lastSparks = -Infinity;
  let endCelebration = () => {};

  /** The widget that tells and celebrates: the first one that shows the goal. */
  const main = () => widgets.find(({ goal }) => goal !== null) ?? null;

  const director = createDirector({
    onChange: () => drawWidgets(false),
    celebrate(rung, lasting) {
      const words = view(model, director.held())?.words.reached ?? "";
      const bar = main()?.goal;
      if (bar) endCelebration = celebrate({ bar, shower, words, title: rung.title, lasting });
      if (!isCalm() && model.look) sounds.reached(model.look.sounds);
    },
    timers: CLOCK,
  });

  /** @param {boolean} still */
  function drawWidgets(still) {
    if (!isDressed) return;
    const seen = { goal: view(model, director.held()), people: people(model) };
    if (seen.goal !== null) stage.dir = seen.goal.direction;
    const wasHidden = stage.hidden;
    stage.hidden = false;
    let hasCome = wasHidden;
    for (const { element, show, measure } of widgets) {
      const comesIntoSight = wasHidden || element.hidden;
      element.hidden = false;
      if (comesIntoSight) measure();
      element.hidden = !show(seen, { still, isShown });
      hasCome ||= comesIntoSight && !element.hidden;
    }
    stage.hidden = widgets.every(({ element }) => element.hidden);
    if (hasCome) measureAll();
  }

  /** On a canvas the size of one may depend on what another one shows. */
  function measureAll() {
    const times = widgets.length > 1 ? 2 : 1;
    for (let time = 0; time < times; time += 1) for (const { measure } of widgets) measure();
  }

  /** @param {Moment[]} moments */
  function tell(moments) {
    for (const moment of moments) {
      if (moment.type === "reached") director.reached(moment.reached);
    }
    const seen = view(model, director.held());
    const gifts = moments.flatMap((moment) => (moment.type === "gift" ? [moment.gift] : []));
    if (gifts.length === 0 || model.look === null) return;
    const tier = Math.max(...gifts.map(({ coins }) => tierOf(coins)));
    if (!isCalm()) sounds.gift(model.look.sounds, tier);
    if (seen !== null && model.look.toasts && main() !== null) toasts.arrive(gifts, seen);
  }

  function cut() {
    director.follow(shownGoal(model));
    director.cut();
    endCelebration();
    toasts.clear();
    effects.replaceChildren();
    drawWidgets(true);
  }

  function putOnLook() {
    const { look } = model;
    if (look === null) return;
    wear(look, reducedMotion.matches);
    if (!look.toasts) toasts.clear();
    takePlaces(look);
    void wearTheme(look.theme).then(() => {
      const isFirst = !isDressed;
      isDressed = true;
      fitSource();
      drawWidgets(isFirst || stage.hidden);
    });
  }

  /** @param {import("../shared/look.js").Look} look @returns {boolean} Whether others stand there now. */
  function takePlaces(look) {
    const roomFor = inSource(look, innerWidth, innerHeight);
    if (castOf(roomFor) === cast) return false;
    cast = castOf(roomFor);
    endCelebration();
    stage.prepend(shower, toasts);
    widgets = putUp(stage, roomFor);
    seats = "";
    return true;
  }

  function onResize() {
    const isAnother = model.look !== null && takePlaces(model.look);
    fitSource();
    if (isAnother) drawWidgets(true);
  }

  function fitSource() {
    const look = model.look && inSource(model.look, innerWidth, innerHeight);
    const alone = look?.widgets.length ? "canvas" : (look?.widget ?? "bar");
    const kind = alone === "bar" && look?.vertical ? "tower" : alone;
    const layout = layoutOf(innerWidth, innerHeight, kind);
    const { shape, unit, toasts: places, roomy, narrow, isPhone } = layout;
    root.dataset.shape = shape;
    root.dataset.places = String(places);
    root.toggleAttribute("data-roomy", roomy);
    root.toggleAttribute("data-narrow", narrow);
    root.toggleAttribute("data-phone", isPhone);
    root.style.setProperty("--unit", String(unit));
    if (seats !== `${shape}/${places}`) {
      seats = `${shape}/${places}`;
      seat(places);
    }
    if (!stage.hidden) measureAll();
  }

  /** @param {number} places With a single one, toasts and confetti are on the widget itself. */
  function seat(places) {
    const first = main();
    toasts.behave(places === 1 ? IN_TURN : { ...STACKED, places });
    if (first?.goal && places === 1) {
      first.goal.headline.append(toasts);
      first.goal.plate.append(shower);
    } else {
      const isOnTop = first?.place?.startsWith("top") ?? false;
      toasts.toggleAttribute("data-below", isOnTop);
      if (isOnTop) first?.element.after(toasts);
      else (first?.element ?? effects).before(toasts);
      stage.prepend(shower);
    }
  }

  /** @param {HTMLElement} toast @param {number} tier */
  function sendSparks(toast, tier) {
    const goal = main()?.goal;
    if (!goal || (tier < BIG && CLOCK.now() < lastSparks + BETWEEN_SPARKS)) return;
    lastSparks = CLOCK.now();
    const { left, right, top, height } = toast.getBoundingClientRect();
    const x = stage.dir === "rtl" ? left + 24 : right - 24;
    sparkle(effects, { x, y: top + height / 2 }, goal.fillEnd(), tier);
  }

  toasts.listen({
    onNews: sendSparks,
    onBusy(busy) {
      const goal = main()?.goal;
      goal?.toggleAttribute("data-toast", busy && goal.headline.contains(toasts));
    },
  });
  reducedMotion.addEventListener("change", putOnLook);
  addEventListener("resize", onResize);

  return {
    /**
     * @param {Model} next
     * @param {Moment[]} moments To celebrate.
     * @param {{ isUnseen: boolean, isShown: boolean }} how Unseen: only the picture is kept up to date. Shown:
     *   what has to be kept up to date by the clock is.
     */
    draw(next, moments, { isUnseen, isShown: isInSight }) {
      isShown = isInSight;
      if (next.state === null || next.look === null) return;
      const before = model;
      model = next;
      if (before.look !== model.look) putOnLook();
      if (isUnseen || isAnotherPicture(before, model)) return cut();
      director.follow(shownGoal(model));
      tell(moments);
      drawWidgets(false);
    },
  };
}

/** Whether nothing leads from one to the other. @param {Model} before @param {Model} now */
function isAnotherPicture(before, now) {
  const [one, other] = [before.state, now.state];
  return one?.ledger !== other?.ledger || one?.rehearsal !== other?.rehearsal;
}
