// A page in each of the three engines, with as little between as there is: asked for what an expression comes to.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import puppeteer from 'puppeteer-core';
import { Tablet, eventually, freePort } from './stage.mjs';

const FIREFOX = '/usr/bin/firefox-esr';
const WEBKIT = '/usr/bin/WebKitWebDriver';
const SCREEN = '/usr/bin/Xvfb';
const SIZE = { width: 1280, height: 800 };

/** By name: the programs it takes, and how a page of an address is opened until the test ends. */
export const ENGINES = {
  Chromium: { programs: [], open: chromium },
  Firefox: { programs: [FIREFOX], open: firefox },
  WebKit: { programs: [WEBKIT, SCREEN], open: webkit },
};

/** What is not here, and keeps an engine from being tried. */
export const lacking = (engine) => engine.programs.find((program) => !existsSync(program));

/** Takes what is to be done when the test has ended; the last that was begun ends first, and each whatever came of the others. */
function ending(t) {
  const ends = [];
  t.after(async () => {
    for (const end of ends.reverse()) {
      try {
        await end();
      } catch (error) {
        t.diagnostic(`${error}`);
      }
    }
  });
  return (end) => ends.push(end);
}

/** A folder of this test's own. */
function folder(at_the_end) {
  const made = mkdtempSync(join(tmpdir(), 'handover-engine-'));
  at_the_end(() => rmSync(made, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
  return made;
}

/** A program, which is stopped by its id. */
function running(at_the_end, program, words, options) {
  const child = spawn(program, words, options);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  at_the_end(() => child.kill('SIGTERM') && gone);
  return child;
}

async function chromium(t, url) {
  const tablet = await Tablet.open({ appliance: true, viewport: SIZE });
  t.after(() => tablet.close());
  await tablet.page.goto(url);
  return { version: tablet.context.browser().version(), ask: (expression) => tablet.page.evaluate(expression) };
}

async function firefox(t, url) {
  const at_the_end = ending(t);
  const userDataDir = folder(at_the_end);
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX, headless: true, userDataDir, defaultViewport: SIZE });
  at_the_end(() => browser.close());
  const page = await browser.newPage();
  await page.goto(url);
  return { version: await browser.version(), ask: (expression) => page.evaluate(expression) };
}

/** WebKit shows itself on a screen: one that nobody sees, with a home of its own. */
async function webkit(t, url) {
  const at_the_end = ending(t);
  const home = folder(at_the_end);
  const screen = running(at_the_end, SCREEN, ['-displayfd', '1', '-screen', '0', `${SIZE.width}x${SIZE.height}x24`, '-nolisten', 'tcp'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const display = await new Promise((told) => createInterface(screen.stdout).once('line', told));
  const env = {
    ...process.env, HOME: home, XDG_CACHE_HOME: home, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, DISPLAY: `:${display}`,
    // There is no graphics card, and no sandbox within a container.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', WEBKIT_DISABLE_DMABUF_RENDERER: '1', LIBGL_ALWAYS_SOFTWARE: '1',
  };
  const port = await freePort();
  running(at_the_end, WEBKIT, [`--port=${port}`], { env, stdio: 'ignore' });
  /** A command of W3C WebDriver. */
  const tell = async (method, path, body) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(30_000) });
    const { value } = await reply.json();
    if (!reply.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  await eventually('the driver listens', () => tell('GET', '/status'));
  const { sessionId, capabilities } = await tell('POST', '/session', { capabilities: { alwaysMatch: {} } });
  const session = `/session/${sessionId}`;
  at_the_end(() => tell('DELETE', session));
  await tell('POST', `${session}/window/rect`, { x: 0, y: 0, ...SIZE });
  await tell('POST', `${session}/url`, { url });
  return {
    version: `${capabilities.browserName} ${capabilities.browserVersion}`,
    ask: (expression) => tell('POST', `${session}/execute/sync`, { script: `return ${expression}`, args: [] }),
  };
}
