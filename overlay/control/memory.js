// What this device remembers between visits. A browser that keeps nothing still works, until it is
// closed.

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Place */

/** @returns {Storage} */
export function openStorage() {
  try {
    const storage = globalThis.localStorage;
    storage.setItem("giftgoal.try", "1");
    storage.removeItem("giftgoal.try");
    return storage;
  } catch {
    return forgetful();
  }
}

/** @returns {Storage} */
function forgetful() {
  const kept = /** @type {Record<string, string>} */ ({});
  const methods = {
    getItem: (/** @type {string} */ key) => kept[key] ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void (kept[key] = value),
    removeItem: (/** @type {string} */ key) => void delete kept[key],
  };
  return /** @type {any} */ (Object.setPrototypeOf(kept, methods));
}

/**
 * Something that the server told, for opening without a line.
 * @template T
 * @param {Place} storage
 * @param {string} name
 */
export function createNote(storage, name) {
  const place = `giftgoal.${name}`;
  return {
    /** @returns {T | null} */
    read() {
      try {
        return JSON.parse(storage.getItem(place) ?? "null");
      } catch {
        return null;
      }
    },
    /** @param {T | null} note  null: it is forgotten */
    write(note) {
      try {
        if (note === null) storage.removeItem(place);
        else storage.setItem(place, JSON.stringify(note));
      } catch {
        // A full storage: the page does not open without a line.
      }
    },
  };
}

/**
 * A remembered list of words, such as the last gifters.
 * @param {Place} storage
 * @param {string} name
 */
export function createList(storage, name) {
  const place = `giftgoal.${name}`;
  return {
    /** @returns {string[]} */
    read() {
      try {
        const list = JSON.parse(storage.getItem(place) ?? "[]");
        return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
      } catch {
        return [];
      }
    },
    /** @param {string[]} list */
    write(list) {
      try {
        storage.setItem(place, JSON.stringify(list));
      } catch {
        // A full storage costs the memory of names, nothing else.
      }
    },
  };
}
