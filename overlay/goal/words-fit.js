/**
 * Fitting a goal's words into a box: the plan's sizes, then what the letters really measure.
 */

import { compact, whole } from "../shared/format.js";
import { widthOf, write } from "./elements.js";
import { fit } from "./fit.js";
import { LEAST, planWords } from "./words-plan.js";

/** @typedef {import("./goal-widget.js").GoalWidget} GoalWidget */
/** @typedef {import("../shared/view.js").View} View */

/**
 * @param {GoalWidget} widget
 * @param {HTMLElement} box Holds headline, amount and detail.
 * @param {View} view
 */
export function fitWords(widget, box, view) {
  const { headline, detail, heading, togo } = widget;
  const { raised, target, locale, shows } = view;
  const plan = planWords({
    ...{ width: box.clientWidth, height: box.clientHeight },
    title: true,
    number: shows.number,
    detail: view.togo.length > 0,
    digits: whole(raised, locale).length,
    behind: shows.target ? whole(target, locale).length + 3 : 0,
  });
  box.toggleAttribute("data-row", plan.row);
  box.toggleAttribute("data-split", plan.split);
  box.toggleAttribute("data-wrap", plan.lines > 1);
  box.style.setProperty("--lines", String(plan.lines));
  box.style.setProperty("--title-size", `${plan.title}px`);
  box.style.setProperty("--raised-size", `${plan.number}px`);
  box.style.setProperty("--target-size", `${plan.target}px`);
  box.style.setProperty("--detail-size", `${plan.detail}px`);
  headline.hidden = plan.title === 0;
  detail.hidden = plan.detail === 0;
  const shown = widget.raised.textContent ?? "";
  fitAmount(widget, box, view, plan);
  fit(heading, view.title);
  fitDetail(detail, togo);
  widget.raised.textContent = shown;
}

/** @param {HTMLElement} detail @param {HTMLElement} togo */
function fitDetail(detail, togo) {
  detail.style.removeProperty("--detail-size");
  if (detail.hidden) return;
  const size = parseFloat(getComputedStyle(togo).fontSize);
  const share = detail.clientWidth / togo.offsetWidth;
  if (share >= 1) return;
  detail.style.setProperty("--detail-size", `${Math.max(LEAST, Math.floor(size * share))}px`);
  detail.hidden = togo.offsetWidth > detail.clientWidth;
}

/**
 * The number as it will be when it has counted up, in full; its target in full if it can be, else short, else
 * not at all.
 * @param {GoalWidget} widget
 * @param {HTMLElement} box
 * @param {View} view
 * @param {import("./words-plan.js").Plan} plan
 */
function fitAmount({ amount, raised, target, of }, box, view, { row, split, target: targetSize }) {
  if (!view.shows.number) return;
  const shown = raised.textContent ?? "";
  const coming = whole(view.raised, view.locale);
  const room = box.clientWidth * (row ? 0.56 : 1);
  if (shown.length < coming.length) raised.textContent = coming;
  write(target, whole(view.target, view.locale));
  of.hidden = target.hidden = !view.shows.target || targetSize === 0;
  const fits = () => shrunk(amount, split ? [raised] : [raised, of, target], room);
  let fitting = fits();
  if (!fitting) {
    write(target, compact(view.target, view.locale));
    fitting = fits();
  }
  if (!fitting) {
    of.hidden = target.hidden = true;
    fits();
  }
}

/** @param {HTMLElement} amount @param {HTMLElement[]} parts @param {number} room */
function shrunk(amount, parts, room) {
  amount.style.setProperty("--shrink", "1");
  const width = () => widthOf(amount, parts);
  let shrink = Math.min(1, room / width());
  amount.style.setProperty("--shrink", String(shrink));
  // What is not below the smallest size does not shrink further, so once more.
  if (width() > room) {
    shrink *= room / width();
    amount.style.setProperty("--shrink", String(Math.max(0.3, shrink)));
  }
  return width() <= room + 1;
}
