/**
 * What the page says of itself to the server, so that the streamer's pre-flight can tell whether OBS has
 * it open, shows it, and at which size. One small message on each new line, and one after a change.
 */

import { CLOCK } from "./motion.js";

/** @typedef {import("../shared/connection.js").Timers} Timers */

/**
 * @typedef {object} Here
 * @property {"here"} type
 * @property {string | null} obs OBS's version, `null` in an ordinary browser.
 * @property {number | null} chromium The engine's major version.
 * @property {number} width In CSS pixels.
 * @property {number} height In CSS pixels.
 * @property {boolean} visible Whether anybody can see the page: on air, in a preview or in a window.
 * @property {boolean | null} active Whether it is on air; `null` until OBS has said so.
 * @property {boolean} rehearsal
 */

/**
 * What is needed of a window.
 * @typedef {Pick<Window, "innerWidth" | "innerHeight" | "addEventListener"> & {
 *   document: Pick<Document, "hidden" | "addEventListener">,
 *   navigator: Pick<Navigator, "userAgent">,
 *   location: Pick<Location, "search">,
 * }} Page
 */

/** Milliseconds that changes are gathered for: dragging a source's corner is one change. */
const GATHER = 400;

/**
 * @param {object} options
 * @param {(text: string) => void} options.send Says it to the server, if a line is open.
 * @param {Page} [options.page]
 * @param {Timers} [options.timers]
 * @returns {{ open(): void }} `open` is to be called on each new line.
 */
export function tellPresence({ send, page = window, timers = CLOCK }) {
  let shown = true;
  /** @type {boolean | null} */
  let active = null;
  let said = "";
  /** @type {unknown} */
  let timer = null;

  function say() {
    timer = null;
    const text = JSON.stringify(describe(page, shown, active));
    if (text === said) return;
    said = text;
    send(text);
  }

  function gather() {
    timer ??= timers.setTimeout(say, GATHER);
  }

  page.addEventListener("resize", gather);
  page.document.addEventListener("visibilitychange", gather);
  page.addEventListener("obsSourceVisibleChanged", (event) => {
    shown = detail(event)["visible"] !== false;
    gather();
  });
  page.addEventListener("obsSourceActiveChanged", (event) => {
    active = detail(event)["active"] === true;
    gather();
  });

  return {
    open() {
      if (timer !== null) timers.clearTimeout(timer);
      said = "";
      say();
    },
  };
}

/**
 * @param {Page} page
 * @param {boolean} shown
 * @param {boolean | null} active
 * @returns {Here}
 */
function describe(page, shown, active) {
  const { userAgent } = page.navigator;
  const chromium = /\bChrome\/(\d{1,4})/.exec(userAgent)?.[1];
  return {
    type: "here",
    obs: /\bOBS\/([0-9A-Za-z.+~-]{1,40})/.exec(userAgent)?.[1] ?? null,
    chromium: chromium === undefined ? null : Number(chromium),
    width: Math.round(page.innerWidth),
    height: Math.round(page.innerHeight),
    visible: shown && !page.document.hidden,
    active,
    rehearsal: new URLSearchParams(page.location.search).has("rehearsal"),
  };
}

/**
 * What came with one of OBS's own events.
 * @param {Event} event
 * @returns {Record<string, unknown>}
 */
function detail(event) {
  const { detail } = /** @type {CustomEvent<unknown>} */ (event);
  return typeof detail === "object" && detail !== null ? { ...detail } : {};
}
