// WebCrypto: ECDSA over P-256. Plain script, since each of these lines would be ten in WebAssembly.

const KEY = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };

/** Makes a pair of keys, whose private half cannot be taken out. */
export async function made() {
  return taken(await crypto.subtle.generateKey(KEY, false, ['sign', 'verify']));
}

/** A pair with its public half, an uncompressed point, beside it. */
export async function taken(pair) {
  return { pair, point: new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}

/** Signs bytes: `r ‖ s`. */
export async function signed(pair, bytes) {
  return new Uint8Array(await crypto.subtle.sign(SIGNATURE, pair.privateKey, bytes));
}

/** Whether this public key signed these bytes. */
export async function verified(point, signature, bytes) {
  // What comes from WebAssembly is a view of its memory, which may have moved once we come back.
  const [given, over] = [signature.slice(), bytes.slice()];
  const key = await crypto.subtle.importKey('raw', point, KEY, false, ['verify']);
  return crypto.subtle.verify(SIGNATURE, key, given, over);
}
