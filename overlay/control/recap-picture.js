// Draws the picture of an evening, to share: wide or tall, in system fonts, by night. Places are told as
// in a page that reads from left to right; in the others all but the letters is mirrored.

import { directionOf } from "../shared/languages.js";
import { language } from "./language.js";
import { timeline } from "./timeline.js";
import { words } from "./words.js";

/** @typedef {ReturnType<typeof import("./recap-told.js").told>} Told */
/** @typedef {{ x: number, y: number, width: number }} Place */

export const SHAPES = {
  wide: { width: 1920, height: 1080 },
  tall: { width: 1080, height: 1920 },
};

const FONT = "system-ui, sans-serif";
const INK = "#f2f4f8";
const QUIET = "#a7b0bf";
const ACCENT = "#ff4f79";
const ACCENT_2 = "#ff8d5f";
const EDGE = 96;
const MIRRORED = directionOf(language) === "rtl";

/** @param {Told} told @param {keyof typeof SHAPES} shape */
export function picture(told, shape) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, SHAPES[shape]);
  const brush = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  ground(brush, SHAPES[shape]);
  if (shape === "wide") wide(brush, told);
  else tall(brush, told);
  return canvas;
}

/** @param {CanvasRenderingContext2D} brush @param {Told} told */
function wide(brush, told) {
  head(brush, told, { x: EDGE, y: 150, width: 1020 });
  line(brush, told, { x: EDGE, y: 520, width: 1020 }, 440);
  const side = { x: 1200, width: 1920 - 1200 - EDGE };
  const below = reached(brush, told, { ...side, y: 150 }, told.top.length ? 5 : 10);
  top(brush, told, { ...side, y: below }, Math.floor((960 - below) / 62));
}

/** @param {CanvasRenderingContext2D} brush @param {Told} told */
function tall(brush, told) {
  const width = 1080 - 2 * EDGE;
  head(brush, told, { x: EDGE, y: 260, width });
  line(brush, told, { x: EDGE, y: 640, width }, 420);
  const below = reached(brush, told, { x: EDGE, y: 1170, width }, told.top.length ? 4 : 9);
  top(brush, told, { x: EDGE, y: below, width }, Math.floor((1720 - below) / 62));
}

/** @param {CanvasRenderingContext2D} brush @param {{ width: number, height: number }} size */
function ground(brush, { width, height }) {
  brush.fillStyle = "#0e1116";
  brush.fillRect(0, 0, width, height);
  const glow = brush.createRadialGradient(width, 0, 0, width, 0, Math.max(width, height) * 0.8);
  glow.addColorStop(0, "rgb(255 79 121 / 22%)");
  glow.addColorStop(1, "rgb(255 79 121 / 0%)");
  brush.fillStyle = glow;
  brush.fillRect(0, 0, width, height);
}

/** @param {CanvasRenderingContext2D} brush @param {Told} told @param {Place} place */
function head(brush, told, { x, y, width }) {
  write(brush, told.when, { x, y, width }, 36, 600, QUIET);
  const end = write(brush, told.coins, { x, y: y + 170, width: width - 220 }, 176, 800, INK);
  write(brush, told.unit, { x: x + end + 28, y: y + 170, width: 220 }, 56, 600, QUIET);
  write(brush, told.facts, { x, y: y + 250, width }, 44, 600, INK);
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Told} told
 * @param {Place} place
 * @param {number} height
 */
function line(brush, { recap }, { x, y, width }, height) {
  const { points, marks, ground } = timeline(recap, { width, height, edge: 24 });
  brush.save();
  if (MIRRORED) mirror(brush, brush.canvas.width);
  brush.translate(x - 24, y);
  const area = new Path2D();
  points.forEach((point) => area.lineTo(point.x, point.y));
  const path = new Path2D(area);
  area.lineTo(points[points.length - 1].x, ground);
  area.lineTo(points[0].x, ground);
  const fade = brush.createLinearGradient(0, 0, 0, ground);
  fade.addColorStop(0, "rgb(255 79 121 / 45%)");
  fade.addColorStop(1, "rgb(255 79 121 / 4%)");
  brush.fillStyle = fade;
  brush.fill(area);
  const along = brush.createLinearGradient(0, 0, width, 0);
  along.addColorStop(0, ACCENT);
  along.addColorStop(1, ACCENT_2);
  brush.strokeStyle = along;
  Object.assign(brush, { lineWidth: 8, lineJoin: "round", lineCap: "round" });
  brush.stroke(path);
  marks.forEach((mark) => dot(brush, mark));
  brush.restore();
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {{ x: number, y: number, label: string }} mark
 */
function dot(brush, { x, y, label }) {
  brush.beginPath();
  brush.arc(x, y, label.length > 2 ? 34 : 22, 0, 2 * Math.PI);
  brush.fillStyle = INK;
  brush.fill();
  brush.textAlign = "center";
  brush.font = `800 26px ${FONT}`;
  brush.fillStyle = "#14181f";
  brush.save();
  brush.translate(x, y + 9);
  if (MIRRORED) mirror(brush, 0);
  brush.fillText(label, 0, 0);
  brush.restore();
  brush.textAlign = "start";
}

/** @param {CanvasRenderingContext2D} brush @param {number} width */
function mirror(brush, width) {
  brush.translate(width, 0);
  brush.scale(-1, 1);
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Told} told
 * @param {Place} place
 * @param {number} most
 * @returns {number}  where the next part may begin
 */
function reached(brush, told, { x, y, width }, most) {
  if (!told.reached.length) return y;
  write(brush, words.recap.reached, { x, y, width }, 36, 650, ACCENT);
  told.reached.slice(0, most).forEach(({ at, title }, i) => {
    const below = y + 66 + i * 62;
    write(brush, String(i + 1), { x, y: below, width: 50 }, 40, 800, QUIET);
    write(brush, title, { x: x + 56, y: below, width: width - 230 }, 40, 650, INK);
    write(brush, at, { x: x + width, y: below, width: 160 }, 34, 500, QUIET, "end");
  });
  return y + 66 + Math.min(most, told.reached.length) * 62 + 50;
}

/**
 * @param {CanvasRenderingContext2D} brush
 * @param {Told} told
 * @param {Place} place
 * @param {number} room  how many rows fit
 */
function top(brush, told, { x, y, width }, room) {
  if (!told.top.length || room < 2) return;
  write(brush, words.recap.top, { x, y, width }, 36, 650, ACCENT);
  told.top.slice(0, room - 1).forEach(({ name, coins }, i) => {
    const below = y + 66 + i * 62;
    write(brush, name, { x, y: below, width: width - 200 }, 40, 650, INK);
    write(brush, coins, { x: x + width, y: below, width: 190 }, 40, 600, QUIET, "end");
  });
}

/**
 * One line that never leaves its place: it shrinks a little, then ends in an ellipsis.
 * @param {CanvasRenderingContext2D} brush
 * @param {string} text
 * @param {Place} place
 * @param {number} size
 * @param {number} weight
 * @param {string} colour
 * @param {"start" | "end"} [align]
 * @returns {number}  how wide it came out
 */
function write(brush, text, { x, y, width }, size, weight, colour, align = "start") {
  const fit = (/** @type {number} */ px) => {
    brush.font = `${weight} ${px}px ${FONT}`;
    return brush.measureText(text).width;
  };
  const wide = fit(size);
  if (wide > width) fit(Math.max(size * 0.8, (size * width) / wide));
  let shown = text;
  const letters = [...text];
  while (letters.length > 1 && brush.measureText(shown).width > width) {
    letters.pop();
    shown = `${letters.join("").trimEnd()}…`;
  }
  brush.fillStyle = colour;
  brush.direction = MIRRORED ? "rtl" : "ltr";
  brush.textAlign = align;
  brush.fillText(shown, MIRRORED ? brush.canvas.width - x : x, y);
  brush.textAlign = "start";
  return brush.measureText(shown).width;
}
