import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { HttpRoute } from '../platform/LocalService.ts';
import { serverCertificate } from './certificates.ts';
import { handleCors } from './cors.ts';
import type { FrontPlatform } from './FrontPlatform.ts';
import { Guard, type Refused } from './Guard.ts';
import { serveAwsApis } from './serveAwsApis.ts';

/** The one port of the runtime. */
export interface Front {
  /** PEM file of the authority that signed the TLS certificate: `DIR/ca.pem`. */
  readonly caCertificate: string;
  /** Adds a route, also while it listens. Throws if another has the same prefix. */
  add(route: HttpRoute): void;
  /**
   * Opens the port, or any free one for 0, on the loopback interface and returns its number.
   * @throws an Error that names `--port` if the port is taken
   */
  listen(port: number): Promise<number>;
  /** Closes the port and every connection, idle, busy or upgraded. */
  close(): Promise<void>;
}

/** The first byte of a TLS handshake record: RFC 8446 5.1. No HTTP request begins with it. */
const TLS_HANDSHAKE = 0x16;
/** Milliseconds that a connection may take to send its first byte. */
const FIRST_BYTE_LIMIT = 60_000;

/**
 * Serves the AWS APIs of `platform.aws` and the routes, over TLS and plaintext on one port.
 * @param allowedHosts hosts that requests may name, beside those of the loopback interface
 */
export function createFront(
  platform: FrontPlatform,
  routes: readonly HttpRoute[] = [],
  allowedHosts: readonly string[] = [],
): Front {
  const { log } = platform;
  const guard = new Guard(allowedHosts);
  const { cert, key, caPath } = serverCertificate(platform.directory, platform.clock.now());
  const aws = serveAwsApis(platform);
  let sorted: readonly HttpRoute[] = [];
  const add = (route: HttpRoute): void => {
    if (sorted.some(({ prefix }) => prefix === route.prefix)) {
      throw new Error(`Two routes have the prefix ${route.prefix}.`);
    }
    sorted = [...sorted, route].sort((a, b) => b.prefix.length - a.prefix.length);
  };
  for (const route of routes) add(route);
  const routeOf = (path: string): HttpRoute | undefined => sorted.find(({ prefix }) => isBelow(prefix, path));

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = requestUrl(request);
    if (url === undefined) return answerError(response, 400, 'The request target is not a URL.');
    const refused = guard.refusal(request, url.pathname);
    if (refused !== undefined) return answerError(response, refused.status, refused.message);
    if (guard.isShared(url.pathname) && handleCors(request, response)) return;
    const route = routeOf(url.pathname);
    // A route at the root takes what is left, but no requests of the APIs.
    if ((route === undefined || route.prefix === '/') && aws.accepts(request, url)) {
      return aws.handle(request, response, url);
    }
    if (route === undefined) return answerError(response, 404, `Nothing is served at ${url.pathname}.`);
    await route.handle(request, response, url);
  };
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    response.on('error', (error) => log('debug', 'front', 'A response could not be sent', { error: error.message }));
    serve(request, response).catch((error: unknown) => {
      const requestId = randomUUID();
      log('error', 'front', 'A route failed unexpectedly', { requestId, path: pathOf(request), error });
      if (response.headersSent) response.destroy();
      else answerError(response, 500, `Internal error; the log has it under ${requestId}.`);
    });
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on('error', (error) => log('debug', 'front', 'An upgraded connection failed', { error: error.message }));
    const url = requestUrl(request);
    const refused = guard.refusal(request, url?.pathname ?? '/');
    if (refused !== undefined) {
      endUpgrade(socket, statusLines[refused.status]);
      return;
    }
    const route = url === undefined ? undefined : routeOf(url.pathname);
    if (url === undefined || route?.upgrade === undefined) {
      endUpgrade(socket, '404 Not Found');
      return;
    }
    try {
      route.upgrade(request, socket, head, url);
    } catch (error) {
      log('error', 'front', 'An upgrade failed unexpectedly', { path: url.pathname, error });
      socket.destroy();
    }
  };

  const options = {
    keepAliveTimeout: 75_000,
    // Clients that offer another protocol beside HTTP/1.1, as Java's does h2c, get HTTP/1.1: RFC 9110 7.8.
    shouldUpgradeCallback: (request: IncomingMessage) => request.headers.upgrade?.toLowerCase() === 'websocket',
  };
  const plain = createHttpServer(options);
  const secure = createHttpsServer({ ...options, cert, key, ALPNProtocols: ['http/1.1'] });
  for (const server of [plain, secure]) {
    server.on('request', onRequest);
    server.on('upgrade', onUpgrade);
    server.on('clientError', onClientError);
  }
  secure.on('tlsClientError', (error) => log('debug', 'front', 'A TLS handshake failed', { error: error.message }));

  const sockets = new Set<Socket>();
  const onConnection = (socket: Socket): void => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', (error) => log('debug', 'front', 'A connection failed', { error: error.message }));
    socket.setTimeout(FIRST_BYTE_LIMIT, () => socket.destroy());
    socket.once('data', (first: Buffer) => {
      socket.pause();
      socket.setTimeout(0);
      socket.removeAllListeners('timeout');
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  };
  const listeners: Server[] = [];
  const open = async (port: number, host: string): Promise<number> => {
    const listener = createServer({ noDelay: true }, onConnection);
    listener.listen(port, host);
    await once(listener, 'listening');
    listeners.push(listener);
    const address = listener.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  };

  return {
    caCertificate: caPath,
    add,
    async listen(wanted) {
      const port = await open(wanted, '127.0.0.1').catch((cause: unknown) => {
        throw listenError(wanted, cause);
      });
      // `localhost` may mean either address. A machine without IPv6 has only the first.
      await open(port, '::1').catch((cause: unknown) => log('debug', 'front', 'Not listening on ::1', { cause }));
      return port;
    },
    async close() {
      const closed = listeners.map((listener) => {
        listener.close();
        return once(listener, 'close');
      });
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

function isBelow(prefix: string, path: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`);
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?')[0] ?? '';
}

/** Returns `undefined` for a malformed request target. */
function requestUrl(request: IncomingMessage): URL | undefined {
  const target = request.url ?? '/';
  // URL.parse would take `//host/path` for another host.
  return URL.parse(target.startsWith('/') ? `http://localhost${target}` : target) ?? undefined;
}

const statusLines: Readonly<Record<Refused['status'], string>> = {
  403: '403 Forbidden',
  421: '421 Misdirected Request',
};

function endUpgrade(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function answerError(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

function onClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
  endUpgrade(socket, status);
}

function listenError(port: number, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (code === 'EADDRINUSE') {
    return new Error(`Port ${port} is taken. Choose another with --port, or --port 0 for any free one.`, { cause });
  }
  if (code === 'EACCES') {
    return new Error(`Port ${port} needs privileges. Choose one above 1023 with --port.`, { cause });
  }
  return cause;
}
