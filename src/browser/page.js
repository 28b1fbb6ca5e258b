// What the page may do here, and what its address says.
// Plain script, since each of these lines would be ten in WebAssembly.
import { touch } from './manners.js';

/**
 * Asks the browser to keep our storage; resolves to whether it promised. Firefox asks whoever stands there, for whose word
 * nothing waits: once it was given, the next start has it at once.
 */
export async function persist() {
  return Promise.race([navigator.storage.persist(), new Promise((late) => setTimeout(late, 1000))]);
}

/** Calls back when the network came, or the page came into view. */
export function returned(act) {
  addEventListener('online', () => act());
  document.addEventListener('visibilitychange', () => act());
}

/** Bytes in use, bytes there may be, whether anything lies in the cache of this name, and whether all of it is to last. */
export async function weigh(cache) {
  const { usage, quota } = await navigator.storage.estimate();
  const kept = await (await caches.open(cache)).keys();
  return [usage ?? 0, quota ?? 0, !!kept.length, await navigator.storage.persisted()];
}

/** Calls back when the address ends in this, now or later; it is taken out of the address. */
export function called(name, act) {
  const look = () => {
    if (location.hash !== name) return;
    history.replaceState(null, '', location.pathname);
    // Who typed an address has not touched the page, and is there all the same.
    touch();
    act();
  };
  addEventListener('hashchange', look);
  look();
}

/** What the address says behind its path; that is left of it, and where it points to. */
export function taken() {
  const said = new URLSearchParams(location.search);
  try {
    if (location.search) history.replaceState(null, '', location.pathname + location.hash);
  } catch {
    // A used code or an opaque number stays in the address bar, which harms nobody.
  }
  return said;
}
