// Keeps the page going: shows a calm screen when the program breaks down and begins anew, has the service worker gather the files,
// and takes up a newer version while nobody answers. Loaded behind the first screen.

/** Breakdowns of late, each `[when, where, told]`; the program tells the journal of them. */
const BREAKDOWNS = 'handover-breakdowns';
/** When the page broke down for the last time, where that was once too often. */
const REST = 'handover-rest';
/** So many in so short a time, and the tablet rests as long. */
const MANY = 3;
const SHORT_MS = 600_000;
const CALM_MS = 5000;
const CALM = ['请稍候，马上就好。已保存的内容都在。', '請稍候，馬上就好。已儲存的內容都在。', 'One moment, please. What was saved is safe.'];
const RESTING = [
  '暂停使用：本页在几分钟内多次中断。已保存的内容都在，十分钟后会自动重试；若仍如此，请联系总部。',
  '暫停使用：本頁在幾分鐘內多次中斷。已儲存的內容都在，十分鐘後會自動重試；若仍如此，請聯絡總部。',
  'Out of service: this page broke down several times in a few minutes. What was saved is safe. It tries again in ten minutes; if that does not help, call head office.',
];
const AGAIN = '再试一次 · 再試一次 · Try again';

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

const made = (tag, what, ...within) => {
  const element = Object.assign(document.createElement(tag), what);
  element.append(...within);
  return element;
};

/** Begins anew. */
function again() {
  keep(REST, '');
  location.reload();
}

/** In the place of the program stands a calm screen, in every language, and after a while everything begins anew. */
function stand(name, lines, wait, ...more) {
  const main = made('main', { className: 'calm' }, ...lines.map((line) => made('p', { className: 'lead', textContent: line })), ...more);
  main.dataset.screen = name;
  document.body.replaceChildren(main);
  setTimeout(again, wait);
}

function rest() {
  stand('out-of-service', RESTING, SHORT_MS, made('button', { className: 'button', textContent: AGAIN, onclick: again }));
}

/** The program stopped, at this place; `?` where that is not known. */
let down = false;
function break_down(where) {
  if (down) return;
  down = true;
  const now = Date.now();
  const known = JSON.parse(kept(BREAKDOWNS) || '[]').slice(-9);
  const is_often = known.filter(([when]) => Math.abs(now - when) < SHORT_MS).length + 1 >= MANY;
  keep(BREAKDOWNS, JSON.stringify([...known, [now, where, 0]]));
  if (is_often) keep(REST, now);
  if (is_often) rest();
  else stand('calm', CALM, CALM_MS);
}

/** What is kept under a name; a browser that keeps nothing has nothing there. */
function kept(name) {
  try {
    return localStorage[name];
  } catch {
    return undefined;
  }
}

/** Keeps something, or goes on without. */
function keep(name, what) {
  try {
    localStorage[name] = what;
  } catch {
    console.warn(`${name} is not kept`);
  }
}

if (Math.abs((kept(REST) || 0) - Date.now()) < SHORT_MS) rest();
else if (globalThis.broken) break_down(globalThis.broken);
// It could not be loaded whole. Nothing is lost, and it may come the next time.
else if (globalThis.broken === '') stand('calm', CALM, CALM_MS);
addEventListener('handover-broken', ({ detail }) => break_down(detail));
// Out of memory or stack: it is stopped, and cannot say where.
const stopped = (error) => error instanceof WebAssembly.RuntimeError && break_down('?');
addEventListener('error', ({ error }) => stopped(error));
addEventListener('unhandledrejection', ({ reason }) => stopped(reason));

const root = document.documentElement;
const screen = () => document.querySelector('main')?.dataset.screen;
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

// What only an installed page needs.
document.head.append(
  made('meta', { name: 'apple-mobile-web-app-title', content: 'Handover' }),
  made('meta', { name: 'mobile-web-app-capable', content: 'yes' }),
  made('link', { rel: 'manifest', href: 'manifest.webmanifest' }),
  made('link', { rel: 'apple-touch-icon', href: 'icons/192.png' }),
);

const workers = navigator.serviceWorker;
if (workers) {
  const navigation = performance.getEntriesByType('navigation')[0];
  const from_copy = !!workers.controller && navigation?.workerStart > 0;
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
      workers.controller?.postMessage({ word: 'stands', from_copy });
      if (now === 'attract') see();
    }
    stood = now;
    const { proven, current } = await state();
    tell(!!proven && proven === current);
    if (performance.now() - looked > LOOK_MS) look();
    if (!is_idle()) return;
    if (registration?.waiting) registration.waiting.postMessage({ word: 'take over' });
    // The files are here, and this page did not come out of them, or out of those of before.
    else if (stale || (registration?.active && !from_copy && !sessionStorage.getItem(STATE))) {
      sessionStorage.setItem(STATE, 'asked');
      location.reload();
    }
  }, TICK_MS);
}
