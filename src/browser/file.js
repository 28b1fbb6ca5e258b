// Files that somebody takes along or brings. Plain script, since each of these lines would be ten in WebAssembly.
let brought;

/** Remembers the file that a field holds, and empties the field, so that the same one can be chosen again. */
export function take(field) {
  brought = field.files[0];
  field.value = '';
  return !!brought;
}

/** The file that was chosen last. */
export function chosen() {
  return brought;
}

/** Gives a file to the browser to be saved. */
export function save(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The browser has read it long before.
  setTimeout(() => URL.revokeObjectURL(link.href), 600_000);
}
