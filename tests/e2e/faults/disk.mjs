// A small disk of its own for a tablet's profile, which can be filled up to the last byte.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Why no disk can be made on this machine, or nothing. */
export function refused() {
  const folder = mkdtempSync(join(tmpdir(), 'handover-disk-'));
  try {
    mount(folder, '1m');
    execFileSync('umount', [folder]);
    return undefined;
  } catch (error) {
    return `a small disk cannot be mounted here (${String(error.stderr ?? error.message).trim()}); run it as root`;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function mount(folder, size) {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'handover', folder], { stdio: 'pipe' });
}

/** A disk that is there until it is removed, which is once the browser on it has ended. */
export function make_disk(size) {
  const folder = mkdtempSync(join(tmpdir(), 'handover-disk-'));
  mount(folder, size);
  const ballast = join(folder, 'ballast');
  return {
    profile: join(folder, 'profile'),
    /** Takes every byte that is left; what the browser gives back meanwhile, too. */
    fill() {
      const file = openSync(ballast, 'a');
      for (const size of [65536, 4096, 1]) {
        try {
          for (;;) writeSync(file, Buffer.alloc(size, 1));
        } catch (error) {
          if (error.code !== 'ENOSPC') throw error;
        }
      }
      closeSync(file);
    },
    /** Leaves so many bytes, as far as the disk counts in pages. */
    spare(bytes) {
      truncateSync(ballast, statSync(ballast).size - bytes);
    },
    free() {
      rmSync(ballast);
    },
    remove() {
      // Lazily: the last of the browser's processes may still be on its way out.
      execFileSync('umount', ['--lazy', folder]);
      rmSync(folder, { recursive: true });
    },
  };
}
