// Who is signed in, and how they came to be: by a link, once; afterwards by the cookie it was
// exchanged for.

import { call } from "./api.js";

/** @typedef {import("./api.js").Reply<import("./types.js").Session>} SessionReply */

/** Wait before asking again while the server does not answer, in milliseconds. */
const AGAIN = 2000;
/** A server that has not answered by then is not waited for to show the page, in milliseconds. */
const SOON = 1200;

/**
 * @param {object} options
 * @param {import("./store.js").Store} options.store
 * @param {ReturnType<typeof import("./memory.js").createNote>} options.note  who was signed in last
 * @param {() => void} options.onIn
 * @param {() => void} options.onOut
 * @param {() => void} options.onAway  nobody can be asked
 */
export function createSession({ store, note, onIn, onOut, onAway }) {
  /** @param {"out" | "old-link"} access */
  function out(access) {
    note.write(null);
    store.tell({ type: "access", access });
    onOut();
  }

  /**
   * Without an answer the page is as it was for whoever was signed in last: gifts are kept, and sent
   * once the server knows who it is.
   */
  function away() {
    if (store.get().access !== "asking") return;
    const session = /** @type {import("./types.js").Session | null} */ (note.read());
    if (session) store.tell({ type: "kept", session });
    else store.tell({ type: "access", access: "away" });
    onAway();
  }

  /** @param {import("./types.js").Session} session */
  function comeIn(session) {
    const before = store.get();
    note.write(session);
    store.tell({ type: "session", session });
    if (before.access !== "in" || before.session?.person.id !== session.person.id) onIn();
  }

  /**
   * Asks until there is an answer, whatever it is.
   * @param {() => Promise<SessionReply>} question
   * @returns {Promise<SessionReply>}
   */
  async function untilAnswered(question) {
    const soon = setTimeout(away, SOON);
    const reply = await question();
    clearTimeout(soon);
    if (reply.ok || (reply.status >= 400 && reply.status < 500)) return reply;
    away();
    await new Promise((resume) => setTimeout(resume, AGAIN));
    return untilAnswered(question);
  }

  /** @param {"out" | "old-link"} [otherwise] */
  async function ask(otherwise = "out") {
    const reply = await untilAnswered(() => call("GET", "/api/session"));
    if (reply.ok) comeIn(reply.body);
    else out(otherwise);
  }

  /** Whoever was in a moment ago is told why they are out, unless they went themselves. */
  async function askAgain() {
    const reply = await untilAnswered(() => call("GET", "/api/session"));
    if (reply.ok) comeIn(reply.body);
    else if (store.get().access === "in") out("old-link");
  }

  /** @param {string} token @returns {Promise<SessionReply>} */
  const exchange = (token) => call("POST", "/api/session", { token });

  return {
    askAgain,
    /** @param {string} token */
    async signIn(token) {
      const reply = await exchange(token);
      if (reply.ok) comeIn(reply.body);
      return reply;
    },
    /**
     * A link's token is taken out of the address at once, so that it is in no history and no
     * screenshot. A link that has ended does not throw out who is signed in already.
     */
    async start() {
      const token = tokenOf(location.hash);
      if (token === null) return ask();
      history.replaceState(null, "", "/control");
      const reply = await untilAnswered(() => exchange(token));
      return reply.ok ? comeIn(reply.body) : ask("old-link");
    },
    async signOut() {
      const reply = await call("DELETE", "/api/session");
      if (reply.ok || reply.status === 401) out("out");
    },
  };
}

/** The token in a link or in what a person pasted; null: there is none. @param {string} text */
export function tokenOf(text) {
  return /(?:^|[#&?])token=([\w.~+/=-]+)/.exec(text.trim())?.[1] ?? null;
}

/** @typedef {ReturnType<typeof createSession>} SessionControl */
