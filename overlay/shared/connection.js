/**
 * The live line to the server, and the pages' only way to it: it comes back by itself after every break.
 *
 * Nothing is asked of the server after a break but "what came after this number?": the first frame
 * is always the whole present view, so there is no session to resume and nothing to repair.
 */

/** Silence after which the line counts as dead, in milliseconds; the server beats every 5 s. */
const SILENCE = 12_000;
/** Longest wait after a line that was good breaks by itself, in milliseconds: often it is there again. */
const LATEST_AFTER_A_CUT = 500;
/** Shortest other wait before dialling again, in milliseconds. */
const SOONEST = 200;
/** Longest wait after a restart or a first failure, and longest wait of all, in milliseconds. */
const LATEST = 2_000;
const LATEST_OF_ALL = 5_000;
/** Wait after a refusal, in milliseconds: a rotated key must not hammer the server, yet may return. */
const AFTER_REFUSAL = 30_000;
/** `WebSocket.OPEN`. */
const OPEN = 1;
/** The server's close code for a key or session that is no longer valid. */
const REFUSED = 4401;
/** The server's close code for a restart. */
const RESTARTS = 1012;

/**
 * One message of the server, as docs/protocol.md says. Its fields are not checked here.
 * @typedef {{ type: string, [field: string]: unknown }} Frame
 */

/**
 * `open` after the first frame, `lost` after a break, `refused` when the key or session is not valid.
 * @typedef {"open" | "lost" | "refused"} Line
 */

/**
 * The clock of a line, replaced in tests. Times are in milliseconds.
 * @typedef {object} Timers
 * @property {(call: () => void, wait: number) => unknown} setTimeout
 * @property {(timer: any) => void} clearTimeout
 * @property {() => number} now
 */

/** @type {Timers} */
const BROWSER_TIMERS = {
  setTimeout: (call, wait) => setTimeout(call, wait),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => Date.now(),
};

/**
 * Dial, listen, and stay on the line until `close`.
 *
 * `onLine` is told of changes only: a server that stays away is `lost` once, not once an attempt.
 * `wake` is for the moment a page has reason to hope (shown again, network back): a waiting line
 * dials at once, a line that fell silent while the machine slept is replaced.
 *
 * @param {object} options
 * @param {(after: number | null) => string} options.url Where to dial; `after` is the newest seq
 *   seen of the present ledger, `null` before the first.
 * @param {(frame: Frame) => void} options.onFrame
 * @param {(line: Line) => void} options.onLine
 * @param {Timers} [options.timers]
 * @param {() => number} [options.random] At least 0, below 1.
 * @param {new (url: string) => WebSocket} [options.WebSocket]
 * @returns {{ close(): void, wake(): void, send(text: string): void }} What is sent on a line that
 *   is not up is lost.
 */
export function connect({
  url,
  onFrame,
  onLine,
  timers = BROWSER_TIMERS,
  random = Math.random,
  WebSocket = globalThis.WebSocket,
}) {
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Line | null} */
  let line = null;
  /** Watchdog while a socket is up, the wait before dialling while none is. @type {unknown} */
  let timer = null;
  let closed = false;
  let failures = 0;
  let heardAt = 0;
  const cursor = createCursor();

  function dial() {
    const dialled = new WebSocket(url(cursor.after()));
    socket = dialled;
    dialled.onmessage = (message) => hear(message.data);
    dialled.onclose = (event) => hangUp(event.code);
    listen();
  }

  function listen() {
    heardAt = timers.now();
    timers.clearTimeout(timer);
    timer = timers.setTimeout(hangUp, SILENCE);
  }

  /** @param {unknown} data */
  function hear(data) {
    listen();
    const frame = parse(data);
    if (frame === null) return;
    failures = 0;
    cursor.pass(frame);
    tell("open");
    if (!closed) onFrame(frame);
  }

  /** @param {number} [code] The server's close code, if it said one. */
  function hangUp(code) {
    letGo();
    const refused = code === REFUSED;
    const cut = line === "open" && code !== RESTARTS;
    timer = timers.setTimeout(dial, refused ? AFTER_REFUSAL : waitAfter(cut, failures, random()));
    failures += 1;
    tell(refused ? "refused" : "lost");
  }

  /** A dead socket may take minutes to say that it closed: it is deaf and forgotten from here on. */
  function letGo() {
    timers.clearTimeout(timer);
    if (socket === null) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
    socket = null;
  }

  /** @param {Line} now */
  function tell(now) {
    if (now === line) return;
    line = now;
    onLine(now);
  }

  dial();
  return {
    close() {
      closed = true;
      letGo();
    },
    send(text) {
      if (socket?.readyState === OPEN) socket.send(text);
    },
    wake() {
      const asleep = socket !== null && timers.now() - heardAt > SILENCE;
      const waiting = socket === null && line !== "refused";
      if (closed || !(asleep || waiting)) return;
      letGo();
      tell("lost");
      dial();
    },
  };
}

/**
 * Milliseconds to wait after so many failures in a row: apart from each other, so that a restarted
 * server is not met by every page at once. Only a line that was cut is tried once almost at once.
 * @param {boolean} cut
 * @param {number} failures
 * @param {number} chance
 */
function waitAfter(cut, failures, chance) {
  if (cut) return chance * LATEST_AFTER_A_CUT;
  const latest = Math.min(LATEST_OF_ALL, LATEST * 1.5 ** Math.max(0, failures - 1));
  return SOONEST + chance * (latest - SOONEST);
}

/**
 * The newest seq seen; another ledger counts anew, whatever its numbers are.
 */
function createCursor() {
  /** @type {string | null} */
  let ledger = null;
  /** @type {number | null} */
  let newest = null;
  return {
    after: () => newest,
    /** @param {Frame} frame */
    pass({ ledger: at, seq }) {
      if (typeof at !== "string" || typeof seq !== "number" || !Number.isSafeInteger(seq)) return;
      newest = at === ledger && newest !== null ? Math.max(newest, seq) : seq;
      ledger = at;
    },
  };
}

/**
 * @param {unknown} data
 * @returns {Frame | null} `null` for anything that is not a frame.
 */
function parse(data) {
  if (typeof data !== "string") return null;
  try {
    const frame = JSON.parse(data);
    return typeof frame === "object" && frame !== null && typeof frame.type === "string"
      ? frame
      : null;
  } catch {
    return null;
  }
}
