// A tablet with a long journal: records that head office can open, put where the kiosk looks for them.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How many records are put into the database at once. */
const CHUNK = 500;

/** The envelope of the tablet's configuration. */
async function config(page) {
  return page.evaluate(
    () =>
      new Promise((done, failed) => {
        const opening = indexedDB.open('handover');
        opening.onerror = () => failed(opening.error);
        opening.onsuccess = () => {
          const db = opening.result;
          const asked = db.transaction('setup').objectStore('setup').get('config');
          asked.onsuccess = () => {
            db.close();
            done(asked.result);
          };
        };
      }),
  );
}

/** Puts lines of records into the database, and the head where it is given. */
async function put(page, first, lines, head) {
  await page.evaluate(
    async ([first, lines, head]) => {
      const db = await new Promise((done) => {
        const opening = indexedDB.open('handover');
        opening.onsuccess = () => done(opening.result);
      });
      const tx = db.transaction(['records', 'pending', 'setup'], 'readwrite', { durability: 'relaxed' });
      lines.forEach((line, i) => {
        const [id, hash] = line.split(' ', 2);
        tx.objectStore('records').put(line.slice(id.length + hash.length + 2), first + i);
        tx.objectStore('pending').put(`${id} ${hash}`, first + i);
      });
      if (head) tx.objectStore('setup').put(head, 'head');
      await new Promise((done, failed) => {
        tx.oncomplete = done;
        tx.onabort = () => failed(tx.error);
      });
      db.close();
    },
    [first, lines, head],
  );
}

/** Fills an empty journal with so many pending records. */
export async function fill(page, count, seed = 1) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-bench-'));
  const file = join(folder, 'config.json');
  writeFileSync(file, await config(page));
  const maker = spawn(process.env.HANDOVER_XTASK, ['records', file, `${count}`, `${seed}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let first = 1;
  let chunk = [];
  for await (const line of createInterface({ input: maker.stdout, crlfDelay: Infinity })) {
    const is_head = first + chunk.length > count;
    if (is_head) {
      await put(page, first, chunk, line);
    } else {
      chunk.push(line);
      if (chunk.length === CHUNK) {
        await put(page, first, chunk);
        first += CHUNK;
        chunk = [];
      }
    }
  }
  rmSync(folder, { recursive: true });
}
