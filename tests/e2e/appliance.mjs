// A tablet as it stands in a showroom: with its service worker, ready offline, and a host whose files change.
import assert from 'node:assert/strict';
import { Host } from './host.mjs';
import { Office, Tablet, eventually } from './stage.mjs';
import { WORDS, answer } from './walk.mjs';

export const en = WORDS.en;

/** A head office that serves a folder of its own, and a tablet that is enrolled there and ready offline. */
export async function scene(t) {
  const host = new Host();
  t.after(() => host.close());
  const office = await Office.short({ files: host.folder });
  t.after(() => office.close());
  const tablet = await Tablet.open({ appliance: true });
  t.after(() => tablet.close());
  await tablet.enrol(office, 'en');
  await ready(tablet);
  return { host, office, tablet };
}

const attribute = (tablet, name) => tablet.page.evaluate((name) => document.documentElement.getAttribute(name), name);

/** The first screen is left alone; the page starts from its copy by itself. */
export async function ready(tablet) {
  await eventually('ready offline', async () => assert.equal(await attribute(tablet, 'data-offline'), 'ready'), 60);
}

/** Where a survey ends: the receipt code. */
export async function survey(tablet) {
  await tablet.enter(en);
  while ((await tablet.question()) !== 'comment') await answer(tablet.page);
  await tablet.page.locator('.button-main').click();
  const receipt = await tablet.receipt();
  await tablet.press(en.finish);
  await tablet.screen('attract');
  return receipt;
}

/** Set up at this address, a tablet proves that it starts offline and takes a survey, and head office has it. */
export async function works(tablet, office, address) {
  const code = (await office.command('device', 'code', 'demo')).trim().split('\n')[0];
  await tablet.page.goto(`${address}?enrol=${code}&lang=en`);
  tablet.office = office;
  await tablet.set_up();
  await ready(tablet);
  const receipt = await survey(tablet);
  await eventually('it arrives', async () => assert.equal((await tablet.journal()).pending, 0), 60);
  assert.match(await office.command('audit', '--slip', receipt), /^found:/);
  assert.match(await told(tablet), /Ready offline/);
}

const facts = async (tablet) => (await tablet.page.locator('.facts p').allInnerTexts()).join('\n');

/** What staff read. */
export async function told(tablet) {
  await tablet.health();
  await tablet.page.locator('.fact').first().waitFor();
  await tablet.page.waitForTimeout(300);
  const said = await facts(tablet);
  await tablet.press('Close');
  return said;
}

/** Staff open their room once, and have the courier look anew until they read what is right by `see`. */
export async function until_told(tablet, what, see, seconds) {
  await tablet.health();
  await eventually(what, async () => {
    await tablet.press('Send now');
    see(await facts(tablet));
  }, seconds);
  await tablet.press('Close');
}

export const look = (tablet) =>
  tablet.page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
  });
export const waits = (tablet) => tablet.page.evaluate(async () => !!(await navigator.serviceWorker.getRegistration()).waiting);
export const title = (tablet) => tablet.page.title();
export const second = (page) => page.replace('<title>Handover</title>', '<title>Handover 2</title>');

/** The files in a service worker's list. */
export const listed = (worker) =>
  Object.keys(JSON.parse(worker.match(/\{"?\.\/.*?\}/)[0].replace(/([{,])([a-z_][\w]*):/gi, '$1"$2":')));

/** Every file of a site, and what is not there, comes with the headers that docs/deploy.md lists; `ask` fetches. */
export async function guarded(site, files, ask = fetch) {
  assert.ok(files.length >= 10, `${files}`);
  for (const path of [...files, 'index.html', 'sw.js', 'nowhere']) {
    const { headers } = await ask(`${site}/${path}`);
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
      assert.ok(policy.includes(part), `${path}: ${policy}`);
    }
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|\*/);
    assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
    assert.equal(headers.get('referrer-policy'), 'no-referrer', path);
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
    assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin', path);
    assert.match(headers.get('permissions-policy'), /camera=\(\), microphone=\(\), geolocation=\(\)/, path);
    const kept = /-[0-9a-f]{16}(_bg)?\.(js|css|wasm)$/.test(path) ? /immutable/ : /no-(store|cache)/;
    assert.match(headers.get('cache-control'), kept, path);
    if (path.endsWith('.wasm')) assert.equal(headers.get('content-type'), 'application/wasm');
  }
}
