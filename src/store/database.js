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
  return { name, version, stores, db: undefined };
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
  db.onclose = () => {
    link.db = undefined;
  };
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

/** Begins a transaction. A writing one is on disk when it is finished (fault 3). */
export async function begin(link, stores, mode) {
  const now = () => link.db.transaction(stores, mode, { durability: 'strict' });
  await connect(link);
  try {
    return now();
  } catch (error) {
    // It was closed, and nobody told.
    if (error.name !== 'InvalidStateError') throw error;
    link.db = undefined;
    await connect(link);
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
