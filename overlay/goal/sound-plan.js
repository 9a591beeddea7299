/**
 * Which notes are heard when. Pure. Small gifts are one soft bell, big ones a chord that rises; a reached
 * target is a fanfare of three bars.
 */

/**
 * @typedef {object} Note
 * @property {number} at Seconds from now.
 * @property {number} pitch In hertz.
 * @property {number} lasting In seconds.
 * @property {number} level From 0 to 1.
 */

/** The pentatonic scale on C, in which nothing sounds wrong together. */
const SCALE = [523.25, 587.33, 659.25, 783.99, 880, 1_046.5, 1_174.66, 1_318.51];

/** The places on the scale for each tier, one after the other. */
const TIERS = [[4], [2, 4], [0, 2, 3, 5], [0, 2, 3, 5, 6, 7]];
const FANFARE = [0, 0, 2, 3, 3, 5, 7];

/** @param {number} tier From 0 to 3. @returns {Note[]} */
export function notesOfGift(tier) {
  const places = TIERS[tier] ?? [];
  return places.map((place, index) => ({
    at: index * 0.085,
    pitch: SCALE[place] ?? 0,
    lasting: 0.35 + tier * 0.2,
    level: 0.22 + tier * 0.05,
  }));
}

/** @returns {Note[]} */
export function notesOfReached() {
  return FANFARE.map((place, index) => ({
    at: index * 0.14,
    pitch: SCALE[place] ?? 0,
    lasting: index === FANFARE.length - 1 ? 1.6 : 0.5,
    level: 0.34,
  }));
}
