/**
 * Which widgets stand on the page, and where: one that fills it, or several on a canvas.
 */

import { PLACES } from "../shared/look.js";
import { make } from "./elements.js";
import { makeWidget } from "./widget-kinds.js";

/** @typedef {import("../shared/look.js").Look} Look */
/** @typedef {import("./widget-kinds.js").Standing} Standing */
/** @typedef {Standing & { place: string | null }} Placed No place: it fills the page. */

/** The rows of a canvas from the top, each with its places from the left. */
const ROWS = [PLACES.slice(0, 3), PLACES.slice(3, 6), PLACES.slice(6)];

/** What another set of widgets is told by. @param {Look} look */
export function castOf({ widget, widgets, vertical }) {
  return JSON.stringify([widget, widgets, vertical]);
}

/**
 * Put up the widgets of a look in place of those that stand there.
 * @param {HTMLElement} stage
 * @param {Look} look
 * @returns {Placed[]}
 */
export function putUp(stage, { widget, widgets, vertical }) {
  stage.querySelectorAll(".widget, .canvas-row").forEach((old) => old.remove());
  const cast =
    widgets.length > 0
      ? widgets.map(({ kind, place }) => ({ ...makeWidget(kind, vertical), place }))
      : [{ ...makeWidget(widget, vertical), place: null }];
  stage.toggleAttribute("data-canvas", widgets.length > 0);
  const effects = stage.querySelector(".effects");
  if (widgets.length === 0) effects?.before(...cast.map(({ element }) => element));
  else effects?.before(...ROWS.map((places) => rowOf(places, cast)));
  return cast;
}

/** @param {readonly string[]} places @param {Placed[]} cast */
function rowOf(places, cast) {
  const cells = places.map((place) => {
    const here = cast.filter((one) => one.place === place).map(({ element }) => element);
    const cell = make("div", "cell", here);
    cell.hidden = here.length === 0;
    return cell;
  });
  return make("div", "canvas-row", cells);
}
