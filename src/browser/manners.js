// What a kiosk's page does not do, and what it asks of the browser. It knows nothing of surveys.
// Plain script, since each of these lines would be ten in WebAssembly.
let touched = 0;
let changed = 0;

/** The longest that fingers take between the two taps of one gesture. */
const DOUBLE_TAP_MS = 300;

/** Once, at the start. `gone` is called when the page goes away. */
export function settle(gone) {
  const never = (event) => event.preventDefault();
  for (const name of ['contextmenu', 'dragstart', 'dragover', 'drop', 'gesturestart']) {
    addEventListener(name, never, { passive: false });
  }
  addEventListener('wheel', (event) => event.ctrlKey && never(event), { passive: false });
  // A click comes alone where a screen reader presses.
  for (const name of ['pointerdown', 'keydown', 'input', 'click']) addEventListener(name, touch, true);
  addEventListener('click', tapped, true);
  const awake = () => document.hidden || navigator.wakeLock?.request('screen').catch(() => {});
  document.addEventListener('visibilitychange', awake);
  awake();
  addEventListener('pagehide', () => gone());
  // A page that comes back from the browser's memory is older than the tablet's journal.
  addEventListener('pageshow', (event) => event.persisted && location.reload());
}

/**
 * What a tap does is a task of its own, apart from that of the finger and that of the picture, so that none of them gets long.
 * The second tap of one gesture was meant for what stood there before (fault 17): it is let go of where that is gone, and where
 * another screen has just come. Browsers count taps as one gesture for up to 700 ms, in which a quick customer has read on.
 */
function tapped(event) {
  const { target, isTrusted, detail } = event;
  if (!isTrusted || !target.closest('button')) return;
  event.stopPropagation();
  if (detail > 1 && performance.now() < changed + DOUBLE_TAP_MS) return;
  setTimeout(() => target.isConnected && target.dispatchEvent(new PointerEvent('click', event)));
}

/** Somebody is there, whether or not the page itself was touched. */
export function touch() {
  touched = performance.now();
}

/** Another screen has come. */
export function change() {
  changed = performance.now();
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
