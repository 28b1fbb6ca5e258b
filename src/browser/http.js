// One way to ask head office. Plain script, since each of these lines would be ten in WebAssembly.

/** Given up after this many milliseconds. */
const TIME_OUT_MS = 30_000;

/** Where head office is, as the page says it in its head; the page's own origin where that is empty. */
const OFFICE = self.name;

/** Asks once: by POST where there is a body. Never follows a redirect, never answers from a cache. */
export async function ask(path, body, authorization) {
  const headers = { Accept: 'application/json' };
  if (body) headers['Content-Type'] = 'application/json';
  if (authorization) headers.Authorization = authorization;
  const reply = await fetch(OFFICE + path, {
    method: body ? 'POST' : 'GET',
    body,
    headers,
    redirect: 'error',
    cache: 'no-store',
    credentials: 'omit',
    signal: AbortSignal.timeout(TIME_OUT_MS),
  });
  return {
    status: reply.status,
    later: reply.headers.get('Retry-After') ?? undefined,
    body: new Uint8Array(await reply.arrayBuffer()),
  };
}
