// What the whole page wears, and what of it is read out. Plain script, since each of these lines would be ten in WebAssembly.

import { change } from './browser/manners.js';

/** Dresses the page: attributes and properties of its root. What it wears already stays: to set it again is to draw all anew. */
export function dress(lang, dir, text, contrast, accent, ground) {
  const root = document.documentElement;
  const wear = { lang, dir, 'data-text': text, 'data-contrast': contrast };
  for (const name in wear) if (root.getAttribute(name) !== wear[name]) root.setAttribute(name, wear[name]);
  const paint = { '--brand': accent, '--ground': ground };
  for (const name in paint) if (root.style.getPropertyValue(name) !== paint[name]) root.style.setProperty(name, paint[name]);
}

/**
 * Has a screen read out from its heading on. With the next frame: then it is sure to be there, and is not laid out for this
 * alone while the customer waits to see it.
 */
export function attend(id) {
  change();
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

/** Takes the focus from whatever has it. To remove what has it makes the browser lay out all that is new at once. */
export function rest() {
  document.activeElement?.blur();
}
