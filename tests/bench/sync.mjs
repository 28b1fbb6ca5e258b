// The journal and its way to head office: `cargo xtask bench sync`. Prints figures; judges nothing but that all arrived.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Office, Tablet } from '../e2e/stage.mjs';
import { WORDS, answer } from '../e2e/walk.mjs';
import { fill } from './journal.mjs';

const EN = WORDS.en;
const SUBMITS = 24;
const STARTS = 15;
/** Milliseconds that a flush takes, added to what it takes here. */
const FLUSHES = [5, 15];
const FEW = 10;
const SORTED_MS = 15_000;
const MANY = Number(process.env.HANDOVER_BENCH_MANY ?? 100_000);
const DRAINED = Number(process.env.HANDOVER_BENCH_DRAINED ?? 10_000);

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const ms = (number) => `${number.toFixed(1)} ms`;

/** From the last tap to the thank-you, in milliseconds, and the size of the record in characters. */
async function submit(page) {
  await page.locator('main[data-screen="attract"]').waitFor();
  await page.getByRole('button', { name: EN.start, exact: true }).click();
  await page.getByRole('button', { name: EN.agree, exact: true }).click();
  while ((await page.locator('[data-question]').getAttribute('data-question')) !== 'comment') await answer(page);
  // As a customer reads the last question: what is prepared ahead is ready by then.
  await sleep(400);
  const took = await page.evaluate(
    () =>
      new Promise((done) => {
        const main = document.querySelector('main');
        const begun = performance.now();
        new MutationObserver((_, observer) => {
          if (main.dataset.screen !== 'thanks') return;
          observer.disconnect();
          done(performance.now() - begun);
        }).observe(main, { attributes: true });
        document.querySelector('.button-main').click();
      }),
  );
  await page.getByRole('button', { name: EN.finish, exact: true }).click();
  return took;
}

/** A bare strict put of a text of a record's size, and reading it back: what nobody can go below. */
async function bare(page) {
  return page.evaluate(async () => {
    const got = (request) => new Promise((done) => (request.onsuccess = () => done(request.result)));
    const opening = indexedDB.open('bench', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('records');
    const db = await got(opening);
    const text = Array.from(crypto.getRandomValues(new Uint8Array(2100)), (n) => n.toString(16).padStart(2, '0')).join('');
    const key = performance.now();
    const begun = performance.now();
    const tx = db.transaction('records', 'readwrite', { durability: 'strict' });
    tx.objectStore('records').add(text, key);
    await new Promise((done) => (tx.oncomplete = done));
    const back = await got(db.transaction('records').objectStore('records').get(key));
    const took = performance.now() - begun;
    if (back !== text) throw new Error('what was read back is not what was written');
    db.close();
    return took;
  });
}

/** From the beginning of the page to the attract screen. */
async function start(tablet, url) {
  await tablet.page.goto(url);
  await tablet.screen('attract');
  return tablet.page.evaluate(() => window.__attract);
}

/** Tells when the attract screen stands, by the page's own clock. */
async function watch_start(tablet) {
  await tablet.context.addInitScript(() => {
    new MutationObserver(() => {
      if (window.__attract || !document.querySelector('main[data-screen="attract"]')) return;
      window.__attract = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** Megabytes of memory of the browser's processes that run this profile's pages. */
function memory(tablet) {
  let pages = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      if (!line.includes('--type=renderer') || !line.includes(tablet.profile)) continue;
      pages += Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0);
    } catch {
      continue; // It ended while we looked.
    }
  }
  return pages / 1024;
}

/**
 * A program that starts the browser on a disk that takes this long for a flush. The flash of a showroom tablet takes 5 to 20 ms;
 * that of a virtual machine may answer before anything is on a disk.
 */
function on_slow_disk(folder, flush_ms) {
  const program = join(folder, 'browser');
  const delay = `inject=fsync,fdatasync:delay_exit=${flush_ms * 1000}`;
  const traced = `strace -f --seccomp-bpf -qq -o /dev/null -e trace=fsync,fdatasync -e ${delay}`;
  writeFileSync(program, `#!/bin/sh\nexec ${traced} "${process.env.HANDOVER_CHROMIUM}" "$@"\n`, { mode: 0o755 });
  return program;
}

/** A tablet with so many records in its journal, which cannot reach head office. */
async function with_journal(office, count, options) {
  const tablet = await Tablet.open(options);
  const code = await office.command('device', 'code', 'demo');
  await tablet.page.goto(`${office.url}/?enrol=${code.trim().split('\n')[0]}&lang=en`);
  tablet.office = office;
  await tablet.set_up();
  await tablet.context.route('**/api/**', (route) => route.abort());
  if (count) await fill(tablet.page, count, 1 + count);
  // The browser sorts away what was just put in, which no tablet ever puts in at once.
  if (count > FEW) await sleep(SORTED_MS);
  await watch_start(tablet);
  return tablet;
}

/** What submits take, and what a bare put takes between them. */
async function submits(tablet) {
  const taken = [];
  const bares = [];
  for (let i = 0; i < SUBMITS; i += 1) {
    bares.push(await bare(tablet.page));
    taken.push(await submit(tablet.page));
  }
  return { submit: median(taken), bare: median(bares) };
}

async function journal(office) {
  const figures = [];
  for (const count of [FEW, MANY]) {
    console.log(`\nA journal of ${count} records, none acknowledged …`);
    const tablet = await with_journal(office, count);
    const starts = [];
    for (let i = 0; i < STARTS; i += 1) starts.push(await start(tablet, office.url));
    figures.push({ start: median(starts), ...(await submits(tablet)) });
    assert.equal((await tablet.journal()).records, count + SUBMITS);
    await tablet.close();
  }
  const [few, many] = figures;
  console.log(`
submit to thank-you     ${beside(few)}
with ${MANY} records    submit ${ms(many.submit)}: ${(many.submit / few.submit).toFixed(2)} of that with ${FEW} (at most 1.2); bare ${ms(many.bare)}, ${(many.bare / few.bare).toFixed(2)} of that with ${FEW}
start to attract        ${ms(few.start)} with ${FEW} records, ${ms(many.start)} with ${MANY}: ${(many.start / few.start).toFixed(2)} (at most 1.2)`);
}

const beside = ({ submit, bare }) =>
  `${ms(submit)}; a bare strict put and read-back of the same size ${ms(bare)}: ${(submit / bare).toFixed(2)} (at most 1.3)`;

async function flushes(office) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-'));
  for (const flush_ms of FLUSHES) {
    const tablet = await with_journal(office, FEW, { browser: on_slow_disk(folder, flush_ms) });
    await start(tablet, office.url);
    console.log(`${`where a flush takes ${flush_ms} ms`.padEnd(23)} ${beside(await submits(tablet))}`);
    await tablet.close();
  }
  rmSync(folder, { recursive: true });
}

async function drain(office) {
  console.log(`\nDraining ${DRAINED} records …`);
  const tablet = await with_journal(office, DRAINED);
  await tablet.context.unroute('**/api/**');
  const before = memory(tablet);
  let most = before;
  await tablet.page.goto(office.url);
  await tablet.screen('attract');
  const begun = performance.now();
  let pending = DRAINED;
  while (pending > 0) {
    await sleep(500);
    most = Math.max(most, memory(tablet));
    ({ pending } = await tablet.journal());
  }
  const seconds = (performance.now() - begun) / 1000;
  assert.match(await office.command('audit'), new RegExp(`${DRAINED} records, highest ${DRAINED}: ok`));
  console.log(`
drained                 ${DRAINED} records in ${seconds.toFixed(1)} s: ${Math.round(DRAINED / seconds)} a second (at least 1000)
memory of the page      ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most while draining`);
  await tablet.close();
}

/** The same records as a file: out of the tablet, into head office, and the receipts back. */
async function by_hand(office) {
  console.log(`\nTaking ${DRAINED} records by hand …`);
  const tablet = await with_journal(office, DRAINED);
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-'));
  const before = memory(tablet);
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, memory(tablet))), 250);
  await tablet.page.goto(`${office.url}/?lang=en`);
  await tablet.screen('attract');
  await tablet.health();
  await tablet.page.locator('.fact').first().waitFor();
  let begun = performance.now();
  const seconds = () => ((performance.now() - begun) / 1000).toFixed(1);
  const saved = tablet.page.waitForEvent('download', { timeout: 600_000 });
  await tablet.press('Save a file: what is waiting');
  const file = join(folder, 'month.handover');
  await (await saved).saveAs(file);
  const written = seconds();
  begun = performance.now();
  await office.command('import', file);
  const imported = seconds();
  begun = performance.now();
  await tablet.page.locator('input[type=file]').setInputFiles(join(folder, 'month.receipts'));
  for (let pending = DRAINED; pending > 0; await sleep(250)) ({ pending } = await tablet.journal());
  const brought = seconds();
  clearInterval(watching);
  const megabytes = (statSync(file).size / 1e6).toFixed(1);
  console.log(`
by hand                 ${DRAINED} records, ${megabytes} MB: written in ${written} s, imported in ${imported} s, receipts brought in ${brought} s
memory of the page      ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`);
  rmSync(folder, { recursive: true });
  await tablet.close();
}

const office = await Office.short();
try {
  await drain(office);
  await by_hand(office);
  await journal(office);
  await flushes(office);
} finally {
  await office.close();
}
