// The files in which the browser keeps a page's databases, to be spoilt while it is down.
import { cpSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

/** The folder of all databases of this profile. */
const databases = (tablet) => join(tablet.profile, 'Default', 'IndexedDB');

function files(tablet) {
  const all = readdirSync(databases(tablet), { recursive: true }).map((name) => join(databases(tablet), name));
  return all.filter((path) => statSync(path).isFile());
}

/** Overwrites every file with as much chance. */
export function garble(tablet) {
  for (const path of files(tablet)) writeFileSync(path, randomBytes(statSync(path).size));
}

/** Keeps a copy of the databases as they are now. */
export function keep(tablet, copy) {
  cpSync(databases(tablet), copy, { recursive: true });
}

/** Puts a copy back in their place, and nothing else of the profile. */
export function put_back(tablet, copy) {
  rmSync(databases(tablet), { recursive: true });
  cpSync(copy, databases(tablet), { recursive: true });
}

/** The log that the browser writes to now, and how long it is. */
export function newest_log(tablet) {
  const logs = files(tablet).filter((path) => /\d+\.log$/.test(path)).sort();
  return { path: logs.at(-1), size: statSync(logs.at(-1)).size };
}

/** Cuts a file off behind so many bytes. */
export function cut(path, size) {
  truncateSync(path, size);
}
