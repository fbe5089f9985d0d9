import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AwsApi } from './AwsApi.ts';
import type { ResourceProvider } from './ResourceProvider.ts';

/** Plain HTTP beside the AWS APIs: GraphQL, JWKS, the console, `/_local/*`. */
export interface HttpRoute {
  /** Matches this path and everything below it; the longest prefix wins. */
  readonly prefix: string;
  /** Rejections become a 500 with a request id and a log line; the process stays up. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> | void;
  /** Takes a WebSocket upgrade. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
}

/** One local AWS service. The constructor takes the Platform and opens its state; nothing runs in the background before `start`. */
export interface LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[];
  /** After the whole template is applied and the port is open. */
  start(): Promise<void> | void;
  /** Ends background work; resolves when nothing of it runs any more. */
  stop(): Promise<void> | void;
}
