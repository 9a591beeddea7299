/**
 * A platform in two letters of our own. Its logo is its owner's, and TikTok minds pictures of its gifts.
 */

/** @type {Readonly<Record<string, string>>} */
export const MARKS = Object.freeze({
  ...{ tiktok: "TT", twitch: "TW", youtube: "YT", telegram: "TG", instagram: "IG" },
  ...{ kick: "KI", kofi: "KF", streamlabs: "SL", streamelements: "SE" },
});

/**
 * @param {import("./frames.js").Gift} gift
 * @param {boolean} wanted
 * @returns {string} Empty where there is none to tell.
 */
export function platformMark({ platform }, wanted) {
  return (wanted && platform && MARKS[platform]) || "";
}
