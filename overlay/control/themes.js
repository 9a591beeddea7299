// The themes that are shipped with the overlay, in the order in which they are offered.

export const THEMES = /** @type {const} */ ([
  "clean",
  "neon",
  "paper",
  "pixel",
  "glass",
  "mono",
  "cozy",
  "esports",
]);
