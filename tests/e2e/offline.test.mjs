// Installed once, opened a thousand mornings, online or not: the service worker, its copy, versions that come and go.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { look, ready, scene, second, survey, title, told, until_told, waits } from './appliance.mjs';
import { eventually } from './stage.mjs';

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
  await until_told(tablet, 'staff read of it', (said) => assert.match(said, /newest version did not start/));
  await survey(tablet);
  assert.equal((await tablet.journal()).records, 2);
  host.deploy((page) => page.replace('<title>Handover 2</title>', '<title>Handover 3</title>').replace('</head>', `${script()}</head>`));
  await look(tablet);
  await eventually('the next one', async () => assert.equal(await title(tablet), 'Handover 3'), 40);
  await tablet.screen('attract');
  await ready(tablet);
  const said = await told(tablet);
  assert.match(said, /Ready offline/, 'and staff read that');
  assert.doesNotMatch(said, /did not start/);
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
  // All but the tablet's first own record, which had arrived before.
  const { records, pending } = await tablet.whole_journal();
  assert.deepEqual([records, pending], [receipts.length + tablet.events, receipts.length + tablet.events - 1]);
  await office.start();
  await tablet.page.reload();
  await tablet.screen('attract');
  await eventually('all arrive', async () => assert.equal((await tablet.journal()).pending, 0), 60);
  for (const receipt of receipts) assert.match(await office.command('audit', '--slip', receipt), /^found:/);
});

test('with the disk full a newer version is not taken up, and is once there is room', async (t) => {
  const { host, office, tablet } = await scene(t);
  const devtools = await tablet.context.newCDPSession(tablet.page);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: office.url, quotaSize: 1 });
  host.deploy(second);
  await look(tablet);
  // Not even that can be noted; the version in use stays, and starts.
  assert.equal(await waits(tablet), false);
  await tablet.page.reload();
  await tablet.screen('attract');
  assert.equal(await title(tablet), 'Handover');
  assert.match(await told(tablet), /Ready offline/);
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: office.url });
  await look(tablet);
  await eventually('it is taken up', async () => assert.equal(await title(tablet), 'Handover 2'), 40);
  await ready(tablet);
  assert.match(await told(tablet), /Ready offline/, 'and that is told');
});

test('what the browser takes away of the copy is fetched again, and until then it is not called ready', async (t) => {
  const { office, tablet } = await scene(t);
  const gone = await tablet.page.evaluate(async () => {
    const name = (await caches.keys()).find((name) => name.startsWith('handover-set-'));
    const files = await caches.open(name);
    const program = (await files.keys()).find(({ url }) => /handover-.*_bg\.wasm$/.test(url));
    return (await files.delete(program)) && program.url;
  });
  assert.ok(gone);
  await office.kill();
  await office.start();
  // The host has lost it, too, for a moment: nothing can mend the copy.
  await tablet.context.route(gone, (route) => route.abort());
  await tablet.page.reload();
  await tablet.screen('calm');
  await tablet.context.unroute(gone);
  await tablet.screen('attract');
  await tablet.page.reload();
  await tablet.screen('attract');
  await ready(tablet);
  await tablet.kill();
  await office.kill();
  await tablet.start();
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
});
