// A journal of a month, at once: records that are chained as the kiosk chains them, put into IndexedDB by the page's own
// script. They are training records with parts nobody can open, which head office keeps all the same.

/** Appends so many records behind the journal's head, in one strict transaction. */
export async function fill(page, count, bytes = 1072) {
  return page.evaluate(appended, { count, bytes });
}

/** How many entries lie in each store, beside the tablet's own events, which have arrived by then. */
export async function lying(tablet) {
  const { records, settled, ...others } = await counted(tablet.page);
  return { records: records - tablet.events, settled: settled - tablet.events, ...others };
}

async function counted(page) {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const open = indexedDB.open('handover');
        open.onerror = () => reject(open.error);
        open.onsuccess = () => {
          const names = ['records', 'pending', 'settled', 'quarantined'];
          const transaction = open.result.transaction(names);
          const counts = names.map((name) => [name, transaction.objectStore(name).count()]);
          transaction.oncomplete = () => {
            open.result.close();
            resolve(Object.fromEntries(counts.map(([name, count]) => [name, count.result])));
          };
        };
      }),
  );
}

/** Has the courier look what there is to do, as it does when the network comes back. */
export async function nudge(page) {
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** Runs in the page, so it brings all it needs along. */
async function appended({ count, bytes }) {
  const asked = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const utf8 = (text) => new TextEncoder().encode(text);
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const sha256 = async (data) => hex(await crypto.subtle.digest('SHA-256', data));
  const base64 = (data) =>
    btoa(String.fromCharCode(...data)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  const plain = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  const uuid7 = () => {
    const time = Date.now().toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
  };

  const database = await asked(indexedDB.open('handover'));
  const setup = database.transaction('setup').objectStore('setup');
  const [envelope, head] = await Promise.all([asked(setup.get('config')), asked(setup.get('head'))]);
  const config = JSON.parse(new TextDecoder().decode(plain(JSON.parse(envelope).payload)));
  const { id, version } = JSON.parse(config.packages[0]);
  const reader = config.readers.find(({ use }) => use === 'records').public_key;
  const key = (await sha256(plain(reader))).slice(0, 16);
  const hash = await sha256(utf8(config.packages[0]));
  const page_id = crypto.randomUUID();
  let [place, epoch, seq, prev] = head ? head.split(' ') : [0, crypto.randomUUID(), 0, '0'.repeat(64)];
  [place, seq] = [Number(place), Number(seq)];

  const written = [];
  for (let i = 0; i < count; i += 1) {
    place += 1;
    seq += 1;
    const record = uuid7();
    const data = crypto.getRandomValues(new Uint8Array(bytes));
    const core = {
      protocol: 1, id: record, shop: config.shop, device: config.device, epoch, seq, prev, kind: 'response',
      outcome: 'completed', mode: 'training', captured_at: new Date().toISOString().replace('Z', '+00:00'), page_id,
      page_ms: Math.round(performance.now()), clock_suspect: false, app: '0.1.0', package: { id, version, hash },
      notice: config.notice,
    };
    const header = JSON.stringify({ core, parts: [{ name: 'answers', key, sha256: await sha256(data) }] });
    prev = await sha256(utf8(header));
    const text = JSON.stringify({ header, parts: [{ name: 'answers', key, data: base64(data) }] });
    written.push({ place, id: record, hash: prev, seq, text });
  }
  const transaction = database.transaction(['records', 'pending', 'setup'], 'readwrite', { durability: 'strict' });
  for (const { place, id, hash, text } of written) {
    transaction.objectStore('records').add(text, place);
    transaction.objectStore('pending').add(`${id} ${hash}`, place);
  }
  transaction.objectStore('setup').put(`${place} ${epoch} ${seq} ${prev}`, 'head');
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
  return written.map(({ place, id, hash, seq }) => ({ place, id, hash, seq }));
}
