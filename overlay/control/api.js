// Asks the server, and never throws: what is refused comes back as its problem, no line as a
// problem of ours.

import { say } from "./say.js";
import { words } from "./words.js";

/** @typedef {import("./types.js").Problem} Problem */

/** No answer at all, or one that says "later": what was sent may be sent again. */
const NO_LINE = "urn:giftgoal:no-line";
/** A request without an answer is given up after this long, in milliseconds. */
const PATIENCE = 8000;

/**
 * @template T
 * @typedef {{ ok: true, status: number, body: T, problem: null }
 *   | { ok: false, status: number, body: null, problem: Problem, wait: number | null }} Reply
 */

/** Server time minus this device's, in milliseconds, as the last answer told. */
let ahead = 0;

/** The server's time: a phone's own clock is often minutes off. */
export const serverNow = () => new Date(Date.now() + ahead);

/**
 * @template T
 * @param {"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} method
 * @param {string} path
 * @param {unknown} [body]  a Blob goes as it is, all else as JSON
 * @param {{ key?: string, patience?: number }} [options]  `key`: the idempotency key; `patience`:
 *   milliseconds
 * @returns {Promise<Reply<T>>}
 */
export async function call(method, path, body, { key, patience = PATIENCE } = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patience);
  const file = body instanceof Blob ? body : null;
  try {
    const response = await fetch(path, {
      method,
      signal: stop.signal,
      credentials: "same-origin",
      cache: "no-store",
      headers: {
        ...(body === undefined ? {} : { "Content-Type": file?.type ?? "application/json" }),
        ...(key === undefined ? {} : { "Idempotency-Key": key }),
      },
      body: file ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    keepTime(response);
    return await read(response);
  } catch {
    return noLine();
  } finally {
    clearTimeout(timer);
  }
}

/** @param {Response} response */
function keepTime(response) {
  const told = Date.parse(response.headers.get("Date") ?? "");
  if (Number.isFinite(told)) ahead = Math.abs(told - Date.now()) < 2000 ? 0 : told - Date.now();
}

/** @param {Response} response @returns {Promise<Reply<any>>} */
async function read(response) {
  const { status } = response;
  if (response.ok) {
    return { ok: true, status, body: status === 204 ? null : await response.json(), problem: null };
  }
  const problem = await response.json().catch(() => null);
  if (!problem?.type) return noLine(status);
  const wait = Number(response.headers.get("Retry-After")) || null;
  return { ok: false, status, body: null, problem, wait };
}

/** @param {number} status @returns {Reply<any>} */
function noLine(status = 0) {
  const problem = { type: NO_LINE, title: words.lost, detail: words.noLine, status };
  return { ok: false, status, body: null, problem, wait: null };
}

/** What went wrong: the frequent in the page's own words, the rest in the server's. @param {Problem} problem */
export function why(problem) {
  const own = /** @type {Record<string, string>} */ (words.problems);
  const kind = problem.type.replace("urn:giftgoal:", "");
  if (Object.hasOwn(own, kind)) return own[kind];
  if (problem.line) return say(words.script.line, { line: problem.line, why: problem.detail });
  const first = problem.errors?.[0];
  return problem.detail ?? first?.detail ?? problem.title;
}
