// Installed once, opened a thousand mornings, online or not: the service worker, versions that come and go, breakdowns.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { en, guarded, listed, look, scene, second, survey, title, told } from './appliance.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { answer } from './walk.mjs';

test('installed, killed, and opened without a network: it starts, takes a survey, and sends it later', async (t) => {
  const { office, tablet } = await scene(t);
  assert.match(await told(tablet), /Ready offline/);
  await tablet.kill();
  await office.kill();
  await tablet.start();
  await tablet.page.goto(`${office.url}/?visit=WO-77`);
  await tablet.screen('attract');
  assert.equal(new URL(tablet.page.url()).search, '', 'what the link said is wiped, as ever');
  const receipt = await survey(tablet);
  assert.deepEqual(await tablet.journal(), { records: 1, pending: 1 });
  assert.match(await told(tablet), /Ready offline/);
  await office.start();
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  await eventually('it arrives', async () => assert.equal((await tablet.journal()).pending, 0), 60);
  assert.match(await office.command('audit', '--slip', receipt), /^found: tablet 1, .*a completed survey/);
});

test('a version that does not start is given up for the one before, and the next one is tried again', async (t) => {
  const { host, office, tablet } = await scene(t);
  await survey(tablet);
  host.deploy((page) => second(page).replace(/<script.*?<\/script>/, ''));
  await look(tablet);
  await eventually('it is taken up', async () => assert.equal(await title(tablet), 'Handover 2'), 40);
  for (let start = 0; start < 3 && (await title(tablet)) !== 'Handover'; start += 1) await tablet.page.goto(office.url);
  await tablet.screen('attract');
  assert.equal(await title(tablet), 'Handover');
  await eventually('staff read of it', async () => assert.match(await told(tablet), /newest version did not start/));
  await survey(tablet);
  assert.equal((await tablet.journal()).records, 2);
  host.deploy((page) => page.replace('<title>Handover 2</title>', '<title>Handover 3</title>').replace('</head>', `${script()}</head>`));
  await look(tablet);
  await eventually('the next one', async () => assert.equal(await title(tablet), 'Handover 3'), 40);
  await tablet.screen('attract');
  await eventually('and staff read that', async () => {
    const said = await told(tablet);
    assert.match(said, /Ready offline/);
    assert.doesNotMatch(said, /did not start/);
  }, 60);
  assert.equal((await tablet.journal()).records, 2);
});

/** The tag that the page of this build has for its script. */
const script = () => readFileSync(`${process.env.HANDOVER_DIST}/index.html`, 'utf8').match(/<script.*?<\/script>/)[0];

test('the kill switch takes the worker off and leaves what was recorded', async (t) => {
  const { host, office, tablet } = await scene(t);
  await office.kill();
  await survey(tablet);
  await office.start();
  host.write('sw.js', readFileSync(new URL('../../src/appliance/off.js', import.meta.url), 'utf8'));
  await look(tablet);
  await eventually('it is off', async () => {
    const left = await tablet.page.evaluate(async () => [
      (await navigator.serviceWorker.getRegistrations()).length,
      (await caches.keys()).filter((name) => name.startsWith('handover-set')).length,
    ]);
    assert.deepEqual(left, [0, 0]);
  });
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  assert.equal((await tablet.journal()).records, 1);
  await survey(tablet);
});

test('a page that breaks down shows a calm screen, comes back, and tells head office where', async (t) => {
  const { office, tablet } = await scene(t);
  await survey(tablet);
  for (const time of [1, 2, 3]) {
    await tablet.enter(en);
    await answer(tablet.page);
    // Without chance, no key and no id can be made: the program stops.
    await tablet.page.evaluate(() => {
      crypto.getRandomValues = () => {
        throw new Error('no more chance');
      };
    });
    await tablet.page.getByRole('radio').first().click();
    if (time < 3) {
      await tablet.screen('calm');
      await tablet.screen('attract');
    }
  }
  await tablet.screen('out-of-service');
  assert.match(await tablet.page.locator('main').innerText(), /broke down several times.*ten minutes/);
  await tablet.page.reload();
  await tablet.screen('out-of-service');
  // Staff do not want to wait.
  await tablet.page.getByRole('button', { name: /Try again/ }).click();
  await tablet.screen('attract');
  await eventually('head office knows', async () => {
    const audit = await office.command('audit').catch((error) => error.stdout);
    assert.equal(audit.match(/the page broke down on .* at \S+\.rs:\d+ of its program/g)?.length, 3, audit);
  });
});

test('the page and all its files come with their headers, and nothing is asked of anybody else', async (t) => {
  const { host, office, tablet } = await scene(t);
  await guarded(office.url, listed(host.read('sw.js')));
  const page = host.read('index.html');
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)|\son\w+=|\sstyle=|<style/, 'nothing inline');
  for (const [tag] of page.matchAll(/<(?:script|link)[^>]*(?:src|href)=\.\/[^>]*>/g)) assert.match(tag, /integrity=/, tag);
  const others = [];
  const refused = [];
  tablet.context.on('request', (request) => request.url().startsWith(office.url) || /^(data|blob):/.test(request.url()) || others.push(request.url()));
  tablet.page.on('console', (message) => /Content.Security.Policy/i.test(message.text()) && refused.push(message.text()));
  await tablet.page.reload();
  await survey(tablet);
  await told(tablet);
  assert.deepEqual([others, refused], [[], []]);
});

test('a browser that may keep nothing says so, and one that cannot load the program tries again by itself', async (t) => {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  const blocked = await tablet.context.newPage();
  await blocked.addInitScript(() => {
    for (const name of ['localStorage', 'indexedDB']) {
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  await blocked.goto(`${office.url}/?lang=en`);
  await blocked.locator('main[data-screen="out-of-service"]').waitFor();
  await blocked.getByText('no usable storage').waitFor();
  await blocked.close();
  let lost = 2;
  await tablet.context.route('**/*_bg.wasm', (route) => (lost-- > 0 ? route.abort() : route.continue()));
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('calm');
  await tablet.screen('setup');
});

test('a browser that lacks something says what, and takes no survey', async (t) => {
  const office = await Office.short();
  t.after(() => office.close());
  const lacking = {
    'Web Locks': () => Object.defineProperty(navigator, 'locks', { value: undefined }),
    'IndexedDB durability': () => delete IDBTransaction.prototype.durability,
    ':has\\(\\)': () => (CSS.supports = (what) => !what.includes(':has')),
    WebAssembly: () => {
      WebAssembly.validate = () => false;
      WebAssembly.instantiateStreaming = WebAssembly.instantiate = async () => Promise.reject(new WebAssembly.CompileError('what is this?'));
    },
  };
  for (const [what, lack] of Object.entries(lacking)) {
    const tablet = await Tablet.open({ appliance: true });
    t.after(() => tablet.close());
    await tablet.context.addInitScript(lack);
    await tablet.page.goto(`${office.url}/?lang=en`);
    await tablet.screen('out-of-service');
    assert.match(await tablet.page.locator('main').innerText(), new RegExp(`lacks ${what}\\. What was saved is safe\\. .* Chrome 108, Safari 15\\.5, Firefox 126`));
    // Nothing is gathered for it either.
    assert.equal(await tablet.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
    await tablet.close();
  }
  const page = await fetch(office.url).then((reply) => reply.text());
  assert.match(page, /<script nomodule src=old\.js>/);
  const old = await Tablet.open();
  t.after(() => old.close());
  await old.page.goto(`${office.url}/manifest.webmanifest`);
  await old.page.addScriptTag({ url: `${office.url}/old.js` });
  assert.match(await old.page.locator('body').innerText(), /too old. Update it, or use Chrome 108/);
});

/** What stands where head office was: a hotel's or a showroom's network, which answers everything itself. */
async function portal(t, office, reply) {
  const server = createServer((_, answer) => reply(answer));
  t.after(() => server.close());
  await new Promise((listening) => server.listen(office.port, '127.0.0.1', listening));
  return async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
}

test('morning after morning behind no network and behind a captive portal it starts out of its copy, and loses nothing', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const logs_in = (answer) => answer.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Portal</title>Please log in.');
  const sends_away = (answer) => answer.writeHead(302, { Location: 'http://127.0.0.1:9/login' }).end();
  const receipts = [];
  for (const reply of [null, logs_in, sends_away, logs_in, null]) {
    const away = reply && (await portal(t, office, reply));
    await tablet.kill();
    await tablet.start();
    await tablet.page.goto(office.url);
    await tablet.screen('attract');
    await look(tablet);
    receipts.push(await survey(tablet));
    assert.match(await told(tablet), /Ready offline/);
    assert.equal(await title(tablet), 'Handover');
    await away?.();
  }
  assert.deepEqual(await tablet.journal(), { records: receipts.length, pending: receipts.length });
  await office.start();
  await tablet.page.reload();
  await tablet.screen('attract');
  await eventually('all arrive', async () => assert.equal((await tablet.journal()).pending, 0), 60);
  for (const receipt of receipts) assert.match(await office.command('audit', '--slip', receipt), /^found:/);
});

test('a courier that breaks down stops nobody, and head office hears where', async (t) => {
  const office = await Office.short();
  t.after(() => office.close());
  const tablet = await Tablet.open();
  t.after(() => tablet.close());
  await tablet.enrol(office, 'en');
  const courier = await eventually('the courier works', () => tablet.page.workers()[0] ?? Promise.reject(new Error('none yet')));
  // Without chance it can sign nothing and wait for nothing: it stops.
  await courier.evaluate(() => {
    crypto.getRandomValues = () => {
      throw new Error('no more chance');
    };
  });
  const gone = new Promise((closed) => courier.once('close', closed));
  const receipt = await survey(tablet);
  await gone;
  const again = await survey(tablet);
  await tablet.page.reload();
  await tablet.screen('attract');
  await eventually('all arrives', async () => assert.deepEqual(await tablet.journal(), { records: 3, pending: 0 }), 60);
  for (const one of [receipt, again]) assert.match(await office.command('audit', '--slip', one), /^found:/);
  assert.match(await office.command('audit'), /broke down on .* at \S+\.rs:\d+ of its program/);
});
