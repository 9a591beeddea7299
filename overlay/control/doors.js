// Where a person is, by the address: behind which door of the settings, and about whom.

/**
 * @param {string} hash  like `#settings/gifters/ana`, or `#recap`
 * @returns {{ door: string | null, about: string }}  `door`: null: the settings are closed; '': all
 *   doors
 */
export function doorOf(hash) {
  if (hash === "#recap") return { door: "recap", about: "" };
  const found = /^#settings(?:\/([a-z]+)(?:\/(.*))?)?$/.exec(hash);
  if (!found) return { door: null, about: "" };
  return { door: found[1] ?? "", about: decoded(found[2] ?? "") };
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
