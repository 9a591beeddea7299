// Keeps the story of the evening fresh: asked for at most once a minute, and only where somebody
// looks at it.

import { isOwner } from "./state.js";

/** How often at most the server is asked, in milliseconds. */
const EVERY = 60_000;
const DOORS = ["evening", "recap"];

/**
 * @param {object} options
 * @param {import("./store.js").Store} options.store
 * @param {(method: "GET", path: string) => Promise<import("./api.js").Reply<any>>} options.ask
 * @param {() => number} options.now  the server's time in milliseconds
 */
export function createEvening({ store, ask, now }) {
  let timer = 0;
  let asked = -Infinity;
  let seen = "";

  /** @param {import("./state.js").State} state */
  const wanted = (state) =>
    state.access === "in" && (isOwner(state) || DOORS.includes(state.door ?? ""));

  async function read() {
    const { frame } = store.get();
    const version = `${frame?.ledger} ${frame?.seq}`;
    if (version === seen) return store.tell({ type: "minute", now: now() });
    const reply = await ask("GET", "/api/recap");
    if (!reply.ok) return;
    seen = version;
    const coins = store.get().frame?.totals.coins ?? 0;
    store.tell({ type: "told", told: { recap: reply.body, coins }, now: now() });
  }

  function check() {
    const state = store.get();
    clearTimeout(timer);
    if (document.hidden || state.frame === null || !wanted(state)) return;
    const left = asked + EVERY - performance.now();
    if (left <= 0) {
      asked = performance.now();
      void read();
    }
    timer = setTimeout(check, left > 0 ? left : EVERY);
  }

  return { check };
}
