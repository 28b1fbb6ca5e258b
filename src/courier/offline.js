// Whether the tablet starts without a network, as the service worker notes it: see `src/appliance/worker.js`.
// Plain script, since each of these lines would be ten in WebAssembly.

/** A word, and the file it is about where it is about one; and whether the newest version was given up. */
export async function offline() {
  const kept = await (await caches.open('handover-sets')).match('state');
  const { current, proven, failed, trouble } = kept ? await kept.json() : {};
  const word = trouble ? (current ? 'older' : 'missing') : !current ? 'none' : proven === current ? 'ready' : 'unproven';
  return [word, trouble ?? '', !!failed && failed !== current];
}
