// The stage of every end-to-end test: a real head office, a real browser, a profile that survives both.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const OFFICE = needed('HANDOVER_OFFICE');
const DIST = needed('HANDOVER_DIST');
const CHROMIUM = needed('HANDOVER_CHROMIUM');
const run = promisify(execFile);

function needed(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test e2e\`.`);
  return value;
}

/**
 * A port that is free now and stays the address of head office, so that the browser's origin stays. Below those that systems give to
 * connections: whoever connects while head office is down would else be given it.
 */
export async function freePort() {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const is_free = await new Promise((resolve) => {
      const server = createServer();
      server.on('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (is_free) return port;
  }
}

/** How long a test waits for what is to come, in seconds: machines stand still for some time, and nobody waits for what comes. */
const PATIENCE = 30;

/** Asks again until the answer is there; the error of the last try is told. */
export async function eventually(what, ask, seconds = PATIENCE) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`, { cause: error });
      await sleep(100);
    }
  }
}

export class Office {
  /** With the kiosk's files, the build's own unless another folder is named. */
  static async open({ files = DIST } = {}) {
    const office = new Office();
    office.files = files;
    office.origins = [];
    office.dir = mkdtempSync(join(tmpdir(), 'handover-office-'));
    office.data = join(office.dir, 'data');
    office.port = await freePort();
    office.url = `http://127.0.0.1:${office.port}`;
    office.demo = execFileSync(OFFICE, ['demo', '--data', office.data, '--url', office.url], { encoding: 'utf8' });
    await office.start();
    return office;
  }

  /** A head office whose tablets ask the five questions of `short.json`, which a test can hold in mind. */
  static async short(options) {
    const office = await Office.open(options);
    await office.publish(office.short_questionnaire());
    return office;
  }

  short_questionnaire() {
    const short = readFileSync(new URL('../../crates/domain/tests/support/short.json', import.meta.url), 'utf8');
    return { ...JSON.parse(short), version: 100 };
  }

  /** Publishes a questionnaire. */
  async publish(questionnaire) {
    const file = join(this.dir, 'questionnaire.json');
    writeFileSync(file, JSON.stringify(questionnaire));
    await this.command('questionnaire', 'publish', file).catch((error) => {
      throw new Error(`${error.stdout}${error.stderr}`);
    });
  }

  /** The enrolment link that `demo` printed. */
  get enrolLink() {
    return this.demo.match(/\S+\?enrol=\S+/)[0];
  }

  /** Who works with the tablets, by what `demo` printed. */
  get people() {
    return [...this.demo.matchAll(/^PIN of (\S+), (.*) \((\w+)\): (\d+)$/gm)].map(([, id, name, role, pin]) => ({ id, name, role, pin }));
  }

  /** The six words that open complaints on the shop's tablets. */
  get words() {
    return this.demo.match(/^Six words .*: (.*)$/m)[1];
  }

  async start() {
    const serve = ['serve', '--listen', `127.0.0.1:${this.port}`, '--data', this.data, '--static', this.files];
    serve.push(...this.origins.flatMap((origin) => ['--allow-origin', origin]));
    this.process = spawn(OFFICE, serve, { stdio: ['ignore', 'ignore', 'inherit'] });
    await eventually('head office listens', async () => {
      const reply = await fetch(`${this.url}/healthz`);
      if (reply.status !== 200) throw new Error(`healthz says ${reply.status}`);
    });
  }

  /** kill -9: nothing is flushed, nothing is said. */
  async kill() {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    process.kill(this.process.pid, 'SIGKILL');
    await ended;
  }

  /** A copy of all that head office has, as a nightly job makes it: for `restore`. */
  async backup() {
    await this.kill();
    const copy = mkdtempSync(join(this.dir, 'backup-'));
    execFileSync('cp', ['-a', `${this.data}/.`, copy]);
    await this.start();
    return copy;
  }

  /** Puts a backup in the place of all that head office has now. */
  async restore(backup) {
    await this.kill();
    rmSync(this.data, { recursive: true });
    execFileSync('cp', ['-a', backup, this.data]);
    await this.start();
  }

  /** One command of the program people run at head office. */
  async command(...words) {
    const { stdout } = await run(OFFICE, [...words, '--data', this.data], { encoding: 'utf8' });
    return stdout;
  }

  async report(...words) {
    return JSON.parse(
      await this.command('report', '--from', '2000-01-01', '--to', '2099-12-31', '--format', 'json', ...words),
    );
  }

  async close() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/**
 * What a tap does is a task of its own in the page, and whoever taps sees what came of it before the next tap: a click, a tap or a key is
 * over when that task is.
 */
function see_it_through(page) {
  const through = (of, name, its_page) => {
    const act = of[name];
    of[name] = async function (...words) {
      const done = await act.apply(this, words);
      // Where it led to another page, there is nothing to wait for.
      await its_page(this).evaluate(() => new Promise((seen) => setTimeout(seen))).catch(() => {});
      return done;
    };
  };
  const locator = Object.getPrototypeOf(page.locator('main'));
  if (!Object.hasOwn(locator, 'seen_through')) {
    for (const name of ['click', 'tap', 'press', 'dblclick']) through(locator, name, (on) => on.page());
    locator.seen_through = true;
  }
  through(page.keyboard, 'press', () => page);
}

export class Tablet {
  /**
   * A browser on a profile that is kept until `close`. As an `appliance` it has a service worker, and so a page that starts anew
   * when it has been left alone; what is tested of the rest does not want that in between.
   */
  static async open({ appliance = false, viewport = { width: 1280, height: 800 }, args = [], profile, browser = CHROMIUM } = {}) {
    const tablet = new Tablet();
    // Records that come of setting the tablet up and of saying who is there, beside those that a test is about.
    tablet.events = 0;
    tablet.profile = profile ?? mkdtempSync(join(tmpdir(), 'handover-tablet-'));
    tablet.options = { executablePath: browser, headless: true, viewport, args: [...FLAGS, ...args], hasTouch: true, serviceWorkers: appliance ? 'allow' : 'block' };
    await tablet.start();
    return tablet;
  }

  async start() {
    this.context = await chromium.launchPersistentContext(this.profile, this.options);
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.page.setDefaultTimeout(PATIENCE * 1000);
    see_it_through(this.page);
    this.errors = [];
    this.page.on('pageerror', (error) => this.errors.push(error));
  }

  /** Enrols at this head office. */
  async enrol(office, language = 'zh-CN') {
    this.office = office;
    await this.page.goto(`${office.enrolLink}&lang=${language}`);
    await this.set_up();
  }

  /** Sees that the tablet is set up and that its first record has arrived, which tells of that; and begins. */
  async set_up() {
    await this.page.locator('.step:last-child[data-done="yes"]').waitFor();
    await this.page.locator('[data-place="setup"] .bar-below .button-main').click();
    await this.screen('attract');
    this.events += 1;
  }

  /** Opens the room of staff; where people are known, as the first of this role. */
  async staff(role = 'manager', office = this.office) {
    await this.page.evaluate(() => (location.hash = 'staff'));
    await this.screen('staff');
    await this.page.locator('[data-place="locked"], [data-place="tablet"]').waitFor();
    if (await this.page.locator('[data-place="locked"]').count()) {
      const person = office.people.find((one) => one.role === role);
      await this.unlock(person.name, person.pin);
      await this.page.locator('[data-place="overview"]').waitFor();
      this.events += 1;
    }
  }

  /** Says who is there. */
  async unlock(name, pin) {
    await this.page.getByRole('radio', { name: new RegExp(`^${name} `) }).click();
    await this.page.locator('.pin').fill(pin);
    await this.page.locator('.pin').press('Enter');
  }

  /** Opens the room of staff at how it goes with the tablet. */
  async health(office) {
    await this.staff('manager', office);
    if (await this.page.locator('[data-place="overview"]').count()) await this.page.locator('.tabs button').nth(1).click();
    await this.page.locator('[data-place="tablet"]').waitFor();
  }

  /** Takes up a survey, or a complaint, in a language. */
  async enter(words, wish = 'start') {
    await this.screen('attract');
    await this.page.getByRole('button', { name: words[wish], exact: true }).first().click();
    await this.screen('consent');
    await this.page.getByRole('button', { name: words.agree, exact: true }).click();
  }

  /** How many records lie in the journal beside the tablet's own events, and how many there are that wait to be sent. */
  async journal() {
    const { records, pending } = await this.whole_journal();
    return { records: records - this.events, pending };
  }

  async whole_journal() {
    return this.page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const open = indexedDB.open('handover');
          open.onerror = () => reject(open.error);
          open.onsuccess = () => {
            const transaction = open.result.transaction(['records', 'pending']);
            const [records, pending] = ['records', 'pending'].map((name) => transaction.objectStore(name).count());
            transaction.oncomplete = () => {
              open.result.close();
              resolve({ records: records.result, pending: pending.result });
            };
          };
        }),
    );
  }

  /** The processes of this profile: the browser itself first, then whatever it has started. */
  processes() {
    const parents = new Map();
    const mine = [];
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)) {
      try {
        // The fourth word; the second is a name in brackets that may hold anything.
        const [, parent] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
        parents.set(pid, Number(parent));
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
        if (words.includes(`--user-data-dir=${this.profile}`)) mine.push(pid);
      } catch {
        // It ended while we looked.
      }
    }
    for (const pid of mine) {
      for (const [child, parent] of parents) if (parent === pid && !mine.includes(child)) mine.push(child);
    }
    return mine;
  }

  /** kill -9 of every process of this profile, those included that do not name it. */
  async kill() {
    const gone = new Promise((resolve) => this.context.once('close', resolve));
    for (const pid of this.processes()) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') throw error; // It went with its parent.
      }
    }
    await gone;
  }

  async screen(name) {
    await this.page.locator(`main[data-screen="${name}"]`).waitFor();
  }

  async question() {
    return this.page.locator('[data-question]').getAttribute('data-question');
  }

  /** Begins a survey in the language whose start button reads like this. */
  async begin(start, agree) {
    await this.screen('attract');
    await this.page.getByRole('button', { name: start, exact: true }).click();
    await this.screen('consent');
    await this.page.getByRole('button', { name: agree }).click();
    await this.screen('asking');
  }

  /** Answers the question on the screen by the option of this name, and waits for the next screen. */
  async answer(question, label) {
    await this.page.locator(`[data-question="${question}"]`).waitFor();
    await this.page.getByRole('radio', { name: label, exact: true }).click();
  }

  async press(name) {
    await this.page.getByRole('button', { name, exact: true }).click();
  }

  /** The receipt code of the thank-you on the screen. */
  async receipt() {
    await this.screen('thanks');
    return this.page.locator('[data-receipt]').getAttribute('data-receipt');
  }

  async close() {
    // A test that failed while the browser was down has nothing to close.
    await this.context.close().catch(() => {});
    rmSync(this.profile, { recursive: true, force: true });
  }
}
