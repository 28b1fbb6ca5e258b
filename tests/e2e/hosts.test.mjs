// The kiosk on the hosts of docs/deploy.md, each with the configuration that a release brings, over HTTPS.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { guarded, listed, works } from './appliance.mjs';
import { Office, Tablet, eventually, freePort } from './stage.mjs';
import { ask, certificate } from './tls.mjs';

const run = promisify(execFile);
const NGINX = process.env.HANDOVER_NGINX;
const CADDY = process.env.HANDOVER_CADDY;
const folder = mkdtempSync(join(tmpdir(), 'handover-hosts-'));
const release = join(folder, 'release');
const hosting = (name) => readFileSync(join(release, 'hosting', name), 'utf8');
let tls;

before(async () => {
  tls = certificate(folder);
  await run(process.env.HANDOVER_XTASK, ['release', '--out', release]);
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program that serves until the test is over. */
async function served(t, site, program, words, options) {
  const host = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
  let said = '';
  host.stderr.on('data', (bytes) => (said += bytes));
  t.after(() => host.kill('SIGTERM'));
  await eventually(`${program} listens`, async () => {
    if (host.exitCode !== null) throw new Error(said);
    await ask(tls.cert)(site);
  });
}

/** Head office behind a host of the kiosk, and a port for that host. */
async function behind(t) {
  const office = await Office.short();
  t.after(() => office.close());
  const port = await freePort();
  return { office, port, site: `https://127.0.0.1:${port}` };
}

/** All files come with their headers, and a tablet works there. */
async function serves(t, office, site) {
  await guarded(site, listed(readFileSync(join(release, 'kiosk', 'sw.js'), 'utf8')), ask(tls.cert));
  const tablet = await Tablet.open({ appliance: true, args: [`--ignore-certificate-errors-spki-list=${tls.pin}`] });
  t.after(() => tablet.close());
  await works(tablet, office, `${site}/`);
}

test('nginx', { skip: !NGINX && 'nginx cannot be installed here' }, async (t) => {
  const { office, port, site } = await behind(t);
  const place = join(folder, 'nginx');
  mkdirSync(place);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${place}/${name};`).join(' ');
  const conf = join(place, 'nginx.conf');
  writeFileSync(
    conf,
    `${process.getuid() === 0 ? 'user root;' : ''} daemon off; pid ${place}/pid; error_log stderr; events {}
    http { access_log off; ${temporary}
      server {
        listen 127.0.0.1:${port} ssl; ssl_certificate ${tls.cert}; ssl_certificate_key ${tls.key};
        root ${release}/kiosk;
        ${hosting('nginx.conf').replace('# location /api/ { proxy_pass http://127.0.0.1:8080; }', `location /api/ { proxy_pass ${office.url}; }`)}
      } }`,
  );
  await served(t, site, NGINX, ['-c', conf, '-e', 'stderr']);
  await serves(t, office, site);
});

test('Caddy', { skip: !CADDY && 'Caddy cannot be installed here' }, async (t) => {
  const { office, port, site } = await behind(t);
  const place = join(folder, 'caddy');
  mkdirSync(place);
  const conf = join(place, 'Caddyfile');
  const written = hosting('Caddyfile')
    .replace('kiosk.example.org {', `${site} {\n\ttls ${tls.cert} ${tls.key}`)
    .replace('# reverse_proxy /api/* 127.0.0.1:8080', `reverse_proxy /api/* ${office.url}`)
    .replace('/srv/handover/kiosk', `${release}/kiosk`);
  writeFileSync(conf, `{\n\tadmin off\n\tauto_https disable_redirects\n\thttp_port ${await freePort()}\n}\n${written}`);
  const env = { ...process.env, XDG_DATA_HOME: place, XDG_CONFIG_HOME: place };
  await served(t, site, CADDY, ['run', '--adapter', 'caddyfile', '--config', conf], { env });
  await serves(t, office, site);
});

test('head office itself, with TLS', async (t) => {
  const { office, port, site } = await behind(t);
  await office.kill();
  const words = ['serve', '--data', office.data, '--listen', `127.0.0.1:${port}`, '--static', join(release, 'kiosk')];
  const refused = async (cert, key) =>
    assert.rejects(run(process.env.HANDOVER_OFFICE, [...words, '--tls-cert', cert, '--tls-key', key], { timeout: 5000 }), (error) => {
      t.diagnostic(error.stderr.trim());
      return /cert\.pem|key\.pem|gone\.pem/.test(error.stderr) && error.code === 1;
    });
  await refused(join(folder, 'gone.pem'), tls.key);
  await refused(tls.key, tls.cert);
  await refused(tls.cert, certificate(folder, 'other').key);
  await served(t, site, process.env.HANDOVER_OFFICE, [...words, '--tls-cert', tls.cert, '--tls-key', tls.key]);
  await serves(t, office, site);
});
