import type { Writable } from 'node:stream';

/**
 * Calls `end` once when nobody reads the output any more (`… | head`, a terminal that went away).
 * An unheard broken pipe would be an uncaught exception, which is logged to the broken pipe.
 */
export function onClosedOutput(streams: readonly Writable[], end: () => void): void {
  let ended = false;
  for (const stream of streams) {
    stream.on('error', () => {
      if (ended) return;
      ended = true;
      end();
    });
  }
}
