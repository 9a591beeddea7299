// What the control page knows, and how each piece of news changes it: pure.

/** @typedef {import("./types.js").StateFrame} StateFrame */
/** @typedef {import("./types.js").RunFrame} RunFrame */
/**
 * @typedef {StateFrame | RunFrame | import("./types.js").Preflight
 *   | import("./types.js").SourcesFrame} Frame
 */
/** @typedef {import("./queue.js").Entry} Entry */
/** @typedef {import("./streaks.js").Streak} Streak */

/**
 * @typedef {object} State
 * @property {"asking" | "away" | "kept" | "in" | "out" | "old-link"} access  whether somebody is
 *   signed in; `away`: no server to ask; `kept`: neither, but somebody was signed in here last
 * @property {import("./types.js").Session | null} session
 * @property {"opening" | "open" | "lost"} line
 * @property {boolean} fresh  whether the next view is believed whatever its seq: the first of a
 *   line is the present, even where a restored backup has fallen behind
 * @property {StateFrame | null} frame
 * @property {import("./types.js").Run | null} run
 * @property {boolean} cut  a restart stopped a script, and nobody here has looked at it yet
 * @property {import("./types.js").Catalogue} catalogue
 * @property {Entry[]} queue
 * @property {Streak[]} streaks
 * @property {Undone | null} undone  what was taken back a moment ago
 * @property {Record<string, string>} rows  a recorded gift's id to the row it was entered in
 * @property {boolean} rehearsing  looking at the rehearsal, and entering test gifts
 * @property {string} gifter  empty: anonymous
 * @property {string[]} gifters  remembered names, the latest first
 * @property {string[]} lately  ids of the catalogue's gifts used on this phone, the latest first
 * @property {string | null} tapping  the platform whose gifts are tapped; null: the catalogue's
 * @property {number} quantity
 * @property {string} query
 * @property {string | null} door  the open page of the settings; '' is their first page
 * @property {string} about  whom or what the open page is about; empty: nobody in particular
 * @property {import("./types.js").Preflight | null} preflight
 * @property {import("./types.js").SourceStatus[]} sources
 * @property {Told | null} told  the evening, as the server last told it
 * @property {number} now  the server's time in milliseconds, moved once a minute
 */

/**
 * @typedef {{ row: import("./rows.js").Row, entry: Entry | null }} Undone  `entry`: as it stood in
 *   the queue
 */
/**
 * @typedef {{ recap: import("./types.js").Recap, coins: number }} Told  `coins`: the total at that
 *   moment
 */

/**
 * @typedef {{ type: "access", access: State["access"] }
 *   | { type: "session" | "kept", session: import("./types.js").Session }
 *   | { type: "line", line: State["line"] }
 *   | { type: "frame", frame: Frame }
 *   | { type: "catalogue", catalogue: import("./types.js").Catalogue }
 *   | { type: "queue", queue: Entry[] }
 *   | { type: "streaks", streaks: Streak[] }
 *   | { type: "memory", gifters: string[], lately: string[] }
 *   | { type: "gifter", gifter: string }
 *   | { type: "quantity", quantity: number }
 *   | { type: "query", query: string }
 *   | { type: "rehearsing", rehearsing: boolean }
 *   | { type: "tapping", tapping: string | null }
 *   | { type: "undone", undone: Undone | null }
 *   | { type: "told", told: Told, now: number }
 *   | { type: "minute", now: number }
 *   | { type: "door", door: string | null, about: string }} News
 */

/** @type {State} */
export const START = {
  ...{ access: "asking", session: null, line: "opening", fresh: true, frame: null },
  ...{ run: null, cut: false },
  ...{ catalogue: { gifts: [], packages: [] }, queue: [], streaks: [], undone: null, rows: {} },
  ...{ rehearsing: false, gifter: "", gifters: [], lately: [] },
  ...{ tapping: null, quantity: 1, query: "", door: null, about: "" },
  ...{ preflight: null, sources: [], told: null, now: 0 },
};

/**
 * @param {State} state
 * @param {News} news
 * @returns {State}
 */
export function reduce(state, news) {
  switch (news.type) {
    case "frame":
      return framed(state, news.frame);
    case "session":
      return { ...state, session: news.session, access: "in" };
    case "kept":
      return { ...state, session: news.session, access: "kept" };
    case "access":
      return { ...state, access: news.access };
    case "line":
      return { ...state, line: news.line, fresh: state.fresh || news.line !== "open" };
    case "queue":
      return { ...state, queue: news.queue, rows: { ...state.rows, ...rowsOf(news.queue) } };
    case "door":
      return {
        ...state,
        ...{ door: news.door, about: news.about, cut: state.cut && news.door !== "scripts" },
      };
    case "memory":
      return { ...state, gifters: news.gifters, lately: news.lately };
    default: {
      const { type, ...change } = news;
      return { ...state, ...change };
    }
  }
}

/** @param {State} state @param {Frame} frame @returns {State} */
function framed(state, frame) {
  if (frame.type === "run") return ran(state, frame.run);
  if (frame.type === "preflight") return { ...state, preflight: frame };
  if (frame.type === "sources") return { ...state, sources: frame.sources };
  if (frame.type !== "state") return state;
  const same = state.frame?.ledger === frame.ledger;
  if (same && !state.fresh && state.frame && frame.seq < state.frame.seq) return state;
  const known = same || !state.frame;
  return {
    ...state,
    frame,
    fresh: false,
    rows: known ? state.rows : {},
    told: known ? state.told : null,
  };
}

/**
 * A server forgets its runs only by a restart: one that was seen playing was stopped by it.
 * @param {State} state
 * @param {State["run"]} run
 * @returns {State}
 */
function ran(state, run) {
  const last = state.run;
  if (run !== null || last === null) return { ...state, run, cut: false };
  if (last.state === "cut") return state;
  if (last.state !== "playing") return { ...state, run };
  // Who looks at it just then reads it in its place.
  return { ...state, run: { ...last, state: "cut" }, cut: state.door !== "scripts" };
}

/** @param {Entry[]} queue @returns {Record<string, string>} */
function rowsOf(queue) {
  return Object.fromEntries(queue.flatMap((e) => (e.gift ? [[e.gift.id, e.row]] : [])));
}

/** Whether the page is open to work with. @param {State} state */
export const isInside = ({ access }) => access === "in" || access === "kept";

/** @param {State} state */
export const isOwner = (state) => state.session?.person.role === "owner";

/** The real board, or the rehearsal's where that is looked at. @param {State} state */
export function boardOf(state) {
  return state.rehearsing ? (state.frame?.rehearsal ?? null) : state.frame;
}

/** @param {string[]} list @param {string} item @param {number} most */
export function toFront(list, item, most) {
  return [item, ...list.filter((other) => other !== item)].slice(0, most);
}

/**
 * The names to offer: those of this phone, then those who gave lately.
 * @param {State} state
 * @param {number} most
 */
export function giftersToOffer(state, most = 12) {
  const given = (boardOf(state)?.recent ?? []).map((gift) => gift.gifter);
  const names = [...state.gifters, ...given].filter((name) => name !== null);
  return [...new Set(names)].slice(0, most);
}

/**
 * The gifts as buttons: favourites, then those used lately, then the rest as the catalogue has
 * them.
 * @param {import("./types.js").CatalogueGift[]} gifts
 * @param {string[]} lately
 */
export function arranged(gifts, lately) {
  const used = lately.flatMap((id) => gifts.find((gift) => gift.id === id) ?? []);
  return [...new Set([...gifts.filter((gift) => gift.favourite), ...used, ...gifts])];
}

/**
 * Tells who is past the budget they asked for, by a gift or by a name.
 * @param {State} state
 */
export function budgets(state) {
  const keys = new Set(state.frame?.over_budget ?? []);
  const named = new Map((state.frame?.recent ?? []).map((gift) => [gift.gifter, gift.gifter_key]));
  return {
    /** @param {string | null} name */
    isOver: (name) => name !== null && keys.has(named.get(name) ?? name.trim().toLowerCase()),
  };
}
