// What lies between a showroom and head office, and goes wrong: the tablet's origin is a small proxy whose every
// answer a test can spoil. The kiosk's files always pass; a rule is for the interface, `/api/`.
import { createServer, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request of the tablet's, and what can be done about it. */
class Ask {
  /** How often it reached head office. */
  reached = 0;
  /** What head office answered last. */
  answer = undefined;
  /** When the tablet's end of it was closed, whoever closed it. */
  ended = undefined;

  constructor(proxy, incoming, outgoing, body) {
    Object.assign(this, { proxy, outgoing, body, at: Date.now() });
    this.method = incoming.method;
    this.path = incoming.url;
    this.headers = incoming.headers;
    outgoing.on('close', () => (this.ended = Date.now()));
  }

  /** Hands it on to head office and resolves to the answer, which the tablet has not got yet. */
  async forward() {
    this.answer = await new Promise((resolve, reject) => {
      const { port } = this.proxy.office;
      const on = request({ host: '127.0.0.1', port, method: this.method, path: this.path, headers: this.headers });
      on.on('error', reject);
      on.on('response', (response) => {
        this.reached += 1;
        const pieces = [];
        response.on('data', (piece) => pieces.push(piece));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }));
      });
      on.end(this.body);
    });
    return this.answer;
  }

  /** Gives the tablet an answer. */
  reply({ status = 200, headers = {}, body = '' }) {
    this.outgoing.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
    this.outgoing.end(body);
  }

  /** Ends the connection with a reset, as a broken link or a router that restarts does. */
  reset() {
    this.outgoing.socket?.resetAndDestroy();
  }
}

export class Proxy {
  /** Every request of the tablet's for `/api/`, in the order in which they came. */
  asked = [];
  /** What becomes of them: `(ask) => …`. */
  rule = pass;

  /** A proxy before this head office; an origin of its own, at which the tablet is enrolled and stays. */
  static async open(office) {
    const proxy = new Proxy();
    proxy.office = office;
    proxy.server = createServer((incoming, outgoing) => proxy.#take(incoming, outgoing));
    // A test that never answers decides itself how long that is.
    proxy.server.requestTimeout = 0;
    await new Promise((resolve, reject) => {
      proxy.server.on('error', reject);
      proxy.server.listen(0, '127.0.0.1', resolve);
    });
    proxy.url = `http://127.0.0.1:${proxy.server.address().port}`;
    return proxy;
  }

  /** The enrolment link of head office, by way of the proxy. */
  get people() {
    return this.office.people;
  }

  get enrolLink() {
    return this.office.enrolLink.replace(this.office.url, this.url);
  }

  /** The batches among what was asked. */
  get batches() {
    return this.asked.filter(({ path }) => path === '/api/v1/batches');
  }

  /** How often batches reached head office. */
  get reached() {
    return this.batches.reduce((all, { reached }) => all + reached, 0);
  }

  /** Sends what was asked once more to head office, long after; its answer goes nowhere. */
  async replay(ask) {
    const again = Object.assign(Object.create(Ask.prototype), ask);
    return again.forward();
  }

  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #take(incoming, outgoing) {
    // The browser gives up requests as it likes.
    incoming.on('error', () => {});
    outgoing.on('error', () => {});
    const pieces = [];
    for await (const piece of incoming.on('error', () => {})) pieces.push(piece);
    const ask = new Ask(this, incoming, outgoing, Buffer.concat(pieces));
    const ours = ask.path.startsWith('/api/');
    if (ours) this.asked.push(ask);
    try {
      await (ours ? this.rule : pass)(ask);
    } catch {
      // Head office is down: to the tablet it is a connection that breaks.
      ask.reset();
    }
  }
}

/** As it should be. */
export const pass = async (ask) => ask.reply(await ask.forward());

/** The connection breaks before head office has heard anything. */
export const dropped = (ask) => ask.reset();

/** Head office commits and answers, and the connection is reset before any of that is back. */
export const reset_after_commit = async (ask) => {
  await ask.forward();
  ask.reset();
};

/** The same, once the headers of the answer are there. */
export const reset_after_headers = async (ask) => {
  const { status, headers, body } = await ask.forward();
  ask.outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  ask.outgoing.flushHeaders();
  await sleep(200);
  ask.reset();
};

/**
 * Half of the answer comes. Its length is told as the whole's (`whole`: the connection ends too early), as that of the
 * half (`half`: a complete answer, whose JSON is cut), or not at all (`none`: pieces without a last one).
 */
export const cut = (told) => async (ask) => {
  const { status, headers, body } = await ask.forward();
  const half = body.subarray(0, body.length >> 1);
  const length = { whole: { 'content-length': body.length }, half: { 'content-length': half.length }, none: {} }[told];
  const { 'content-length': _, ...others } = headers;
  ask.outgoing.writeHead(status, { ...others, ...length });
  ask.outgoing.write(half);
  if (told === 'half') return ask.outgoing.end();
  await sleep(200);
  ask.outgoing.socket?.destroy();
};

/** Somebody on the way answers instead of head office: a portal, a proxy. */
export const answered = (status, body = '', headers = {}) => (ask) => ask.reply({ status, headers, body });

/** Nobody ever answers. */
export const hanging = () => {};

/** A link that is up and carries next to nothing: the answer comes letter by letter. */
export const trickling = (ms) => async (ask) => {
  const { status, headers, body } = await ask.forward();
  ask.outgoing.writeHead(status, { ...headers, 'content-length': body.length });
  for (const byte of body) {
    if (ask.ended) return;
    ask.outgoing.write(Buffer.from([byte]));
    await sleep(ms);
  }
  ask.outgoing.end();
};

/** Every request reaches head office twice. */
export const doubled = async (ask) => {
  await ask.forward();
  await pass(ask);
};

/** The answer to an earlier request comes once more. */
export const stale = (earlier) => async (ask) => {
  await ask.forward();
  ask.reply(earlier.answer);
};

/** These one after the other; the last stays. */
export const in_turn = (...rules) => {
  let turn = 0;
  return (ask) => rules[Math.min(turn++, rules.length - 1)](ask);
};

/** This for batches; everything else passes. */
export const batches = (rule) => (ask) => (ask.path === '/api/v1/batches' ? rule : pass)(ask);
