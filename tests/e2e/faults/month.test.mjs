// A month without a network: ten thousand records lie on the tablet, and then go to head office.
import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { test } from 'node:test';
import { answers, en, scene, survey, surveys } from './scene.mjs';
import { survived } from './survived.mjs';

const MONTH = 10_000;

/**
 * Fills the journal up to so many records, each like the last one that is there: chained, with parts of its size. What is
 * in them was never sealed, so they are training records, which head office keeps and does not count.
 */
async function grow(page, records) {
  await page.evaluate(async (records) => {
    const settled = (request) => new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
    const hex = (bytes) => Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
    const hash = async (bytes) => hex(await crypto.subtle.digest('SHA-256', bytes));
    const base64 = (bytes) =>
      btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
    const text = new TextEncoder();

    const db = await settled(indexedDB.open('handover'));
    const read = db.transaction(['records', 'setup']);
    const all = ['records', 'setup'].map((name) => read.objectStore(name));
    let [place, epoch, seq, prev] = (await settled(all[1].get('head'))).split(' ');
    [place, seq] = [Number(place), Number(seq)];
    const like = JSON.parse(await settled(all[0].get(place)));
    const header = JSON.parse(like.header);
    const begun = Date.now() - 30 * 24 * 3_600_000;
    while (place < records) {
      const entries = [];
      for (; entries.length < 500 && place < records; ) {
        place += 1;
        seq += 1;
        const at = begun + seq * 200_000;
        const random = hex(crypto.getRandomValues(new Uint8Array(9)));
        const time = at.toString(16).padStart(12, '0');
        const id = `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-8${random.slice(3, 6)}-${random.slice(6)}`;
        const parts = [];
        for (const part of like.parts) {
          const data = crypto.getRandomValues(new Uint8Array(Math.floor((part.data.length * 3) / 4)));
          parts.push({ ...part, data: base64(data), hash: await hash(data) });
        }
        Object.assign(header.core, { id, seq, prev, mode: 'training', captured_at: new Date(at).toISOString() });
        header.parts = parts.map(({ name, key, hash }) => ({ name, key, sha256: hash }));
        const written = JSON.stringify(header);
        prev = await hash(text.encode(written));
        const named = parts.map(({ name, key, data }) => ({ name, key, data }));
        entries.push([place, JSON.stringify({ header: written, parts: named }), `${id} ${prev}`]);
      }
      const tx = db.transaction(['records', 'pending', 'setup'], 'readwrite');
      for (const [at, record, note] of entries) {
        tx.objectStore('records').add(record, at);
        tx.objectStore('pending').add(note, at);
      }
      tx.objectStore('setup').put(`${place} ${epoch} ${seq} ${prev}`, 'head');
      await new Promise((done, failed) => {
        tx.oncomplete = done;
        tx.onabort = () => failed(tx.error);
      });
    }
    db.close();
  }, records);
}

/** Milliseconds between the tap and the thank-you, as the page itself sees them: the middle one of five customers. */
async function submits(tablet, receipts) {
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    await answers(tablet, 'clean and quick');
    await tablet.page.evaluate(() => {
      globalThis.times = {};
      addEventListener('click', () => (globalThis.times.tapped ??= performance.now()), true);
      new MutationObserver(() => {
        if (document.querySelector('main[data-screen="thanks"]')) globalThis.times.thanked ??= performance.now();
      }).observe(document, { subtree: true, attributes: true, childList: true });
    });
    await tablet.press(en.send);
    receipts.push(await tablet.receipt());
    times.push(await tablet.page.evaluate(() => globalThis.times.thanked - globalThis.times.tapped));
    await tablet.press(en.finish);
  }
  return times.sort((a, b) => a - b)[2];
}

/** Every batch that leaves the tablet: how many bytes, and how many records. */
function watch(tablet) {
  const batches = [];
  tablet.context.on('request', (request) => {
    if (!request.url().endsWith('/api/v1/batches')) return;
    let body = request.postDataBuffer();
    if (request.headers()['content-encoding'] === 'gzip') body = gunzipSync(body);
    const { payload } = JSON.parse(body.toString());
    const { records } = JSON.parse(Buffer.from(payload, 'base64url').toString());
    batches.push({ bytes: body.length, records: records.length });
  });
  return batches;
}

test('fault 19: after thirty days offline the tablet takes answers as fast as on day one, and sends all in bounded batches', async (t) => {
  const { office, tablet } = await scene(t);
  await office.kill();
  const receipts = await surveys(tablet, 5);
  const early = await submits(tablet, receipts);
  await tablet.context.route('**/api/**', (route) => route.abort());
  await office.start();
  await tablet.page.goto(`${office.url}/healthz`);
  await grow(tablet.page, MONTH + tablet.events);
  const loading = Date.now();
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  const start = Date.now() - loading;
  const late = await submits(tablet, receipts);
  t.diagnostic(`submit with 10 records: ${Math.round(early)} ms; with 10,000: ${Math.round(late)} ms; start: ${start} ms`);
  assert.ok(late < early * 5 + 500, 'capture does not slow down');

  const batches = watch(tablet);
  const begun = Date.now();
  await tablet.context.unroute('**/api/**');
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  await survived({ office, tablets: [tablet], receipts, records: MONTH + 5 }, 600);
  const seconds = (Date.now() - begun) / 1000;
  const largest = Math.max(...batches.map(({ bytes }) => bytes));
  t.diagnostic(`${MONTH + 5} records in ${batches.length} batches in ${Math.round(seconds)} s, the largest ${largest} bytes`);
  assert.ok(batches.every(({ records }) => records <= 50), 'at most 50 records');
  assert.ok(largest <= 256 * 1024, 'at most 256 KiB');
  receipts.push(await survey(tablet));
  await survived({ office, tablets: [tablet], receipts, records: MONTH + 6 });
});
