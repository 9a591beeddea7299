// A look in a few strokes: which widgets stand where, in which colours. No words, so it needs no language.

import { svg } from "../svg.js";
import { coloursOf } from "./theme-colours.js";

/** @typedef {import("./theme-colours.js").Colours} Colours */
/** @typedef {import("../../shared/look.js").Kind} Kind */
/** @typedef {{ x: number, y: number, w: number, h: number }} Box */

const WIDE = { w: 96, h: 54 };
const TALL = { w: 54, h: 96 };

/** How much of the picture a widget takes on a canvas, and alone. */
const SHARES = /** @type {Record<string, [number, number]>} */ ({
  bar: [0.9, 0.2],
  ticker: [0.9, 0.16],
  text: [0.62, 0.26],
  countdown: [0.34, 0.2],
  shoutout: [0.44, 0.26],
  ring: [0.3, 0.44],
  jar: [0.26, 0.5],
  ladder: [0.32, 0.62],
  top: [0.32, 0.46],
  recent: [0.32, 0.46],
});

/** @param {Partial<import("../types.js").Look>} look */
export function sketchOf(look) {
  const isTall = look.direction === "vertical" && (look.widgets?.length ?? 0) > 0;
  const page = isTall ? TALL : WIDE;
  const colours = coloursOf(look);
  const several = look.widgets ?? [];
  const parts = several.length
    ? several.flatMap(({ kind, place }) => drawn(kind, boxAt(kind, place, page), colours))
    : drawn(look.widget ?? "bar", alone(look.widget ?? "bar", page), colours);
  const ground = rect({ x: 0, y: 0, ...page }, "var(--sketch-ground)", 4);
  return svg(
    "svg",
    { viewBox: `0 0 ${page.w} ${page.h}`, class: "sketch", "aria-hidden": "true" },
    ground,
    ...parts,
  );
}

/** @param {Kind} kind @param {{ w: number, h: number }} page @returns {Box} */
function alone(kind, page) {
  const [across, down] = SHARES[kind] ?? [0.8, 0.3];
  const grow = across > 0.8 ? 1 : 1.55;
  const [w, h] = [
    page.w * Math.min(0.9, across * grow),
    page.h * Math.min(0.84, down * grow * 1.1),
  ];
  return { x: (page.w - w) / 2, y: (page.h - h) / 2, w, h };
}

/** @param {Kind} kind @param {string} place @param {{ w: number, h: number }} page @returns {Box} */
function boxAt(kind, place, page) {
  const [across, down] = SHARES[kind] ?? [0.4, 0.3];
  const isTall = page.h > page.w;
  const w = page.w * Math.min(0.9, isTall ? across * 1.8 : across);
  const h = page.h * (isTall ? down * 0.6 : down);
  const edge = 4;
  const x = place.includes("left")
    ? edge
    : place.includes("right")
      ? page.w - w - edge
      : (page.w - w) / 2;
  const y = place.includes("top")
    ? edge
    : place.includes("bottom")
      ? page.h - h - edge
      : (page.h - h) / 2;
  return { x, y, w, h };
}

/** @param {Kind} kind @param {Box} box @param {Colours} colours @returns {SVGElement[]} */
function drawn(kind, box, colours) {
  if (kind === "ring") return ring(box, colours);
  if (kind === "jar") return jar(box, colours);
  if (kind === "ladder" || kind === "top" || kind === "recent") return list(kind, box, colours);
  if (kind === "bar") return bar(box, colours);
  return card(box, colours);
}

/** @param {Box} box @param {Colours} colours */
function bar({ x, y, w, h }, { plate, ink, from, to, corner }) {
  const track = Math.max(1.6, h * 0.22);
  const fill = w * 0.62;
  return [
    rect({ x, y, w, h }, plate, Math.min(corner, h / 2)),
    rect({ x: x + 3, y: y + h * 0.25, w: w * 0.26, h: h * 0.22 }, ink, 1),
    rect({ x: x + w * 0.72, y: y + h * 0.16, w: w * 0.24, h: h * 0.36 }, ink, 1),
    rect({ x, y: y + h - track, w: fill, h: track }, from, track / 2),
    rect({ x: x + fill * 0.7, y: y + h - track, w: fill * 0.3, h: track }, to, track / 2),
  ];
}

/** @param {Box} box @param {Colours} colours */
function ring({ x, y, w, h }, { plate, ink, from, to }) {
  const radius = Math.min(w, h) / 2 - 2;
  const [cx, cy] = [x + w / 2, y + h / 2];
  const round = 2 * Math.PI * radius;
  const stroke = { cx, cy, r: radius, fill: "none", "stroke-width": 3.6 };
  return [
    svg("circle", { cx, cy, r: radius + 2, fill: plate }),
    svg("circle", { ...stroke, stroke: to, opacity: 0.35 }),
    svg("circle", {
      ...{ ...stroke, stroke: from, "stroke-dasharray": `${round * 0.66} ${round}` },
      transform: `rotate(-90 ${cx} ${cy})`,
    }),
    rect({ x: cx - radius * 0.5, y: cy - 1.8, w: radius, h: 3.6 }, ink, 1),
  ];
}

/** @param {Box} box @param {Colours} colours */
function jar({ x, y, w, h }, { plate, ink, from, to }) {
  const side = Math.min(w, h * 0.8);
  const left = x + (w - side) / 2;
  return [
    rect({ x: left, y: y + h * 0.12, w: side, h: h * 0.88 }, plate, 6),
    rect({ x: left + 2, y: y + h * 0.5, w: side - 4, h: h * 0.46 }, from, 5),
    ...[0.26, 0.5, 0.74].map((at, n) =>
      svg("circle", { cx: left + side * at, cy: y + h * (n % 2 ? 0.46 : 0.52), r: 2.6, fill: to }),
    ),
    rect({ x: left + side * 0.14, y, w: side * 0.72, h: h * 0.12 }, ink, 1.5),
  ];
}

/** @param {Kind} kind @param {Box} box @param {Colours} colours */
function list(kind, { x, y, w, h }, { plate, ink, from, to, corner }) {
  const rows = [0, 1, 2, 3].filter((row) => row * 7 + 6 < h - 2);
  return [
    rect({ x, y, w, h }, plate, Math.min(corner, 5)),
    ...rows.flatMap((row) => {
      const at = y + 3.4 + row * 7;
      const lit = kind === "ladder" ? row > 1 : row === 0;
      return [
        svg("circle", { cx: x + 4.6, cy: at + 1.6, r: 1.7, fill: lit ? from : to }),
        rect({ x: x + 8.4, y: at, w: (w - 12) * (1 - row * 0.17), h: 3 }, ink, 1),
      ];
    }),
  ];
}

/** @param {Box} box @param {Colours} colours */
function card({ x, y, w, h }, { plate, ink, from, corner }) {
  return [
    rect({ x, y, w, h }, plate, Math.min(corner, h / 2)),
    rect({ x: x + w * 0.14, y: y + h * 0.24, w: w * 0.4, h: h * 0.2 }, from, 1),
    rect({ x: x + w * 0.14, y: y + h * 0.54, w: w * 0.72, h: h * 0.24 }, ink, 1),
  ];
}

/** @param {Box} box @param {string} fill @param {number} corner */
function rect({ x, y, w, h }, fill, corner) {
  return svg("rect", { x, y, width: w, height: h, rx: corner, fill });
}
