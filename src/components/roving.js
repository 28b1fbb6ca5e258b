// Roving focus (WAI-ARIA, radio group): arrow keys move among the siblings of what has the focus.

/** Moves the focus as `key` says, and leaves the tab key one stop; whether it moved. */
export function rove(here, key) {
  const all = [...here.parentElement.children];
  const rtl = getComputedStyle(here).direction === 'rtl';
  const on = all.indexOf(here) + 1;
  const back = on - 2;
  const to = {
    ArrowDown: on, ArrowRight: rtl ? back : on,
    ArrowUp: back, ArrowLeft: rtl ? on : back,
    Home: 0, End: -1,
  }[key];
  if (to === undefined) return false;
  const next = all.at(to % all.length);
  for (const one of all) one.tabIndex = one === next ? 0 : -1;
  next.focus();
  return true;
}
