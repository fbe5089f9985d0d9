import type { Usage } from './startPeer.ts';

/** The other side of `startPeer`: sends its first word, then answers requests. */
export function serve(ready: unknown, answer: (question: unknown) => unknown = () => undefined): void {
  process.on('message', (message: { readonly question: unknown }) => {
    void (async () => {
      const { question } = message;
      process.send?.({ answer: question === 'usage' ? usage() : await answer(question) });
    })();
  });
  process.send?.(ready);
}

/** Returns the options that this process was started with. */
export function peerOptions<Options>(): Options {
  return JSON.parse(process.argv[2] ?? '{}') as Options;
}

function usage(): Usage {
  const { user, system } = process.cpuUsage();
  globalThis.gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  return { cpu: user + system, memory: rss, heap: heapUsed };
}
