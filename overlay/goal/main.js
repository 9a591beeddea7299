/**
 * The browser source: connection -> reduce -> view -> what is drawn. All state is the server's; what is
 * kept here is only what was celebrated already.
 */

import { connect } from "../shared/connection.js";
import { readLook } from "../shared/look.js";
import { afterBreak, NOTHING_YET, reduce } from "../shared/reduce.js";
import { vocabularyOf } from "../shared/words.js";
import { atMostEvery, CLOCK } from "./motion.js";
import { tellPresence } from "./presence.js";
import { isPreview, listen } from "./preview.js";
import { createScene } from "./scene.js";

/** Milliseconds between two drawings while frames keep coming: readable, and cheap for OBS. */
const DRAWING = 125;

const scene = createScene(NOTHING_YET);
let model = NOTHING_YET;
/** @type {import("../shared/reduce.js").Moment[]} Not celebrated yet. */
let moments = [];
let isOpen = false;
let isShownInObs = true;

function isInSight() {
  return !document.hidden && isShownInObs;
}

function draw() {
  const news = moments;
  moments = [];
  scene.draw(model, news, { isUnseen: !isInSight(), isShown: isInSight() });
}

const drawSoon = atMostEvery(DRAWING, draw, CLOCK);

const presence = tellPresence({ send: (text) => line.send(text) });

const listenTo = isPreview(location) ? listen : connect;

const line = listenTo({
  url: () => socketUrl(location, model.celebrated),
  onFrame(frame) {
    // It comes first on each new line.
    if (frame.type !== "look") return take(reduce(model, frame));
    presence.open();
    void putOn(frame);
  },
  onLine(now) {
    if (now !== "open") model = afterBreak(model);
  },
});

/** @param {ReturnType<typeof reduce>} news */
function take({ model: next, moments: more }) {
  if (next === model && more.length === 0) return;
  model = next;
  moments.push(...more);
  // The first picture needs two frames and must not wait between them.
  if (isOpen) drawSoon();
  else draw();
  isOpen ||= model.state !== null && model.look !== null;
}

/** @type {import("../shared/connection.js").Frame | null} */
let newestLook = null;

/**
 * A look is worn once its language is there, so that nobody sees the words change.
 * @param {import("../shared/connection.js").Frame} frame
 */
async function putOn(frame) {
  newestLook = frame;
  const vocabulary = await vocabularyOf(readLook(frame.look).language);
  if (newestLook === frame) take(reduce(model, frame, vocabulary));
}

/**
 * @param {Location} page `/overlay/{key}`, perhaps with `?rehearsal`.
 * @param {number | null} after The seq of the last celebration, `null` before the first state.
 */
function socketUrl({ protocol, host, pathname, search }, after) {
  const key = pathname.split("/").filter(Boolean).pop() ?? "";
  const asked = [
    ...(after === null ? [] : [`after=${after}`]),
    ...(new URLSearchParams(search).has("rehearsal") ? ["rehearsal"] : []),
  ].join("&");
  const scheme = protocol === "https:" ? "wss:" : "ws:";
  return `${scheme}//${host}/ws/overlay/${key}${asked && `?${asked}`}`;
}

/** Out of sight nothing is played, and back in sight nothing that was missed: the present is shown. */
function onSight() {
  moments = [];
  scene.draw(model, [], { isUnseen: true, isShown: isInSight() });
  if (isInSight()) line.wake();
}

/** For a preview: where the apps' own buttons are. */
document.documentElement.toggleAttribute(
  "data-guide",
  new URLSearchParams(location.search).has("guide"),
);

document.addEventListener("visibilitychange", onSight);
addEventListener("obsSourceVisibleChanged", (event) => {
  const detail = /** @type {CustomEvent<{ visible?: unknown } | undefined>} */ (event).detail;
  isShownInObs = detail?.visible !== false;
  onSight();
});
