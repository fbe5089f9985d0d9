import type { IncomingMessage } from 'node:http';

/** Why a request is not served. */
export interface Refused {
  readonly status: 403 | 421;
  readonly message: string;
}

const loopback = ['localhost', '127.0.0.1', '[::1]'];
/** What is below this path drives the runtime, and shows passwords and codes. */
const ownPath = '/_local';

/**
 * Keeps web pages of other origins out: any page in a browser of this machine can send requests here.
 * A page whose own name points to this machine would even pass for the runtime's.
 */
export class Guard {
  readonly #hosts: ReadonlySet<string>;

  /** @param allowedHosts names or addresses without a port, beside those of the loopback interface */
  constructor(allowedHosts: readonly string[] = []) {
    this.#hosts = new Set([...loopback, ...allowedHosts.map((host) => host.toLowerCase())]);
  }

  /** Returns whether pages of any origin may read the answer, if it is served at all. */
  isShared(path: string): boolean {
    return path !== ownPath && !path.startsWith(`${ownPath}/`);
  }

  /** Returns `undefined` for a request that is served. */
  refusal({ headers }: IncomingMessage, path: string): Refused | undefined {
    const host = (headers.host ?? '').toLowerCase();
    if (!this.#hosts.has(host.replace(/:\d*$/, ''))) {
      const message = `The host ${JSON.stringify(host)} is not served here. Start with --allow-host to allow another.`;
      return { status: 421, message };
    }
    if (this.isShared(path)) return undefined;
    const { origin } = headers;
    // Browsers name the page's site, and its origin in all requests that change something.
    const site = headers['sec-fetch-site'] ?? 'none';
    const isOwn =
      (origin === undefined || URL.parse(origin)?.host === host) && (site === 'none' || site === 'same-origin');
    return isOwn ? undefined : { status: 403, message: `Pages of other origins may not use ${ownPath}.` };
  }
}
