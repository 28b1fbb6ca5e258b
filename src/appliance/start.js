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
    if ((document.querySelector('main')?.dataset.screen ?? 'starting') === 'starting') return;
    observer.disconnect();
    seen.remove();
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}

// What the program says before it stops; empty where it could not be loaded.
addEventListener('handover-broken', ({ detail }) => (globalThis.broken = detail));
let rests = false;
try {
  // It broke down too often just now.
  rests = Math.abs(localStorage['handover-rest'] - Date.now()) < 600_000;
  if (!rests) remember();
} catch {
  // Never seen here, or nothing may be kept here, which the program has the words for.
}
try {
  if (!rests) {
    const { default: init } = await import('./PROGRAM.js');
    await init({ module_or_path: new URL('./PROGRAM_bg.wasm', import.meta.url) });
  }
} catch (error) {
  console.error(error);
  globalThis.broken ??= '';
}
import('./keep.js');
