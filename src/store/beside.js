// What lies beside the database in Cache Storage and may outlive it. Nothing is ever fetched from these addresses.
// Plain script, since each of these lines would be ten in WebAssembly.

/** Keeps a text under an address. */
export async function keep(cache, address, text) {
  await (await caches.open(cache)).put(address, new Response(text));
}

/** The text under an address, where there is one. */
export async function read(cache, address) {
  return (await (await caches.open(cache)).match(address))?.text();
}

/** Keeps so much room, filled with what cannot be made smaller, unless it is kept already. */
export async function reserve(cache, address, bytes) {
  const kept = await caches.open(cache);
  // Only asked for its name: as long as anybody holds what lies there, its room would not come free.
  if ((await kept.keys()).length) return;
  const room = new Uint8Array(bytes);
  // The browser gives at most this much chance at once.
  for (let at = 0; at < bytes; at += 65536) crypto.getRandomValues(room.subarray(at, at + 65536));
  await kept.put(address, new Response(room));
}

/**
 * Gives the room back; resolves to whether any was kept. What lies in the cache is taken away, and not the cache: that one
 * the browser would go on counting as long as any page has a hand on it.
 */
export async function release(cache, address) {
  return (await caches.open(cache)).delete(address);
}
