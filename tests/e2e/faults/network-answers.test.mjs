// What comes back is not what head office said: a record advances only on its whole and signed word.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { answered, batches, cut, dropped, in_turn, reset_after_commit, reset_after_headers } from '../proxy.mjs';
import { behind_a_proxy, mended, tried } from './between.mjs';
import { survey, surveys } from './scene.mjs';
import { survived } from './survived.mjs';

test('fault 20: head office commits, the connection is reset, and there is one row of each record', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  proxy.rule = batches(reset_after_commit);
  const receipts = await surveys(tablet, 2);
  await tried(proxy, tablet, 2);
  assert.equal((await tablet.journal()).pending, 2, 'what was not acknowledged is pending');
  assert.ok(proxy.reached >= 2, 'head office had it more than once');
  await mended(proxy, tablet);
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 21: an answer that breaks off, after its headers or within its JSON, leaves everything pending', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const receipts = [];
  for (const fault of [reset_after_headers, cut('whole'), cut('half'), cut('none'), dropped]) {
    proxy.rule = batches(fault);
    receipts.push(await survey(tablet));
    await tried(proxy, tablet, 1);
    assert.equal((await tablet.journal()).pending, receipts.length);
  }
  await mended(proxy, tablet);
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 22: a captive portal answers everything with its page while the browser is online, and nothing is taken for a receipt', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  const html = '<!doctype html><title>Wi-Fi</title><h1>Please sign in</h1>';
  const receipt = { protocol: 1, results: [], contiguous_through: {}, config_version: 999 };
  const unsigned = JSON.stringify({ protected: 'e30', payload: btoa(JSON.stringify(receipt)), signature: 'e30' });
  proxy.rule = in_turn(
    answered(200, html, { 'content-type': 'text/html' }),
    answered(200, html, { 'content-type': 'application/json' }),
    answered(200, '', {}),
    answered(200, '{"status":"ok"}', { 'content-type': 'application/json' }),
    answered(200, JSON.stringify(receipt), { 'content-type': 'application/json' }),
    answered(200, unsigned, { 'content-type': 'application/json' }),
    answered(204),
    answered(511, html, { 'content-type': 'text/html' }),
  );
  const receipts = await surveys(tablet, 2);
  await tried(proxy, tablet, 8);
  assert.equal(await tablet.page.evaluate(() => navigator.onLine), true);
  assert.equal((await tablet.journal()).pending, 2);
  assert.equal(proxy.reached, 0);
  await mended(proxy, tablet);
  await survived({ office, tablets: [tablet], receipts });
});

test('fault 23: a redirect is never followed, so that no record goes to whoever stands there', async (t) => {
  const { office, proxy, tablet } = await behind_a_proxy(t);
  let visits = 0;
  const portal = createServer((_, response) => {
    visits += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }).end('{}');
  });
  await new Promise((resolve) => portal.listen(0, '127.0.0.1', resolve));
  t.after(() => portal.close());
  const elsewhere = `http://127.0.0.1:${portal.address().port}/`;
  const receipts = [];
  for (const status of [301, 302, 303, 307, 308]) {
    // To another origin, and to head office itself under another path: neither is head office's word.
    proxy.rule = in_turn(
      answered(status, '', { location: elsewhere }),
      answered(status, '', { location: '/api/v1/batches?again' }),
    );
    receipts.push(await survey(tablet));
    await tried(proxy, tablet, 2);
    assert.equal((await tablet.journal()).pending, receipts.length);
  }
  assert.equal(visits, 0, 'nobody came to where the redirect pointed');
  assert.ok(proxy.asked.every(({ path }) => !path.includes('again')), 'nor back here');
  assert.equal(proxy.reached, 0);
  await mended(proxy, tablet);
  await survived({ office, tablets: [tablet], receipts });
});
