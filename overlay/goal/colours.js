/**
 * Colours that belong to a chosen accent. Pure; colours come as `#rrggbb` and go as `hsl()`.
 */

/** How far a fill's second colour lies from its first on the colour wheel, in degrees. */
const HUE_STEP = 38;
/** The luminance that has a contrast of 4.5 and more on a dark plate, whatever is under the plate. */
const READABLE = 0.44;

/** Degrees, and two shares from 0 to 1. @typedef {{ hue: number, full: number, light: number }} Colour */

/**
 * A colour a little further on the colour wheel, and a little lighter.
 * @param {string} hex
 */
export function neighbour(hex) {
  const { hue, full, light } = colourOf(hex);
  return written({ hue: (hue + HUE_STEP) % 360, full, light: Math.min(0.82, light + 0.06) });
}

/**
 * The same colour, as much lighter as a text of it needs to be.
 * @param {string} hex
 */
export function readable(hex) {
  const colour = colourOf(hex);
  while (luminance(colour) < READABLE) colour.light += 0.01;
  return written(colour);
}

/** A colour that lets so much through. @param {string} hex @param {number} opacity From 0 to 1. */
export function translucent(hex, opacity) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${parts.join(", ")}, ${opacity})`;
}

/** @param {Colour} colour */
function written({ hue, full, light }) {
  return `hsl(${Math.round(hue)}, ${Math.round(full * 100)}%, ${Math.round(light * 100)}%)`;
}

/** @param {string} hex @returns {Colour} */
function colourOf(hex) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => parseInt(hex.slice(at, at + 2), 16) / 255,
  );
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  const light = most - span / 2;
  if (span === 0) return { hue: 0, full: 0, light };
  const full = span / (1 - Math.abs(2 * light - 1));
  return { hue: 60 * sextant(red, green, blue, most, span), full, light };
}

/** @param {number} red @param {number} green @param {number} blue @param {number} most @param {number} span */
function sextant(red, green, blue, most, span) {
  if (most === red) return ((green - blue) / span + 6) % 6;
  return most === green ? (blue - red) / span + 2 : (red - green) / span + 4;
}

/** As WCAG defines it, from 0 to 1. @param {Colour} colour */
function luminance({ hue, full, light }) {
  const reach = full * Math.min(light, 1 - light);
  const linear = [0, 8, 4].map((part) => {
    const at = (part + hue / 30) % 12;
    const value = light - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1));
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
