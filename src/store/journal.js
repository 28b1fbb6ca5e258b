// The journal's transactions, each whole or not at all. What they mean is in `handover_tablet::Storage`.
// Plain script, since each of these lines would be ten in WebAssembly. Stores that a version before did not have are
// looked for first: the database may not be migrated yet, or a version before may have come back.
import { begin, connect, finish, settled } from './database.js';

const behind = (place) => IDBKeyRange.lowerBound(place, true);
/** How versions before this one noted in `settled` what they set apart. */
const apart = (note) => note.includes(' quarantined');

/** What lies under a key. */
export async function read(link, store, key) {
  return settled((await begin(link, [store], 'readonly')).objectStore(store).get(key));
}

/** Puts a value under a key of the set-up, instead of what lay there; takes that away where there is no value. */
export async function keep(link, key, value) {
  const tx = await begin(link, ['setup'], 'readwrite');
  const setup = tx.objectStore('setup');
  if (value === undefined) setup.delete(key);
  else setup.put(value, key);
  return finish(tx);
}

/**
 * Appends a record where the journal's head is still `before`, and resolves to what then lies there, or to `false` where the
 * head has moved. All is asked for at once, since a customer waits: the head's answer comes first and takes the rest back where
 * it is another. It commits by itself, when all was answered: told to before, Firefox commits what went well and leaves out the
 * rest. What is read back is read by a transaction of its own, which begins when this one is on disk.
 */
export async function append(link, before, head, place, note, text, told) {
  const tx = await begin(link, ['records', 'pending', 'setup'], 'readwrite');
  const [records, pending, setup] = ['records', 'pending', 'setup'].map((name) => tx.objectStore(name));
  const found = setup.get('head');
  records.add(text, place);
  pending.add(note, place);
  setup.put(head, 'head');
  if (told !== undefined) setup.put(told, 'told');
  let moved = false;
  found.onsuccess = () => {
    moved = found.result !== before;
    if (moved) tx.abort();
  };
  const back = read(link, 'records', place);
  back.catch(() => {}); // Where nothing was written, nobody asks what lies there.
  try {
    await finish(tx);
  } catch (error) {
    if (moved) return false;
    throw error;
  }
  return back;
}

/** The lowest entries of a store behind a place: places and values. */
async function entries(store, after, limit) {
  return Promise.all([
    settled(store.getAllKeys(behind(after), limit)),
    settled(store.getAll(behind(after), limit)),
  ]);
}

/** The records behind a place: place, text, and so on. */
export async function records(link, after, limit) {
  const tx = await begin(link, ['records'], 'readonly');
  const [places, texts] = await entries(tx.objectStore('records'), after, limit);
  return places.flatMap((place, i) => [place, texts[i]]);
}

/** What is noted in a store behind a place, with the records there: place, note, text, and so on. */
export async function noted(link, name, after, limit) {
  const tx = await begin(link, [name, 'records'], 'readonly');
  const [places, notes] = await entries(tx.objectStore(name), after, limit);
  const texts = await Promise.all(places.map((place) => settled(tx.objectStore('records').get(place))));
  return places.flatMap((place, i) => [place, notes[i], texts[i]]);
}

/** How many entries each of these stores has. */
export async function counts(link, names) {
  await connect(link);
  const tx = await begin(link, present(link, names), 'readonly');
  return Promise.all(names.map((name) => (has(link, name) ? settled(tx.objectStore(name).count()) : 0)));
}

const has = (link, name) => link.db.objectStoreNames.contains(name);
const present = (link, names) => names.filter((name) => has(link, name));

/**
 * Notes that these places, one by one, are no longer pending: where, and what is noted there. With it, settings are kept: name,
 * text, and so on.
 */
export async function settle(link, places, stores, notes, kept) {
  await connect(link);
  const all = present(link, ['pending', 'settled', 'quarantined']);
  const tx = await begin(link, kept.length ? [...all, 'setup'] : all, 'readwrite');
  for (const name of all) for (const where of runs(places)) tx.objectStore(name).delete(where);
  places.forEach((place, i) => {
    tx.objectStore(has(link, stores[i]) ? stores[i] : 'settled').put(notes[i], place);
  });
  for (let i = 0; i < kept.length; i += 2) tx.objectStore('setup').put(kept[i + 1], kept[i]);
  return finish(tx);
}

/** Places, as one range where none is left out between them: that is one request instead of one each. */
function runs(places) {
  const [first, last] = [Math.min(...places), Math.max(...places)];
  return last - first + 1 === new Set(places).size ? [IDBKeyRange.bound(first, last)] : places;
}

/** Makes places pending again that a store still has, each under its note. */
export async function again(link, name, places, notes) {
  const tx = await begin(link, ['pending', name], 'readwrite');
  const there = await Promise.all(places.map((place) => settled(tx.objectStore(name).getKey(place))));
  places.forEach((place, i) => {
    if (there[i] === undefined) return;
    tx.objectStore('pending').put(notes[i], place);
    tx.objectStore(name).delete(place);
  });
  return finish(tx);
}

/** Takes away the oldest records that were acknowledged before a day; resolves to how many notes went. */
export async function purge(link, before, limit) {
  await connect(link);
  const tx = await begin(link, present(link, ['records', 'settled', 'quarantined']), 'readwrite');
  const settledStore = tx.objectStore('settled');
  const [places, notes] = await entries(settledStore, 0, limit);
  const young = notes.findIndex((note) => !apart(note) && note.slice(0, 10) >= before);
  const old = places.slice(0, young < 0 ? places.length : young);
  let gone = 0;
  old.forEach((place, i) => {
    if (!apart(notes[i])) tx.objectStore('records').delete(place);
    else if (has(link, 'quarantined')) tx.objectStore('quarantined').put(notes[i], place);
    else return;
    settledStore.delete(place);
    gone += 1;
  });
  await finish(tx);
  return gone;
}
