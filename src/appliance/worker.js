// The service worker: a complete, verified set of the kiosk's files, from which the page starts with or without a network.
//
// A set is used only when every file of it is there and has the hash that it had when it was built. The set before stays until the
// new one has stood on a screen once; where it does not stand after a few starts, the page goes back to the one before.
// It never touches the database, nor the caches of the witness and of the set-up.

/** The files of this set and their hashes, and the set's name. Written by `cargo xtask`. */
const FILES = {};
const SET = '';

const PREFIX = 'handover-set-';
const STATE = 'handover-sets';
/** How often a set is started that has not stood yet. */
const TRIES = 2;

const set = (name) => caches.open(PREFIX + name);

/**
 * What is in use: `current`, and the set `before` it; `tried`, how often the current one was begun without having stood; `stood`,
 * that it has; `proven`, the set that was started from the copy; `failed`, the newest that was given up; `trouble`, why the
 * newest could not be gathered.
 */
async function state() {
  const kept = await (await caches.open(STATE)).match('state');
  return kept ? kept.json() : {};
}

let turn = Promise.resolve();

/** One change of the state after the other. */
function change(by) {
  turn = turn.then(async () => {
    const next = { ...(await state()), ...by };
    await (await caches.open(STATE)).put('state', new Response(JSON.stringify(next)));
  });
  return turn;
}

/** Fetches what is missing of this set. One file that is not there, or is another, and the set is not used. */
async function gather() {
  const files = await set(SET);
  for (const path in FILES) {
    if (await files.match(path, ANY)) continue;
    try {
      const reply = await fetch(path, { integrity: FILES[path], cache: 'no-cache', redirect: 'error' });
      if (!reply.ok) throw new Error(`${reply.status}`);
      await files.put(path, reply);
    } catch (error) {
      await change({ trouble: path });
      throw error;
    }
  }
  await files.put('list', new Response(JSON.stringify(FILES)));
  await change({ trouble: '' });
}

/** A kept file, whatever the request asks behind its name and by whatever road it came. */
const ANY = { ignoreSearch: true, ignoreVary: true };

async function take_over() {
  const { current, before, stood } = await state();
  if (current !== SET) {
    await change({ current: SET, before: stood ? current : before, stood: false, tried: 0, failed: '' });
  }
  await tidy();
  await clients.claim();
}

/** Lets go of every set but the one in use and the one before it. */
async function tidy() {
  const { current, before } = await state();
  const kept = [SET, current, before].map((name) => PREFIX + name);
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && !kept.includes(name)) await caches.delete(name);
  }
}

/** Whether the last page came out of a set. Browsers differ in what they tell the page itself of that. */
let copied = false;

/** The page, out of the set in use. */
async function page(request) {
  let { current, before, stood, tried = 0 } = await state();
  if (!stood) {
    if (tried >= TRIES && before) {
      await change({ failed: current, current: before, before: '', stood: true, tried: 0, proven: '' });
      current = before;
    } else {
      await change({ tried: tried + 1 });
    }
  }
  const kept = current && (await (await set(current)).match('./', ANY));
  copied = !!kept;
  return kept || fetch(request);
}

/** A file: of the set in use, or of another that a page still runs on. */
async function file(request) {
  const { current } = await state();
  const kept = current && (await (await set(current)).match(request, ANY));
  return kept || (await caches.match(request, ANY)) || fetch(request);
}

/** The page stands on a screen: the set is good. Where it came out of the copy, and all of that is here, it will again. */
async function stands() {
  const { current, stood } = await state();
  if (!stood) await change({ stood: true, tried: 0 });
  if (!copied) return;
  const files = await set(current);
  const list = await files.match('list', ANY);
  const names = list ? Object.keys(await list.json()) : [''];
  const there = await Promise.all(names.map((path) => files.match(path, ANY)));
  const whole = there.every(Boolean);
  await change({ proven: whole ? current : '' });
  // The browser took some away; that is mended while there is a network.
  if (!whole && current === SET) await gather().catch(() => {});
}

addEventListener('install', (event) => event.waitUntil(gather()));
addEventListener('activate', (event) => event.waitUntil(take_over()));
addEventListener('message', (event) => {
  const { word } = event.data;
  if (word === 'take over') skipWaiting();
  if (word === 'stands') event.waitUntil(stands());
  // The host has no other version than this one: what it lacked of another is nobody's trouble any more.
  if (word === 'newest') event.waitUntil(change({ trouble: '' }));
});
addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.url.split(/[?#]/)[0];
  if (request.method !== 'GET' || !path.startsWith(registration.scope)) return;
  const name = path.slice(registration.scope.length);
  if (request.mode === 'navigate') {
    if (name === '' || name === 'index.html') event.respondWith(page(request));
  } else if (!name.includes('/') || name.startsWith('icons/')) {
    event.respondWith(file(request));
  }
});
