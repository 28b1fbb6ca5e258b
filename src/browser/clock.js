// How the wall clock and the page's own part ways. What was trusted is known to every program of the page.
// Plain script, since each of these lines would be ten in WebAssembly.
const apart = () => Date.now() - performance.now();

/** Takes the wall clock as it is now: what comes later is held against it. */
export function trust() {
  self.handoverApart = apart();
}

/** By how many milliseconds the wall clock was moved since then. */
export function moved() {
  return Math.abs((self.handoverApart ?? apart()) - apart());
}
