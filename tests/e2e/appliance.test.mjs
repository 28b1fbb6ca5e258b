// What an appliance owes whoever stands before it: calm where it breaks down, plain words where it cannot work, nothing of others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en, guarded, listed, scene, survey, told } from './appliance.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { answer } from './walk.mjs';

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
    assert.match(await tablet.page.locator('main').innerText(), new RegExp(`lacks ${what}\\. What was saved is safe\\. .* Chrome 111, Safari 16\\.2, Firefox 126`));
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
  assert.match(await old.page.locator('body').innerText(), /too old. Update it, or use Chrome 111/);
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
