// What a kiosk's page does not do, and what it asks of the browser. It knows nothing of surveys.
// Plain script, since each of these lines would be ten in WebAssembly.
let touched = 0;

/** Once, at the start. `gone` is called when the page goes away. */
export function settle(gone) {
  const never = (event) => event.preventDefault();
  for (const name of ['contextmenu', 'dragstart', 'dragover', 'drop', 'gesturestart']) {
    addEventListener(name, never, { passive: false });
  }
  addEventListener('wheel', (event) => event.ctrlKey && never(event), { passive: false });
  const touch = () => (touched = performance.now());
  // A click comes alone where a screen reader presses.
  for (const name of ['pointerdown', 'keydown', 'input', 'click']) addEventListener(name, touch, true);
  const awake = () => document.hidden || navigator.wakeLock?.request('screen').catch(() => {});
  document.addEventListener('visibilitychange', awake);
  awake();
  addEventListener('pagehide', () => gone());
  // A page that comes back from the browser's memory is older than the tablet's journal.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

/** Milliseconds since anybody touched the page. */
export function quiet() {
  return performance.now() - touched;
}

/** Takes the whole screen where fingers are used; only a browser that was just touched lets us. */
export function fill() {
  if (navigator.maxTouchPoints && !document.fullscreenElement) {
    document.documentElement.requestFullscreen?.({ navigationUI: 'hide' }).catch(() => {});
  }
}

/** Takes the focus from whatever has it. To remove what has it makes the browser lay out all that is new at once. */
export function rest() {
  document.activeElement?.blur();
}

/**
 * Holds a lock as long as the page lives. Resolves to whether it was free, or, where `wait`, once it is.
 * A browser that gives no locks gives no storage either, which is told when that is opened.
 */
export function hold(name, wait) {
  return new Promise((told) => {
    const held = (lock) => {
      told(!!lock);
      return lock && new Promise(() => {});
    };
    navigator.locks.request(name, { ifAvailable: !wait }, held).catch(() => told(true));
  });
}
