// The witness's place in Cache Storage. Plain script, since each of these lines would be ten in WebAssembly.

/** Keeps a text under an address. */
export async function keep(name, address, text) {
  await (await caches.open(name)).put(address, new Response(text));
}
