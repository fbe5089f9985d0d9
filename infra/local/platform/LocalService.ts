import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AwsApi } from './AwsApi.ts';
import type { ResourceProvider } from './ResourceProvider.ts';

/** Plain HTTP beside the AWS APIs: GraphQL, JWKS, `/_local/*`. */
export interface HttpRoute {
  /** Matches this path and all below it. The longest prefix wins. */
  readonly prefix: string;
  /** Answers a request. A rejection becomes a 500 with a request id and a log line, and the process goes on. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> | void;
  /** Takes a WebSocket upgrade. */
  upgrade?(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void;
}

/** One local AWS service. Its constructor opens its state, and nothing runs in the background before `start`. */
export interface LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[];
  /** Starts background work, after the whole template is applied and the port is open. */
  start(): Promise<void> | void;
  /** Ends background work. Resolves when nothing of it runs any more. */
  stop(): Promise<void> | void;
}
