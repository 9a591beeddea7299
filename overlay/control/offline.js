// Whether this page opens without a line: a service worker keeps its files. Browsers allow one on
// this computer and behind https only; elsewhere nothing of this is there.

const WORKER = "/control/worker.js";
const PAGE = "/control";

/** Once somebody is signed in, and there is nothing else to do. */
export function keepPage() {
  if (!navigator.serviceWorker) return;
  const keep = () => navigator.serviceWorker.register(WORKER, { scope: PAGE }).catch(() => {});
  if ("requestIdleCallback" in window) requestIdleCallback(() => void keep(), { timeout: 5000 });
  else void keep();
}

/** Leaves nothing of the page on this device. */
export async function forgetPage() {
  const registered = await navigator.serviceWorker?.getRegistration(PAGE).catch(() => undefined);
  await registered?.unregister();
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    if (name.startsWith("giftgoal-control-")) await caches.delete(name);
  }
}
