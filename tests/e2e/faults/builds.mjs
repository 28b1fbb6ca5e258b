// Databases as other builds of the kiosk make and use them, in a page of the same origin that is not the kiosk.
import { readFileSync } from 'node:fs';

const FUNCTIONS = `${readFileSync(new URL('../../databases.js', import.meta.url), 'utf8')}\nconst { settled, made, described, upgraded } = globalThis.databases;`;

/** Makes the database anew at another version and with other stores, with every entry that it had. */
const REMADE = `async function remade(name, version, stores) {
  const db = await settled(indexedDB.open(name));
  const entries = [];
  for (const store of db.objectStoreNames) {
    const tx = db.transaction(store);
    const [keys, values] = await Promise.all(['getAllKeys', 'getAll'].map((all) => settled(tx.objectStore(store)[all]())));
    keys.forEach((key, i) => stores.includes(store) && entries.push([store, key, values[i]]));
  }
  db.close();
  await settled(indexedDB.deleteDatabase(name));
  return made(name, version, stores, entries);
}`;

/** Every record's text, and what is noted as pending, in their order. */
const LYING = `async function lying(name) {
  const db = await settled(indexedDB.open(name));
  const tx = db.transaction(['records', 'pending']);
  const all = ['records', 'pending'].map((store) => settled(tx.objectStore(store).getAll()));
  const found = await Promise.all(all);
  db.close();
  return found;
}`;

/** The stores of the schema's versions; in 1, what was set apart lay in `settled`. */
export const STORES = { 1: ['records', 'pending', 'settled', 'setup'], 2: ['records', 'pending', 'settled', 'quarantined', 'setup'] };

/** Calls one of the functions in `databases.js` or above for the tablet's database. */
export async function act(page, what, ...words) {
  const call = `${what}(${['handover', ...words].map((word) => JSON.stringify(word)).join(', ')})`;
  return page.evaluate(`(async () => { ${FUNCTIONS} ${REMADE} ${LYING} return ${call}; })()`);
}

/** A page of the kiosk's origin on which nothing of the kiosk runs. */
export async function beside(tablet, office) {
  await tablet.page.goto(`${office.url}/healthz`);
  return tablet.page;
}
