// Databases as other builds of the kiosk make and use them. Not a module: each one more is a file more that the test
// page waits for, and the server of wasm-bindgen's runner now and then forgets the seventh.
{

const settled = (request) =>
  new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });

async function made(name, version, stores, entries) {
  const opening = indexedDB.open(name, version);
  opening.onupgradeneeded = () => stores.forEach((store) => opening.result.createObjectStore(store));
  const db = await settled(opening);
  const tx = db.transaction(stores, 'readwrite');
  for (const [store, key, value] of entries) tx.objectStore(store).put(value, key);
  await new Promise((done) => (tx.oncomplete = done));
  db.close();
}

async function held(name) {
  const db = await settled(indexedDB.open(name));
  return new Promise((done) => {
    db.onversionchange = () => {
      db.close();
      done(true);
    };
  });
}

async function described(name) {
  const db = await settled(indexedDB.open(name));
  const said = [db.version, ...db.objectStoreNames].join(' ');
  db.close();
  return said;
}

async function torn(name, place) {
  const db = await settled(indexedDB.open(name));
  const tx = db.transaction('records', 'readwrite');
  tx.objectStore('records').delete(place);
  await new Promise((done) => (tx.oncomplete = done));
  db.close();
}

async function upgraded(name, version) {
  const opening = indexedDB.open(name, version);
  let free = true;
  opening.onblocked = () => (free = false);
  opening.onupgradeneeded = () => opening.result.createObjectStore(`of version ${version}`);
  (await settled(opening)).close();
  return free;
}

globalThis.databases = { settled, made, held, described, torn, upgraded };
}
