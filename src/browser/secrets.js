// What people know by heart: stretched, so that guessing is slow. Plain script, since each of these lines would be ten in
// WebAssembly.

async function stretch(secret, salt, rounds) {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'PBKDF2', false, ['deriveBits']);
  return crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }, key, 256);
}

/** What becomes of a secret: 32 bytes. */
export async function stretched(secret, salt, rounds) {
  // What comes from WebAssembly is a view of its memory, which may have moved once we come back.
  return new Uint8Array(await stretch(secret, salt.slice(), rounds));
}

/** What was wrapped under a secret: a nonce of 12 bytes, and what AES-256-GCM made of it; nothing where the secret is another. */
export async function unwrapped(secret, salt, rounds, wrapped) {
  const given = wrapped.slice();
  const bits = await stretch(secret, salt.slice(), rounds);
  const key = await crypto.subtle.importKey('raw', bits, 'AES-GCM', false, ['decrypt']);
  const open = crypto.subtle.decrypt({ name: 'AES-GCM', iv: given.subarray(0, 12) }, key, given.subarray(12));
  return open.then((bytes) => new Uint8Array(bytes), () => undefined);
}
