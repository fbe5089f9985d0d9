import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AwsApi } from '../platform/AwsApi.ts';
import type { CredentialSource } from '../platform/Credential.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import type { Api } from './Api.ts';
import { answerGraphQL } from './http/GraphQLRoute.ts';
import { RealtimeServer } from './realtime/RealtimeServer.ts';
import { appSyncResources } from './resources/appSyncResources.ts';

/** The Platform as this service needs it. `createPlatform` makes one. */
export interface AppSyncPlatform extends Platform {
  /** Finds the owner of an access key. */
  readonly iam: CredentialSource;
}

/**
 * AppSync's GraphQL APIs over HTTP and WebSocket. The template's first API is at `/graphql`, each one at
 * `/apis/<apiId>/graphql`, and its real-time endpoint below that at `/realtime`.
 */
export class AppSync implements LocalService {
  readonly apis: readonly AwsApi[] = [];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[];
  readonly #graphqlApis = new Map<string, Api>();
  readonly #platform: AppSyncPlatform;
  readonly #realtime: RealtimeServer;

  constructor(platform: AppSyncPlatform) {
    this.#platform = platform;
    this.#realtime = new RealtimeServer(platform);
    this.resources = appSyncResources(platform, this.#graphqlApis);
    this.routes = ['/graphql', '/apis'].map((prefix) => this.#route(prefix));
  }

  /** Binds every API's names. Throws Error naming what does not fit. */
  start(): void {
    for (const api of this.#graphqlApis.values()) api.compile();
  }

  stop(): Promise<void> {
    return this.#realtime.close();
  }

  #route(prefix: string): HttpRoute {
    return {
      prefix,
      handle: async (request: IncomingMessage, response: ServerResponse, url: URL) => {
        const target = this.#target(url.pathname);
        if (target === undefined || target.realtime) {
          response.writeHead(404, { 'content-type': 'application/json' });
          response.end(
            JSON.stringify({
              errors: [{ errorType: 'NotFoundException', message: `No GraphQL API is at ${url.pathname}.` }],
            }),
          );
          return;
        }
        await answerGraphQL(target.api, this.#platform, request, response, url);
      },
      upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer, url: URL) => {
        const target = this.#target(url.pathname);
        if (target === undefined) {
          socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
          return;
        }
        this.#realtime.upgrade(target.api, target.graphqlPath, request, socket, head, url);
      },
    };
  }

  #target(path: string): { readonly api: Api; readonly realtime: boolean; readonly graphqlPath: string } | undefined {
    const [, graphqlPath = '', apiId, realtime] = /^((?:\/apis\/([^/]+))?\/graphql)(\/realtime)?\/?$/.exec(path) ?? [];
    const [first] = this.#graphqlApis.values();
    const api = apiId === undefined ? first : this.#graphqlApis.get(apiId);
    return graphqlPath === '' || api === undefined ? undefined : { api, realtime: realtime !== undefined, graphqlPath };
  }
}
