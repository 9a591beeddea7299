// Lets the control page open without a line. It keeps the page's own files, all of one version or
// none, and touches nothing else: what is said to and by the server goes past it.

/**
 * @typedef {{ request: Request, clientId: string, resultingClientId: string,
 *   respondWith(answer: Promise<Response>): void, waitUntil(work: Promise<unknown>): void }} Asked
 */
/** @typedef {{ version: string, files: string[] }} List */

{
  const worker = /** @type {any} */ (self);
  const PAGE = "/control";
  const LIST = "/control/files.json";
  /** Begins the name of every store of files; its version ends it. */
  const KEPT = "giftgoal-control-";
  /** A page that opens waits so long for the server, in milliseconds; keeping files is patient. */
  const SHORT = 2500;
  const LONG = 20_000;

  /** The store that each open page was made of; "": it came from the server. */
  const pages = /** @type {Map<string, string>} */ (new Map());

  /**
   * What the server has now; "gone": there is no such server; null: no answer.
   * @param {number} patience
   */
  async function told(patience) {
    try {
      const signal = AbortSignal.timeout(patience);
      const answer = await fetch(LIST, { cache: "no-store", signal });
      if (answer.ok) return /** @type {List} */ (await answer.json());
      return answer.status === 404 ? "gone" : null;
    } catch {
      return null;
    }
  }

  /** The store that has all of its files; "": there is none. @returns {Promise<string>} */
  async function kept() {
    const names = (await caches.keys()).filter((name) => name.startsWith(KEPT));
    const whole = await Promise.all(names.map((name) => caches.match(LIST, { cacheName: name })));
    return names.find((_, i) => whole[i]) ?? "";
  }

  /** @param {string} [but]  the store that stays */
  async function forget(but) {
    const names = (await caches.keys()).filter((name) => name.startsWith(KEPT) && name !== but);
    await Promise.all(names.map((name) => caches.delete(name)));
  }

  /**
   * Keeps the server's files: those of one version, though they may change while they come.
   * @returns {Promise<void>}
   */
  async function keep() {
    const list = await told(LONG);
    if (list === null || list === "gone") return;
    const name = KEPT + list.version;
    const store = await caches.open(name);
    const files = list.files.map((file) => new Request(file, { cache: "reload" }));
    const came = await store.addAll(files).then(
      () => true,
      () => false,
    );
    const now = await told(LONG);
    const same = now !== null && now !== "gone" && now.version === list.version;
    if (same && came) {
      await store.put(LIST, new Response(list.version));
      return forget(name);
    }
    await caches.delete(name);
    // Nothing but another version is worth another try.
    if (now !== null && !same) return keep();
  }

  /** The page: as it is kept, unless the server has another. @param {Asked} event */
  async function open(event) {
    const [now, name] = await Promise.all([told(SHORT), kept()]);
    if (name && (now === null || isOf(now, name))) {
      const page = await caches.match(PAGE, { cacheName: name });
      pages.set(event.resultingClientId, page ? name : "");
      return page ?? fetch(event.request); // signing out may take the store away meanwhile
    }
    // What is old goes first, so that no page is ever made of both.
    if (now) await forget();
    pages.set(event.resultingClientId, "");
    if (now === "gone") await worker.registration.unregister();
    else if (now) event.waitUntil(keep());
    return fetch(event.request);
  }

  /** One of its files: from where the page came from. @param {Asked} event @param {string} path */
  async function file(event, path) {
    const name = pages.get(event.clientId) ?? (await kept());
    if (!name) return fetch(event.request);
    const found = await caches.match(path, { cacheName: name });
    if (found) return found;
    const fits = (await caches.has(name)) || isOf(await told(SHORT), name);
    return fits ? fetch(event.request) : Response.error();
  }

  /** Whether a store is of the version that the server has. @param {List | "gone" | null} now @param {string} name */
  const isOf = (now, name) => now !== null && now !== "gone" && name === KEPT + now.version;

  worker.addEventListener("install", (/** @type {Asked} */ event) => {
    event.waitUntil(keep().then(() => worker.skipWaiting()));
  });

  worker.addEventListener("activate", (/** @type {Asked} */ event) => {
    event.waitUntil(worker.clients.claim());
  });

  worker.addEventListener("fetch", (/** @type {Asked} */ event) => {
    const { origin, pathname } = new URL(event.request.url);
    if (event.request.method !== "GET" || origin !== location.origin) return;
    if (event.request.mode === "navigate") {
      if (pathname === PAGE) event.respondWith(open(event));
    } else if (pathname.startsWith("/assets/")) event.respondWith(file(event, pathname));
  });
}
