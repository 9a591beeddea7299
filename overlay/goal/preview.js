/**
 * For the preview in the control page: instead of a line to the server, what the page around this one
 * says. So nothing that is tried there goes anywhere else.
 */

/** @typedef {import("../shared/connection.js").Frame} Frame */
/** @typedef {import("../shared/connection.js").Line} Line */

/** What the preview says when it is ready to listen. */
export const READY = "giftgoal-preview-ready";

/**
 * Only a page of the same origin is listened to; whose page may be around this one the server says, too.
 * @param {{ onFrame(frame: Frame): void, onLine(line: Line): void }} options
 */
export function listen({ onFrame, onLine }) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || origin !== location.origin) return;
    if (data?.line) onLine(data.line);
    if (data?.frame) onFrame(data.frame);
  });
  parent.postMessage(READY, location.origin);
  return { close() {}, wake() {}, send() {} };
}

/** @param {Pick<Location, "search">} page */
export function isPreview({ search }) {
  return new URLSearchParams(search).has("preview");
}
