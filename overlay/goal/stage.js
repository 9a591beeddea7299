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
const ROWS = { top: PLACES.slice(0, 3), middle: PLACES.slice(3, 6), bottom: PLACES.slice(6) };
/** What wants a line of its own where the canvas is narrow. */
const LONG = new Set(["bar", "ticker"]);

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
  else effects?.before(...Object.entries(ROWS).map((row) => rowOf(row, cast)));
  return cast;
}

/** @param {[string, readonly string[]]} row @param {Placed[]} cast */
function rowOf([name, places], cast) {
  const cells = places.map((place) => {
    const here = cast.filter((one) => one.place === place).map(({ element }) => element);
    const cell = make("div", "cell", here);
    cell.toggleAttribute(
      "data-long",
      here.some(({ dataset }) => LONG.has(dataset.kind ?? "")),
    );
    cell.toggleAttribute("data-empty", here.length === 0);
    return cell;
  });
  const row = make("div", "canvas-row", cells);
  const beside = cells.filter((cell) => !cell.matches("[data-empty], [data-long]"));
  row.style.setProperty("--cells", String(Math.max(1, beside.length)));
  row.dataset.row = name;
  if (row.querySelector(":scope > .cell > [data-kind=bar]") !== null)
    row.dataset.bar = beside.length > 0 ? "shared" : "alone";
  return row;
}
