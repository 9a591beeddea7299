// Builds the control page and ties it to the server. The only file that knows all the parts.

import { connect } from "../shared/connection.js";
import { createActs } from "./acts.js";
import { createAnnouncer } from "./announce.js";
import { call, serverNow } from "./api.js";
import { doorOf } from "./doors.js";
import { newKey } from "./dom.js";
import { createEvening } from "./evening.js";
import { watchKeys } from "./keys.js";
import { speakOn } from "./language.js";
import { createList, createNote, openStorage } from "./memory.js";
import { forgetPage, keepPage } from "./offline.js";
import { createOutbox } from "./outbox.js";
import { ControlPage } from "./parts/control-page.js";
import { bodyOf, TAPPED } from "./platform-taps.js";
import { keyOf } from "./queue.js";
import { watchRoom } from "./room.js";
import { createSession, tokenOf } from "./session.js";
import { createStore } from "./store.js";
import { createTaps } from "./taps.js";

/** Wait before dialling after a refusal that was none, in milliseconds. */
const DIAL_AGAIN = 2000;

const storage = openStorage();
const gifters = createList(storage, "gifters");
const lately = createList(storage, "lately");
/** @type {ReturnType<typeof createNote<import("./types.js").Catalogue>>} */
const catalogue = createNote(storage, "catalogue");
const announce = createAnnouncer(document.body);

const store = createStore((state) => page.update(state));

const outbox = createOutbox({
  storage,
  send: sendEntry,
  person: () => (store.get().access === "in" ? (store.get().session?.person.id ?? null) : null),
  onChange: (queue) => store.tell({ type: "queue", queue }),
  onSaved: (entry, gift) => entry.body && acts.announceSaved(gift),
  onSignedOut: () => session.askAgain(),
});

const taps = createTaps({
  now: () => performance.now(),
  newKey,
  onChange: (streaks) => store.tell({ type: "streaks", streaks }),
  onReport: (streak) => acts.report(streak),
});

/** @type {ReturnType<typeof createNote<string>>} */
const tappingNote = createNote(storage, "tapping");
const acts = createActs({ store, outbox, taps, gifters, lately, tappingNote, announce });
const session = createSession({
  store,
  note: createNote(storage, "session"),
  onIn: dial,
  onOut: signedOut,
  onAway: openOffline,
});
const evening = createEvening({ store, ask: call, now: () => serverNow().getTime() });
const page = new ControlPage({ acts, session });

/** @param {import("./queue.js").Entry} entry */
function sendEntry(entry) {
  if (entry.mark) {
    const path = `/api/gifts/${encodeURIComponent(entry.mark.id)}`;
    return entry.mark.voided ? call("DELETE", path) : call("POST", `${path}/restore`);
  }
  return call("POST", "/api/gifts", bodyOf(entry), { key: keyOf(entry) });
}

/** @type {"opening" | "open" | "lost"} */
let lineState = "opening";

/** A phone knows that it has no network long before a line falls silent. */
function tellLine() {
  store.tell({ type: "line", line: navigator.onLine ? lineState : "lost" });
}

let line = /** @type {ReturnType<typeof connect> | null} */ (null);

function hangUp() {
  line?.close();
  line = null;
}

/** Nobody is signed in, so nothing of it stays here but gifts that were not sent. */
function signedOut() {
  hangUp();
  catalogue.write(null);
  void forgetPage();
}

/** No server answers: the buttons are those of the last time. */
function openOffline() {
  const known = catalogue.read();
  if (known && !asked) store.tell({ type: "catalogue", catalogue: known });
  lineState = "lost";
  tellLine();
}

/** The line was refused: the session has ended, or the server forgot this one line. */
async function askAgain() {
  hangUp();
  await session.askAgain();
  if (store.get().access === "in" && line === null) setTimeout(dial, DIAL_AGAIN);
}

/** Somebody is signed in: the live line, the catalogue, and whatever this phone kept. */
function dial() {
  hangUp();
  line = connect({
    url: (after) => {
      const address = new URL("/ws/control", location.href);
      address.protocol = address.protocol.replace("http", "ws");
      if (after !== null) address.searchParams.set("after", String(after));
      return address.href;
    },
    onFrame: (frame) => hear(/** @type {any} */ (frame)),
    onLine: (now) => {
      if (now === "refused") return void askAgain();
      lineState = now;
      tellLine();
      if (now === "open") outbox.kick();
      if (now === "open") void fetchCatalogue();
    },
  });
  outbox.kick();
}

const HEARD = ["state", "run", "preflight", "sources"];

/** @param {import("./state.js").Frame} frame */
function hear(frame) {
  if (!HEARD.includes(frame.type)) return;
  store.tell({ type: "frame", frame });
  if (frame.type !== "state") return;
  evening.check();
  outbox.settle(frame);
  // What somebody else undid does not grow on: a voided streak would swallow further taps.
  const { streaks, rows } = store.get();
  const voided = [...frame.recent, ...frame.rehearsal.recent].filter((gift) => gift.voided);
  const gone = new Set(voided.map((gift) => rows[gift.id]));
  for (const { key } of streaks) if (gone.has(key)) taps.close(key);
}

let asked = false;

async function fetchCatalogue() {
  if (asked) return;
  const reply = await call("GET", "/api/catalogue?limit=1000");
  // Whoever has signed out meanwhile wants nothing kept here.
  if (!reply.ok || store.get().access !== "in") return;
  asked = true;
  store.tell({ type: "catalogue", catalogue: reply.body });
  catalogue.write(reply.body);
  keepPage();
}

function readDoor() {
  if (tokenOf(location.hash) !== null) return void session.start();
  store.tell({ type: "door", ...doorOf(location.hash) });
  evening.check();
}

function wake() {
  if (document.visibilityState !== "visible") return;
  line?.wake();
  outbox.kick();
  evening.check();
}

addEventListener("hashchange", readDoor);
addEventListener("online", tellLine);
addEventListener("online", wake);
addEventListener("offline", tellLine);
addEventListener("pagehide", () => taps.closeAll());
document.addEventListener("visibilitychange", wake);

speakOn(document.documentElement);
document.body.prepend(page);
watchRoom(document.documentElement);
watchKeys({ store, acts, page });
store.tell({ type: "memory", gifters: gifters.read(), lately: lately.read() });
store.tell({ type: "queue", queue: outbox.queue() });
const tapping = tappingNote.read();
if (tapping !== null && Object.hasOwn(TAPPED, tapping)) store.tell({ type: "tapping", tapping });
if (tokenOf(location.hash) === null) readDoor();
void session.start();
