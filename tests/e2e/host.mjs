// A host of the kiosk's files whose files change: other builds, half of them, the kill switch.
import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DIST = process.env.HANDOVER_DIST;
const WORKER = 'sw.js';

const hash = (bytes) => `sha256-${createHash('sha256').update(bytes).digest('base64')}`;

export class Host {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'handover-host-'));
    cpSync(DIST, this.folder, { recursive: true });
  }

  read(name) {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  write(name, text) {
    writeFileSync(join(this.folder, name), text);
  }

  remove(name) {
    const bytes = readFileSync(join(this.folder, name));
    rmSync(join(this.folder, name));
    return bytes;
  }

  /** Another build, whose page differs so; its worker lists it. */
  deploy(edit) {
    const page = this.read('index.html');
    const next = edit(page);
    const set = randomBytes(8).toString('hex');
    const worker = this.read(WORKER).replace(hash(page), hash(next)).replace(/(["'])[0-9a-f]{16}\1/, `"${set}"`);
    this.write('index.html', next);
    this.write(WORKER, worker);
  }

  close() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
