import { once } from 'node:events';
import { connect } from 'node:net';
import { peerOptions, serve } from './serve.ts';

/** A request, and how long to repeat it. */
export interface Load {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly milliseconds: number;
}

/** The result of a load. */
export interface LoadResult {
  readonly perSecond: number;
  /** The body of one response. */
  readonly body: string;
}

/**
 * A client that costs little beside the measured servers. Each keep-alive connection has one request under way.
 * It sends the same bytes every time and reads responses no further than Content-Length.
 */
async function load(connections: number, { port, path, headers, body, milliseconds }: Load): Promise<LoadResult> {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  const request = Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
  let answers = 0;
  let sample = '';
  let over = false;
  const one = async () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    const done = Promise.withResolvers<void>();
    let pending: Buffer = Buffer.alloc(0);
    socket.once('error', done.reject);
    socket.on('data', (chunk: Buffer) => {
      pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
      const end = pending.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = pending.toString('latin1', 0, end);
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (!head.startsWith('HTTP/1.1 200') || Number.isNaN(length)) {
        done.reject(new Error(`Not answered with 200 and a Content-Length: ${pending.toString()}`));
        return;
      }
      if (pending.length < end + 4 + length) return;
      if (sample === '') sample = pending.toString('utf8', end + 4);
      pending = Buffer.alloc(0);
      answers += 1;
      if (over) done.resolve();
      else socket.write(request);
    });
    socket.write(request);
    await done.promise;
    socket.destroy();
  };
  const begun = performance.now();
  setTimeout(() => {
    over = true;
  }, milliseconds);
  await Promise.all(Array.from({ length: connections }, one));
  return { perSecond: (answers * 1000) / (performance.now() - begun), body: sample };
}

const { connections } = peerOptions<{ readonly connections: number }>();
serve({}, (question) => load(connections, question as Load));
