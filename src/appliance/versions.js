// Whether the tablet starts without a network, and newer versions, which are taken up while nobody answers.
import { keep, root, screen } from './page.js';

/** Not ready offline, and ready. */
const OFFLINE = {
  'zh-CN': ['暂不能离线启动，请保持联网。', '离线可用：没有网络也能启动。'],
  'zh-TW': ['暫不能離線啟動，請保持連線。', '離線可用：沒有網路也能啟動。'],
  en: ['Not ready offline yet. Keep the network on.', 'Ready offline: the tablet starts without a network.'],
};

/** How often a newer version is looked for. */
const LOOK_MS = 3_600_000;
const TICK_MS = 2000;
/** Nobody has touched the page for so long. */
const QUIET_MS = 8000;
const SEEN = 'handover-seen';
const STATE = 'handover-sets';

let touched = performance.now();
for (const name of ['pointerdown', 'keydown', 'input']) addEventListener(name, () => (touched = performance.now()), true);

/** A new version is taken up only here (invariant 7). */
const is_idle = () => screen() === 'attract' && performance.now() - touched > QUIET_MS;

/** Has `start.js` show this the next time, before there is a program. */
function see() {
  const wear = {};
  for (const name of ['lang', 'dir', 'data-text', 'data-contrast']) wear[name] = root.getAttribute(name) ?? '';
  keep(SEEN, JSON.stringify({ html: document.querySelector('.under').outerHTML, wear, paint: root.style.cssText }));
}

/** Says in setup whether the tablet starts without a network; the screen for staff says more. */
function tell(is_ready) {
  root.dataset.offline = is_ready ? 'ready' : 'not';
  const line = document.querySelector('.offline');
  const words = OFFLINE[root.lang]?.[+is_ready];
  if (line && words && line.textContent !== words) line.textContent = words;
}

/** What the worker says of the files: see `worker.js`. */
async function state() {
  const kept = await (await caches.open(STATE)).match('state');
  return kept ? kept.json() : {};
}

/** Has the service worker gather the files, and looks for newer ones. */
export async function watch() {
  const workers = navigator.serviceWorker;
  if (!workers) return;
  // Where it is not allowed, the tablet works as long as it has a network, and staff read that.
  const registration = await workers.register('./sw.js', { updateViaCache: 'none' }).catch(console.warn);
  let looked = performance.now();
  const look = () => {
    looked = performance.now();
    const none_newer = ({ installing, waiting }) => !installing && !waiting && workers.controller?.postMessage({ word: 'newest' });
    registration?.update().then(none_newer).catch(() => {}); // Without a network there is nothing newer.
  };
  addEventListener('online', look);
  let stale = false;
  workers.addEventListener('controllerchange', () => (stale = true));
  let stood = '';
  setInterval(async () => {
    const now = screen();
    // Once another version has taken over, that this page stands says nothing of it.
    if (!stale && now !== stood && (now === 'attract' || now === 'setup')) {
      workers.controller?.postMessage({ word: 'stands' });
      if (now === 'attract') see();
    }
    stood = now;
    const { proven, current } = await state();
    const is_ready = !!proven && proven === current;
    tell(is_ready);
    if (performance.now() - looked > LOOK_MS) look();
    if (!is_idle()) return;
    if (registration?.waiting) registration.waiting.postMessage({ word: 'take over' });
    // The files are here, and no page came out of them yet; or this one came out of those of before.
    else if (stale || (registration?.active && !is_ready && !sessionStorage.getItem(STATE))) {
      sessionStorage.setItem(STATE, 'asked');
      location.reload();
    }
  }, TICK_MS);
}
