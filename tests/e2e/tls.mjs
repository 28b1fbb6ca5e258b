// HTTPS on loopback: a certificate that this browser and these tests trust, and nobody else.
import { execFileSync } from 'node:child_process';
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';

/** Makes a certificate of 127.0.0.1 and its key in a folder. */
export function certificate(folder, name = 'site') {
  const [cert, key] = ['cert', 'key'].map((kind) => join(folder, `${name}.${kind}.pem`));
  const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, '-keyout', key, '-out', cert, ...names], { stdio: 'ignore' });
  const spki = new X509Certificate(readFileSync(cert)).publicKey.export({ type: 'spki', format: 'der' });
  return { cert, key, pin: createHash('sha256').update(spki).digest('base64') };
}

/** As `fetch`, of a site with this certificate. */
export const ask = (cert) => (url) =>
  new Promise((answered, failed) => {
    const asked = request(url, { ca: readFileSync(cert) }, (reply) => {
      reply.resume();
      reply.on('end', () => answered({ status: reply.statusCode, headers: new Headers(Object.entries(reply.headers)) }));
    });
    asked.on('error', failed);
    asked.end();
  });
