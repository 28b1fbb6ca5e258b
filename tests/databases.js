// Databases as other builds of the kiosk make and use them.

const settled = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

export async function made(name, version, stores, entries) {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => stores.forEach((store) => opening.result.createObjectStore(store));
  const db = await settled(opening);
  const tx = db.transaction(stores, 'readwrite');
  for (const [store, key, value] of entries) tx.objectStore(store).put(value, key);
  await new Promise((done) => (tx.oncomplete = done));
  db.close();
}

export async function held(name) {
  const db = await settled(indexedDB.open(name));
  return new Promise((done) => {
    db.onversionchange = () => {
      db.close();
      done(true);
    };
  });
}

export async function described(name) {
  const db = await settled(indexedDB.open(name));
  const said = [db.version, ...db.objectStoreNames].join(' ');
  db.close();
  return said;
}

export async function torn(name, place) {
  const db = await settled(indexedDB.open(name));
  const tx = db.transaction('records', 'readwrite');
  tx.objectStore('records').delete(place);
  await new Promise((done) => (tx.oncomplete = done));
  db.close();
}

export async function upgraded(name, version) {
  const opening = indexedDB.open(name, version);
  let free = true;
  opening.onblocked = () => (free = false);
  opening.onupgradeneeded = () => opening.result.createObjectStore(`of version ${version}`);
  (await settled(opening)).close();
  return free;
}
