// The connection to IndexedDB. Plain script, since each of these lines would be ten in WebAssembly.

/** What a request came to. Inside a transaction nothing else may be awaited. */
export function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** A database by its name, the version that this build writes, and the stores of that version. */
export function link(name, version, stores) {
  return { name, version, stores, db: undefined, stale: true, closed: false };
}

/** Nobody of ours closed the database: as the browser does when the disk is full. */
function closed(link) {
  link.db = undefined;
  link.stale = link.closed = true;
}

/** Opens it at a version, or at the one it has, and adds the stores that it lacks; an error leaves it as it was. */
async function opened(link, version) {
  const opening = indexedDB.open(link.name, version);
  let fresh = false;
  opening.onupgradeneeded = ({ oldVersion }) => {
    fresh = !version && !oldVersion;
    // Nothing lies there: it is made at this build's version instead of at the first.
    if (fresh) return opening.transaction.abort();
    for (const store of link.stores) {
      if (!opening.result.objectStoreNames.contains(store)) opening.result.createObjectStore(store);
    }
  };
  try {
    return await settled(opening);
  } catch (error) {
    if (fresh) return opened(link, link.version);
    throw error;
  }
}

/** Connects, unless it is connected. A version written by the next build is read; further ahead, nothing is touched. */
export async function connect(link) {
  if (link.db) return;
  // On a disk that is still full it is not touched: half an entry must not be followed by another half.
  if (link.closed) await room();
  link.closed = false;
  const db = await opened(link);
  if (db.version > link.version + 1) {
    db.close();
    throw new DOMException('', 'VersionError');
  }
  link.db = db;
  // Another window wants to migrate: it must not wait for us. Or the browser closed it: it is opened again when needed.
  db.onversionchange = () => {
    db.close();
    link.db = undefined;
  };
  db.onclose = () => closed(link);
}

/** Adds the stores that this build writes and an older one did not have. Resolves to whether there were any. */
export async function migrate(link) {
  await connect(link);
  if (link.db.version >= link.version) return false;
  link.db.close();
  link.db = undefined;
  (await opened(link, link.version)).close();
  await connect(link);
  return true;
}

/** More than the browser's own log takes up, which may have to be written once more. */
const ROOM = 6 * 1024 * 1024;

/** Fails with a `QuotaExceededError` where the disk has no such room; nothing stays of what is written to find out. */
async function room() {
  let probe;
  try {
    const root = await navigator.storage.getDirectory();
    probe = await (await root.getFileHandle('room', { create: true })).createWritable();
  } catch {
    return; // A browser that has no such files, or not yet: then it has to show.
  }
  try {
    await probe.write(new Uint8Array(ROOM));
  } catch {
    throw new DOMException('', 'QuotaExceededError');
  } finally {
    await probe.abort().catch(() => {});
  }
}

/**
 * Has the browser begin a new log, once after it opened the database. A full disk or a power cut leaves half an entry at the
 * end of the log. Chromium skips it and writes on behind it; the next time it finds it in the middle, calls the database
 * corrupt and empties it. To delete a database, any, makes it put away the log in use and begin another.
 */
export function renew(link) {
  // One window after the other: the room is to be there for each.
  return navigator.locks.request('handover-log', async () => {
    if (!link.stale) return;
    await room();
    await connect(link);
    const passing = `${link.name}-passing`;
    (await settled(indexedDB.open(passing))).close();
    await settled(indexedDB.deleteDatabase(passing));
    link.stale = false;
  });
}

/** Begins a transaction. A writing one is on disk when it is finished (fault 3). */
export async function begin(link, stores, mode) {
  const now = async () => {
    if (mode === 'readwrite' && link.stale) await renew(link);
    await connect(link);
    return link.db.transaction(stores, mode, { durability: 'strict' });
  };
  try {
    return await now();
  } catch (error) {
    // It was closed, and nobody told.
    if (error.name !== 'InvalidStateError') throw error;
    closed(link);
    return now();
  }
}

/** Lets it commit; resolves when the `complete` event came. */
export function finish(tx) {
  return new Promise((done, failed) => {
    tx.oncomplete = done;
    tx.onabort = () => failed(tx.error);
  });
}
