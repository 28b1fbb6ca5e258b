// The doors of the staff's program: its room in the page, the page's language, and messages to the page and its courier.
// Plain script, since each of these lines would be ten in WebAssembly.
import { save as give } from '../browser/file.js';

let room;

/** Calls back with the room when the page has made one, and with nothing when it is gone. */
export function attend(act) {
  const look = () => {
    const now = document.getElementById('staff') ?? undefined;
    if (now === room) return;
    room = now;
    if (now) {
      now.replaceChildren();
      new MutationObserver((_, observer) => {
        if (now.isConnected) return;
        observer.disconnect();
        look();
      }).observe(now.parentElement, { childList: true });
    }
    act(now);
  };
  addEventListener('handover-room', () => setTimeout(look));
  look();
}

/** Calls back with the page's language, now and whenever it changes. */
export function speak(act) {
  const look = () => act(document.documentElement.lang);
  new MutationObserver(look).observe(document.documentElement, { attributeFilter: ['lang'] });
  look();
}

/** Calls back on what the courier tells: a word, and what belongs to it. */
export function hear(act) {
  addEventListener('handover-news', ({ detail: [word, first, second] }) => act(word, first, second));
}

/** Asks the courier for something. */
export function ask(word, what) {
  dispatchEvent(new CustomEvent('handover-ask', { detail: [word, what] }));
}

/** Says something to the page. */
export function say(word, what) {
  dispatchEvent(new CustomEvent('handover-staff', { detail: [word, what] }));
}

/** Gives a file to the browser to be saved; its name says when it was made, and nothing about what is in it. */
export function save(blob) {
  give(blob, `${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.handover`);
}

/** Empties the tablet: its databases, its caches, what it keeps beside them, and its service worker; then begins anew. */
export async function wipe() {
  localStorage.clear();
  sessionStorage.clear();
  for (const name of await caches.keys()) await caches.delete(name);
  for (const { name } of await indexedDB.databases()) {
    await new Promise((done) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: done, onerror: done, onblocked: done }));
  }
  for (const worker of await navigator.serviceWorker?.getRegistrations() ?? []) await worker.unregister();
  location.reload();
}
