// A reporter for Node's test runner: one line of JSON a test, which `cargo xtask test faults` reads.
import { basename } from 'node:path';

export default async function* lines(source) {
  for await (const { type, data } of source) {
    if (!['test:pass', 'test:fail'].includes(type) || data.nesting > 0) continue;
    const { name, file, skip } = data;
    const skipped = skip === true ? 'no reason is given' : skip;
    yield `${JSON.stringify({ file: basename(file ?? ''), name, passed: type === 'test:pass', skipped })}\n`;
  }
}
