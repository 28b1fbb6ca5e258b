// A power cut cannot be made by killing a program: what it wrote stays in the system's memory. What can be seen is
// whether the browser told the system to put a record on the disk before anybody was thanked for it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../stage.mjs';
import { answers, en, scene } from './scene.mjs';
import { survived } from './survived.mjs';

const SUBMITS = 5;

/** Watches every flush of the browser's own process into a database of a page, with the moment of each. */
async function watch(t, tablet) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-strace-'));
  const out = join(folder, 'flushes');
  const calls = 'trace=fsync,fdatasync,sync_file_range,msync';
  const [browser] = tablet.processes();
  const strace = spawn('strace', ['-f', '-y', '-ttt', '-e', calls, '-o', out, '-p', String(browser)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => strace.once('exit', resolve));
  t.after(async () => {
    strace.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  let said = '';
  strace.stderr.on('data', (bytes) => (said += bytes));
  await eventually('strace is attached', () => assert.match(said, /attached/));
  /** The flushes between two moments, in whole milliseconds, of what lies in the folder of the databases. */
  return (from, to) => {
    const line = /^\d+ +(\d+\.\d+) \w+\(\d+<([^>]*)>/;
    const found = readFileSync(out, 'utf8').split('\n').map((text) => line.exec(text)).filter(Boolean);
    const here = found.filter(([, at, file]) => file.includes('/IndexedDB/') && at * 1000 >= from && at * 1000 <= to + 1);
    return here.length;
  };
}

/** A customer sends their answers; when they tapped and when the thank-you was there, by the page's own clock. */
async function submits(tablet) {
  await answers(tablet);
  await tablet.page.evaluate(() => {
    globalThis.times = {};
    addEventListener('click', () => (globalThis.times.tapped ??= Date.now()), true);
    new MutationObserver(() => {
      if (document.querySelector('main[data-screen="thanks"]')) globalThis.times.thanked ??= Date.now();
    }).observe(document, { subtree: true, attributes: true, childList: true });
  });
  await tablet.press(en.send);
  const receipt = await tablet.receipt();
  const { tapped, thanked } = await tablet.page.evaluate(() => globalThis.times);
  await tablet.press(en.finish);
  return { receipt, tapped, thanked };
}

/** The page's own script writes as much with another durability; when it began and when it was complete. */
function writes(page, durability) {
  return page.evaluate(async (durability) => {
    const settled = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const opening = indexedDB.open('control', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('texts');
    const db = await settled(opening);
    // What making it has to flush is over.
    await new Promise((done) => setTimeout(done, 1000));
    const tapped = Date.now();
    const tx = db.transaction('texts', 'readwrite', { durability });
    tx.objectStore('texts').put('x'.repeat(4096), crypto.randomUUID());
    await new Promise((done) => (tx.oncomplete = done));
    const thanked = Date.now();
    db.close();
    return { tapped, thanked };
  }, durability);
}

test('fault 3: every submit is flushed to the disk before the thank-you, so that a power cut takes no record', async (t) => {
  const { office, tablet } = await scene(t);
  // The courier's own writing is not to be counted.
  await tablet.context.setOffline(true);
  const flushes = await watch(t, tablet);
  const receipts = [];
  const counted = [];
  for (let i = 0; i < SUBMITS; i += 1) {
    const { receipt, tapped, thanked } = await submits(tablet);
    receipts.push(receipt);
    counted.push(flushes(tapped, thanked));
  }
  t.diagnostic(`flushes per submit, strict: ${counted.join(' ')}`);

  // The count notices what is not flushed: the same browser, without the promise that we ask for.
  const control = {};
  for (const durability of ['default', 'relaxed', 'strict']) {
    control[durability] = [];
    for (let i = 0; i < 3; i += 1) {
      const { tapped, thanked } = await writes(tablet.page, durability);
      control[durability].push(flushes(tapped, thanked));
    }
    t.diagnostic(`flushes per write, ${durability}: ${control[durability].join(' ')}`);
  }
  assert.ok(counted.every((count) => count >= 1), `every submit is flushed: ${counted}`);
  assert.ok(control.strict.every((count) => count >= 1), 'the count sees a strict write');
  assert.ok(control.default.every((count) => count === 0), 'the count does not see what is not there');
  await tablet.context.setOffline(false);
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  await survived({ office, tablets: [tablet], receipts });
});
