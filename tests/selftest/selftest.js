// Tries a browser out: the storage's suite, then one whole journey through the kiosk as a customer walks it. What came of it
// stands in `#selftest`, whose last line is `selftest: passed` or `selftest: failed: …`. `cargo xtask release --selftest`
// puts it beside the kiosk.

const KIOSK = 'handover';
const lines = document.createElement('pre');
lines.id = 'selftest';
Object.assign(lines.style, {
  position: 'fixed', inset: 'auto 0 0 auto', margin: 0, padding: '4px', maxHeight: '15vh', overflow: 'hidden', zIndex: 99,
  font: '10px monospace', color: '#222', background: '#ffffffb0', pointerEvents: 'none',
});
// Beside the body, which the kiosk may empty.
document.documentElement.append(lines);

let ended = false;

function say(line) {
  if (!ended) lines.textContent += `${line}\n`;
  lines.scrollTop = lines.scrollHeight;
}

function end(how) {
  say(`selftest: ${how}`);
  ended = true;
}

const fail = (what) => end(`failed: ${String(what).replaceAll('\n', ' ')}`);

addEventListener('error', ({ message }) => fail(message));
addEventListener('unhandledrejection', ({ reason }) => fail(reason));
addEventListener('handover-broken', ({ detail }) => fail(`the kiosk broke down at ${detail}`));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => fail(`${violatedDirective} forbids ${blockedURI}`));

const find = (what) => document.querySelector(what);
const screen = () => find('main')?.dataset.screen;

/** What `ask` says once it says anything. */
async function until(what, ask, seconds = 20) {
  for (const late = performance.now() + seconds * 1000; performance.now() < late; ) {
    const said = await ask();
    if (said) return said;
    // Left alone on its first screen, the kiosk starts anew out of its copy, and this page would with it.
    dispatchEvent(new Event('input'));
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${what}: not within ${seconds} s, at ${screen()}`);
}

const stands = (name) => until(`the screen ${name}`, () => screen() === name);

async function press(what) {
  const button = await until(what, () => find(`${what}:not([disabled])`));
  button.click();
}

function write(field, words) {
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** What a request of the database came to. */
const settled = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
    request.onblocked = () => failed(new Error('somebody holds a database of the suite'));
  });

const names = async () => (await indexedDB.databases()).map(({ name }) => name);

/** The suite, each behaviour in databases of its own; then nothing is left of it. */
async function storage() {
  // The suite writes where a tablet keeps its witness.
  if ((await names()).includes(KIOSK)) throw new Error('this browser is a tablet already; it was left as it is');
  const { default: init, suite } = await import('./selftest/selftest.js');
  await init();
  // One that does not hold stops the program, and nothing comes of the promise any more.
  await suite((name, fault) => (fault ? fail(`${name}: ${fault}`) : say(`storage: ${name}`)));
  for (const name of await names()) if (name.startsWith('selftest ')) await settled(indexedDB.deleteDatabase(name));
  for (const name of await caches.keys()) await caches.delete(name);
  localStorage.clear();
  sessionStorage.clear();
}

/** Takes up a survey or a complaint, and answers with the first that can be said until nothing more is asked. */
async function answer(way_in, name) {
  await stands('attract');
  await press(`.way-in[lang=en] ${way_in}`);
  await stands('consent');
  await press('.answers .button-main');
  await stands(name);
  while (screen() === name) {
    const question = find('[data-question]');
    const field = question.querySelector('textarea, input');
    if (field) write(field, 'Said by the selftest, 自检。');
    question.querySelector('[role=radio], [role=checkbox]')?.click();
    if (!question.querySelector('[role=radio]')) await press('[data-question] .button-main');
    await until(`what follows ${question.dataset.question}`, () => !question.isConnected);
  }
}

/** The codes on the thank-you, which is then left. */
async function leave(...codes) {
  await stands('thanks');
  const said = codes.map((name) => find(`[${name}]`).getAttribute(name));
  await press('.answers .button-main');
  await stands('attract');
  return said.join(' ');
}

async function waiting() {
  const db = await settled(indexedDB.open(KIOSK));
  try {
    return await settled(db.transaction('pending').objectStore('pending').count());
  } finally {
    db.close();
  }
}

async function journey() {
  await import(find('script[data-start]').dataset.start);
  await stands('setup');
  await press('[data-place=setup]:has(.steps) .bar-below .button-main');
  await stands('attract');
  say('journey: enrolled');
  await answer('.start', 'asking');
  say(`survey: ${await leave('data-receipt')}`);
  await answer('.button-quiet', 'complaint');
  await stands('contact');
  const [name, phone] = document.querySelectorAll('.fields input');
  write(name, 'Selftest');
  write(phone, '138 0013 8000');
  await press('[role=checkbox]');
  await press('.answers .button-main');
  say(`complaint: ${await leave('data-complaint', 'data-receipt')}`);
  await until('head office has it all', async () => !(await waiting()), 60);
  say('journey: head office has it all');
}

try {
  say(navigator.userAgent);
  await storage();
  await journey();
  end('passed');
} catch (fault) {
  console.error(fault);
  fail(fault);
}
