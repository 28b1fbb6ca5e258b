// The page's first moments: the attract screen as it stood here last, then the program. All of this stands between a
// customer and the first screen, so it is short; the rest is in `keep.js`.

/** Shows the attract screen as it was, until the program has drawn its own. */
function remember() {
  const { html, wear, paint } = JSON.parse(localStorage['handover-seen']);
  const root = document.documentElement;
  for (const name in wear) root.setAttribute(name, wear[name]);
  root.style.cssText = paint;
  const seen = document.createElement('div');
  seen.className = 'seen';
  seen.inert = true;
  seen.innerHTML = html;
  document.body.append(seen);
  new MutationObserver((_, observer) => {
    if (!document.querySelector('main[data-screen]:not([data-screen=starting])')) return;
    observer.disconnect();
    seen.remove();
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}

/** Starts the program, unless it broke down too often just now. */
async function start() {
  try {
    if (Math.abs(localStorage['handover-rest'] - Date.now()) < 600_000) return;
    remember();
  } catch {
    // Never seen here, or nothing may be kept here, which the program has the words for.
  }
  try {
    const { default: init } = await import('./PROGRAM.js');
    await init({ module_or_path: new URL('./PROGRAM_bg.wasm', import.meta.url) });
  } catch (error) {
    console.error(error);
    window.broken = window.broken || '';
  }
}

// What the program says before it stops; empty where it could not be loaded.
addEventListener('handover-broken', ({ detail }) => (window.broken = detail));
start().then(() => import('./keep.js'));
