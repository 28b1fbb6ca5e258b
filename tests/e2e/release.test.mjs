// The kiosk as a release: files below a path of any web host, head office somewhere else.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { works } from './appliance.mjs';
import { Office, Tablet } from './stage.mjs';

const run = promisify(execFile);
const BELOW = '/showroom/kiosk/';
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.wasm': 'application/wasm', '.png': 'image/png', '.webmanifest': 'application/manifest+json' };

/** The headers that a host which reads `_headers` sends with every file. */
function headers(folder) {
  const lines = readFileSync(join(folder, 'hosting', '_headers'), 'utf8').split('\n');
  return Object.fromEntries(lines.filter((line) => line.startsWith('  ')).map((line) => line.trim().split(/: (.*)/, 2)));
}

/** A web host that knows nothing of us: it serves a folder below a path. */
async function host(t, folder) {
  const server = createServer((request, reply) => {
    const path = new URL(request.url, 'http://host').pathname;
    try {
      const name = normalize(path.slice(BELOW.length) || 'index.html');
      assert.ok(path.startsWith(BELOW) && !name.startsWith('..'));
      const body = readFileSync(join(folder, 'kiosk', name));
      reply.writeHead(200, { ...headers(folder), 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' }).end(body);
    } catch {
      reply.writeHead(404).end('not here');
    }
  });
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  t.after(() => server.close());
  t.after(() => server.closeAllConnections());
  return `http://127.0.0.1:${server.address().port}`;
}

const release = (...words) => run(process.env.HANDOVER_XTASK, ['release', ...words]);

test('a release below a path of one host speaks to head office on another, and starts offline', async (t) => {
  const folder = join(mkdtempSync(join(tmpdir(), 'handover-release-')), 'out');
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const office = await Office.short();
  t.after(() => office.close());
  await release('--head-office', `${office.url}/`, '--out', folder);
  const site = await host(t, folder);
  office.origins = [site];
  await office.kill();
  await office.start();
  const tablet = await Tablet.open({ appliance: true });
  t.after(() => tablet.close());
  const refused = [];
  tablet.page.on('console', (message) => /Content.Security.Policy|CORS/i.test(message.text()) && refused.push(message.text()));
  await works(tablet, office, `${site}${BELOW}`);
  assert.deepEqual(refused, []);
  // Twice is the same, and a folder of somebody else's is left alone.
  const before = readFileSync(join(folder, 'kiosk', 'sw.js'), 'utf8');
  await release('--head-office', office.url, '--out', folder);
  assert.equal(readFileSync(join(folder, 'kiosk', 'sw.js'), 'utf8'), before);
  await assert.rejects(release('--out', tmpdir()), (error) => /holds something else.*nothing was changed/s.test(error.stderr));
  await assert.rejects(release('--head-office', 'office.example.org'), (error) => /an address looks like/.test(error.stderr));
});

test('a page of an origin that is not named is told nothing by head office', async (t) => {
  const office = await Office.short();
  t.after(() => office.close());
  office.origins = ['https://kiosk.example.org'];
  await office.kill();
  await office.start();
  const asked = (origin) => fetch(`${office.url}/api/v1/batches`, { method: 'OPTIONS', headers: { Origin: origin, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'content-type' } });
  assert.equal((await asked('https://kiosk.example.org')).headers.get('access-control-allow-origin'), 'https://kiosk.example.org');
  assert.equal((await asked('https://evil.example.org')).headers.get('access-control-allow-origin'), null);
  for (const bad of ['*', 'kiosk.example.org', 'https://Kiosk.example.org', 'https://kiosk.example.org/below']) {
    await assert.rejects(run(process.env.HANDOVER_OFFICE, ['serve', '--data', office.data, '--allow-origin', bad], { timeout: 5000 }), (error) => /an origin looks like/.test(error.stderr));
  }
});
