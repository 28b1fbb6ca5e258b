// What stands in the page beside the program, and what it keeps between starts.

/** When the page broke down for the last time, where that was once too often. */
export const REST = 'handover-rest';

export const root = document.documentElement;
export const screen = () => document.querySelector('main')?.dataset.screen;

export const made = (tag, what, ...within) => {
  const element = Object.assign(document.createElement(tag), what);
  element.append(...within);
  return element;
};

/** Begins anew. */
export function again() {
  keep(REST, '');
  location.reload();
}

/** In the place of the program stands a screen in every language; where `wait` is given, everything begins anew after so long. */
export function stand(name, lines, wait, ...more) {
  const main = made('main', { className: 'calm' }, ...lines.map((line) => made('p', { className: 'lead', textContent: line })), ...more);
  main.dataset.screen = name;
  document.body.replaceChildren(main);
  if (wait) setTimeout(again, wait);
}

/** What is kept under a name; a browser that keeps nothing has nothing there. */
export function kept(name) {
  try {
    return localStorage[name];
  } catch {
    return undefined;
  }
}

/** Keeps something, or goes on without. */
export function keep(name, what) {
  try {
    localStorage[name] = what;
  } catch {
    console.warn(`${name} is not kept`);
  }
}
