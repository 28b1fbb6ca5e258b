// IndexedDB as promises, and no more of it than the journal needs.
// Plain script, since each of these lines would be ten in WebAssembly.

/** What a request came to. Inside a transaction nothing else may be awaited. */
function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** Opens a database, and adds the stores that it does not have yet. An error there leaves it as it was. */
export async function open(name, version, stores) {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => {
    for (const store of stores) {
      if (!opening.result.objectStoreNames.contains(store)) opening.result.createObjectStore(store);
    }
  };
  return settled(opening);
}

/** Begins a transaction. A writing one is on disk when it is finished (fault 3). */
export function begin(db, stores, mode) {
  return db.transaction(stores, mode, { durability: 'strict' });
}

/** What lies under a key. */
export async function read(tx, store, key) {
  return settled(tx.objectStore(store).get(key));
}

/** The lowest keys, this many at most. */
export async function keys(tx, store, limit) {
  return settled(tx.objectStore(store).getAllKeys(undefined, limit));
}

/** How many entries there are. */
export async function count(tx, store) {
  return settled(tx.objectStore(store).count());
}

/** Puts a value under a key, instead of what lay there. */
export function put(tx, store, key, value) {
  tx.objectStore(store).put(value, key);
}

/** Puts a value under a key where nothing lies yet; the transaction is rolled back otherwise. */
export function add(tx, store, key, value) {
  tx.objectStore(store).add(value, key);
}

/** Takes away what lies under a key. */
export function remove(tx, store, key) {
  tx.objectStore(store).delete(key);
}

/** Lets it commit; resolves when the `complete` event came. */
export function finish(tx) {
  return new Promise((done, failed) => {
    tx.oncomplete = done;
    tx.onabort = () => failed(tx.error);
  });
}

/** Rolls it back. One that already ended by itself needs no abort. */
export function abandon(tx) {
  try {
    tx.abort();
  } catch {}
}
