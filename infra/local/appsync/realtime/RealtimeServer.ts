import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Platform } from '../../platform/Platform.ts';
import type { Api } from '../Api.ts';
import type { Caller } from '../auth/Caller.ts';
import { RequestError } from '../execution/RequestError.ts';
import { contextHeaders, sourceAddresses } from '../http/requestContext.ts';
import { connectionHeaders, subProtocols } from './connectionHeaders.ts';
import { RealtimeConnection } from './RealtimeConnection.ts';

const protocol = 'graphql-ws';
/** Bytes of a client's frame. A `start` is a request like those over HTTP. */
const FRAME_LIMIT = 1024 * 1024;

/** AppSync's real-time endpoint: takes upgrades and gives each socket to a connection of its API. */
export class RealtimeServer {
  readonly #platform: Platform;
  readonly #connections = new Set<RealtimeConnection>();
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: FRAME_LIMIT,
    handleProtocols: (offered) => (offered.has(protocol) ? protocol : false),
  });

  constructor(platform: Platform) {
    this.#platform = platform;
    // `ws` itself answers a handshake that is not a WebSocket's.
    this.#server.on('wsClientError', () => {});
  }

  /** @param graphqlPath of the API's GraphQL endpoint, which IAM signatures cover */
  upgrade(api: Api, graphqlPath: string, request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): void {
    this.#server.handleUpgrade(request, socket, head, (client) => {
      const sourceIp = sourceAddresses(request);
      const connection = new RealtimeConnection({
        api,
        graphqlPath,
        sourceIp,
        socket: client,
        headers: withoutCredentials(contextHeaders(request.headers)),
        authentication: this.#authenticate(api, graphqlPath, request, sourceIp, url),
        surroundings: this.#platform,
      });
      this.#connections.add(connection);
      client.once('close', () => this.#connections.delete(connection));
    });
  }

  /** Closes every connection. */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  async #authenticate(
    api: Api,
    graphqlPath: string,
    request: IncomingMessage,
    sourceIp: readonly string[],
    url: URL,
  ): Promise<Caller> {
    if (!subProtocols(request).includes(protocol)) {
      throw new RequestError(400, 'NoProtocolError', `The sub-protocol must be ${protocol}.`);
    }
    return api.compile().authenticator.authenticate({
      headers: connectionHeaders(request, url),
      sourceIp,
      signed: { method: 'POST', path: `${graphqlPath}/connect`, query: '', body: '{}' },
      operation: { queryString: '', operationName: 'DeepDish:Connect', variables: {} },
      requestId: randomUUID(),
    });
  }
}

/** Returns headers without credentials, because each `start` carries those of its subscription. */
function withoutCredentials(headers: Readonly<Record<string, string>>): Record<string, string> {
  const { authorization, 'x-api-key': _, 'sec-websocket-protocol': __, ...rest } = headers;
  return rest;
}
