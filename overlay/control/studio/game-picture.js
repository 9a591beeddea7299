// A picture as of a game: many colours, bright and dark places, small things. An overlay that can be read over
// it can be read over most. Drawn once, from numbers that are always the same.

const SKY = ["#1d2b64", "#5b3a8c", "#c8557a", "#ffb26b"];
const RIDGES = /** @type {const} */ ([
  { colour: "#8a4f86", base: 0.6, rise: 0.2, steps: 9 },
  { colour: "#5a3a78", base: 0.7, rise: 0.17, steps: 13 },
  { colour: "#2f2a5c", base: 0.8, rise: 0.13, steps: 19 },
]);
const LEAVES = ["#4fd18b", "#2a9d6f", "#d7f36b", "#1c6e5a"];

/** @param {HTMLCanvasElement} canvas  is given the picture in its own size */
export function drawGame(canvas) {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  const { width, height } = canvas;
  const chance = numbers(7);
  sky(pen, width, height);
  for (const ridge of RIDGES) drawRidge(pen, ridge, width, height, chance);
  islands(pen, width, height);
  ground(pen, width, height, chance);
  hud(pen, width, height);
}

/** Numbers from 0 to 1 that look like chance. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** @typedef {CanvasRenderingContext2D} Pen */

/** @param {Pen} pen @param {number} width @param {number} height */
function sky(pen, width, height) {
  const light = pen.createLinearGradient(0, 0, 0, height * 0.8);
  SKY.forEach((colour, at) => light.addColorStop(at / (SKY.length - 1), colour));
  pen.fillStyle = light;
  pen.fillRect(0, 0, width, height);
  disc(pen, width * 0.66, height * 0.46, Math.min(width, height) * 0.2, "#fff1c4");
  pen.fillStyle = "rgb(255 241 196 / 40%)";
  for (const [x, y, w] of /** @type {[number, number, number][]} */ ([
    [0.08, 0.24, 0.24],
    [0.2, 0.29, 0.16],
    [0.74, 0.2, 0.2],
    [0.46, 0.36, 0.14],
  ])) {
    pen.beginPath();
    pen.roundRect?.(width * x, height * y, width * w, height * 0.035, height * 0.02);
    pen.fill();
  }
}

/**
 * @param {Pen} pen
 * @param {typeof RIDGES[number]} ridge
 * @param {number} width
 * @param {number} height
 * @param {() => number} chance
 */
function drawRidge(pen, { colour, base, rise, steps }, width, height, chance) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.moveTo(0, height);
  for (let step = 0; step <= steps; step += 1) {
    const up = step % 2 ? chance() * rise : -chance() * rise * 0.4;
    pen.lineTo((width * step) / steps, height * (base - up));
  }
  pen.lineTo(width, height);
  pen.fill();
}

/** @param {Pen} pen @param {number} width @param {number} height */
function islands(pen, width, height) {
  const tile = Math.max(4, height * 0.045);
  for (const [x, y, tiles] of /** @type {[number, number, number][]} */ ([
    [0.1, 0.58, 5],
    [0.44, 0.66, 4],
    [0.8, 0.52, 6],
  ])) {
    pen.fillStyle = "#6b4a3a";
    pen.fillRect(width * x, height * y, tile * tiles, tile * 1.4);
    pen.fillStyle = "#59c36a";
    pen.fillRect(width * x, height * y, tile * tiles, tile * 0.6);
    for (let coin = 0; coin < tiles - 1; coin += 1) {
      disc(pen, width * x + tile * (coin + 1), height * y - tile, tile * 0.32, "#ffd84d");
    }
  }
}

/** @param {Pen} pen @param {number} width @param {number} height @param {() => number} chance */
function ground(pen, width, height, chance) {
  pen.fillStyle = "#16203f";
  pen.fillRect(0, height * 0.86, width, height);
  const size = Math.max(2, height * 0.013);
  for (let leaf = 0; leaf < 420; leaf += 1) {
    pen.fillStyle = LEAVES[Math.floor(chance() * LEAVES.length)] ?? "";
    const y = height * (0.86 + chance() * chance() * 0.14) - size;
    pen.fillRect(chance() * width, y, size * (0.5 + chance()), size * (0.5 + chance()));
  }
  hero(pen, width * 0.3, height * 0.86, height * 0.13);
}

/** @param {Pen} pen @param {number} x @param {number} foot @param {number} tall */
function hero(pen, x, foot, tall) {
  pen.fillStyle = "#e63946";
  pen.fillRect(x - tall * 0.2, foot - tall * 0.7, tall * 0.4, tall * 0.45);
  pen.fillStyle = "#14213d";
  pen.fillRect(x - tall * 0.18, foot - tall * 0.27, tall * 0.14, tall * 0.27);
  pen.fillRect(x + tall * 0.04, foot - tall * 0.27, tall * 0.14, tall * 0.27);
  disc(pen, x, foot - tall * 0.84, tall * 0.17, "#ffd7ba");
}

/** Hearts, a map, a row of powers: what a game lays over itself. @param {Pen} pen @param {number} width @param {number} height */
function hud(pen, width, height) {
  const unit = Math.max(6, Math.min(width, height) * 0.05);
  for (let heart = 0; heart < 5; heart += 1) {
    const colour = heart < 4 ? "#ff4d6d" : "rgb(255 255 255 / 40%)";
    disc(pen, unit * (1 + heart * 1.1), unit, unit * 0.42, colour);
  }
  disc(pen, width - unit * 2, unit * 2, unit * 1.5, "rgb(8 12 28 / 75%)");
  disc(pen, width - unit * 1.7, unit * 1.6, unit * 0.2, "#ffd84d");
  disc(pen, width - unit * 2.6, unit * 2.3, unit * 0.16, "#4cc9f0");
  for (let power = 0; power < 4; power += 1) {
    const x = width / 2 + (power - 2) * unit * 1.3;
    pen.fillStyle = "rgb(8 12 28 / 75%)";
    pen.fillRect(x, height - unit * 1.5, unit * 1.1, unit * 1.1);
    pen.fillStyle = LEAVES[power] ?? "";
    pen.fillRect(x + unit * 0.3, height - unit * 1.2, unit * 0.5, unit * 0.5);
  }
}

/** @param {Pen} pen @param {number} x @param {number} y @param {number} radius @param {string} colour */
function disc(pen, x, y, radius, colour) {
  pen.fillStyle = colour;
  pen.beginPath();
  pen.arc(x, y, radius, 0, Math.PI * 2);
  pen.fill();
}
