// Who is signed in, and how they came to be: by a link, once; afterwards by the cookie it was exchanged for.

import { call } from "./api.js";

/** Wait before asking again while the server does not answer, in milliseconds. */
const AGAIN = 2000;

/**
 * @param {object} options
 * @param {import('./store.js').Store} options.store
 * @param {() => void} options.onIn
 * @param {() => void} options.onOut
 */
export function createSession({ store, onIn, onOut }) {
  /** @param {'out' | 'old-link'} access */
  function out(access) {
    store.tell({ type: "access", access });
    onOut();
  }

  /** @param {import('./api.js').Reply<import('./types.js').Session>} reply @param {'out' | 'old-link'} otherwise */
  function become(reply, otherwise) {
    if (reply.ok) {
      const before = store.get();
      store.tell({ type: "session", session: reply.body });
      if (before.access !== "in" || before.session?.person.id !== reply.body.person.id) onIn();
    } else if (reply.status === 401 || reply.status === 422) {
      out(otherwise);
    }
    return reply;
  }

  /** Ends with an answer, whatever it is. @returns {Promise<void>} */
  async function ask() {
    const reply = become(await call("GET", "/api/session"), "out");
    if (reply.ok || reply.status === 401) return;
    await new Promise((resume) => setTimeout(resume, AGAIN));
    return ask();
  }

  /** @param {string} token */
  const signIn = async (token) => become(await call("POST", "/api/session", { token }), "old-link");

  return {
    ask,
    signIn,
    /** A link's token is taken out of the address at once, so that it is in no history and no screenshot. */
    async start() {
      const token = tokenOf(location.hash);
      if (token === null) return ask();
      history.replaceState(null, "", "/control");
      const reply = await signIn(token);
      if (!reply.ok && store.get().access === "asking") await ask();
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
