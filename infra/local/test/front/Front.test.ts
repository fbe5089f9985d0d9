import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createPlatform } from '../../createPlatform.ts';
import { createFront } from '../../front/Front.ts';
import type { AwsApi } from '../../platform/AwsApi.ts';
import type { HttpRoute } from '../../platform/LocalService.ts';
import { type StartedFront, startFront } from '../../testing/startFront.ts';

const running: StartedFront[] = [];
async function start(apis: readonly AwsApi[] = [], routes: readonly HttpRoute[] = []): Promise<StartedFront> {
  const started = await startFront(apis, routes);
  running.push(started);
  return started;
}
afterEach(async () => {
  for (const started of running.splice(0)) await started.stop();
});

const saying = (prefix: string, text: string): HttpRoute => ({
  prefix,
  handle: (_request, response) => void response.end(text),
});

const echo = (prefix: string): HttpRoute => {
  const sockets = new WebSocketServer({ noServer: true });
  return {
    prefix,
    handle: (_request, response) => void response.writeHead(426).end(),
    upgrade: (request, socket, head) =>
      sockets.handleUpgrade(request, socket, head, (webSocket) =>
        webSocket.on('message', (data) => webSocket.send(String(data))),
      ),
  };
};

interface Got {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Over TLS to the name `localhost`, trusting the local authority alone. */
async function getSecurely({ front, port }: StartedFront, host: string): Promise<Got> {
  const request = httpsRequest({ host, port, path: '/a', ca: readFileSync(front.caCertificate) }).end();
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, headers: response.headers, text };
}

/** Sends bytes as they are and answers everything that comes until the connection ends. */
async function exchange(port: number, bytes: string | Buffer): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return text;
}

describe('one port', () => {
  it('serves plaintext and TLS with a certificate of the local authority', async () => {
    const started = await start([], [saying('/a', 'here')]);
    expect(await (await fetch(`${started.platform.baseUrl()}/a`)).text()).toBe('here');
    expect((await getSecurely(started, 'localhost')).text).toBe('here');
    expect((await getSecurely(started, '127.0.0.1')).text).toBe('here');
  });

  it('has a certificate that no one trusts without the authority', async () => {
    const { port } = await start([], [saying('/a', 'here')]);
    const request = httpsRequest({ host: 'localhost', port, path: '/a' }).end();
    await expect(once(request, 'response')).rejects.toThrow(/certificate/);
  });

  it('is trusted by a Node process that has the authority in NODE_EXTRA_CA_CERTS', async () => {
    const { platform, front } = await start([], [saying('/a', 'here')]);
    const script = `console.log(await (await fetch('${platform.secureBaseUrl()}/a')).text())`;
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
      env: { ...process.env, NODE_EXTRA_CA_CERTS: front.caCertificate },
    });
    expect(stdout).toBe('here\n');
  });

  it('takes WebSockets both ways', async () => {
    const { port, front } = await start([], [echo('/live')]);
    for (const url of [`ws://localhost:${port}/live`, `wss://localhost:${port}/live`]) {
      const webSocket = new WebSocket(url, { ca: readFileSync(front.caCertificate) });
      await once(webSocket, 'open');
      webSocket.send('hello');
      const [data] = await once(webSocket, 'message');
      expect(String(data)).toBe('hello');
      webSocket.close();
      await once(webSocket, 'close');
    }
  });

  it('serves HTTP/1.1 to a client that offers another protocol beside it', async () => {
    const { port } = await start([], [saying('/a', 'here')]);
    const offer = 'GET /a HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade, close\r\nupgrade: h2c\r\n\r\n';
    expect(await exchange(port, offer)).toMatch(/^HTTP\/1\.1 200 .*here$/s);
  });

  it('refuses a WebSocket where no route takes it', async () => {
    const { port } = await start([], [saying('/a', 'here')]);
    const webSocket = new WebSocket(`ws://localhost:${port}/a`);
    const [error] = await once(webSocket, 'error');
    expect(String(error)).toMatch(/404/);
  });

  it('that is taken is an error naming --port', async () => {
    const taken = await start();
    const other = await start();
    await expect(other.front.listen(taken.port)).rejects.toThrow(
      `Port ${taken.port} is taken. Choose another with --port`,
    );
  });

  it('closes with idle keep-alive connections, unanswered requests, WebSockets and silent sockets open', async () => {
    const waiting = Promise.withResolvers<void>();
    const started = await startFront(
      [],
      [echo('/live'), saying('/a', 'here'), { prefix: '/slow', handle: () => waiting.resolve() }],
    );
    const agent = new Agent({ keepAlive: true });
    const idle = httpRequest({ port: started.port, path: '/a', agent }).end();
    const [response] = await once(idle, 'response');
    response.resume();
    await once(response, 'end');
    const slow = httpRequest({ port: started.port, path: '/slow' }).end();
    const slowEnded = once(slow, 'response').catch(() => 'ended');
    await waiting.promise;
    const webSocket = new WebSocket(`ws://localhost:${started.port}/live`);
    await once(webSocket, 'open');
    const webSocketClosed = once(webSocket, 'close');
    const silent = connect(started.port, '127.0.0.1');
    await once(silent, 'connect');
    const silentClosed = once(silent, 'close');
    silent.on('error', () => {});

    await started.stop();
    await Promise.all([webSocketClosed, silentClosed]);
    expect(await slowEnded).toBe('ended');
    agent.destroy();
    await expect(fetch(`http://127.0.0.1:${started.port}/a`)).rejects.toThrow();
  });

  it('keeps its certificate authority from one start to the next', async () => {
    const first = await start();
    const before = readFileSync(first.front.caCertificate, 'utf8');
    const { directory } = first.platform;
    first.platform.close();
    const platform = createPlatform({ directory, fresh: true });
    expect(readFileSync(createFront(platform).caCertificate, 'utf8')).toBe(before);
    running.splice(running.indexOf(first), 1);
    await first.front.close();
    platform.close();
  });
});

describe('routing', () => {
  it('prefers the longest prefix, at a boundary of the path', async () => {
    const { platform } = await start([], [saying('/', 'root'), saying('/a', 'a'), saying('/a/b', 'b')]);
    const get = async (path: string) => (await fetch(platform.baseUrl() + path)).text();
    expect(await get('/a/b/c')).toBe('b');
    expect(await get('/a/bc')).toBe('a');
    expect(await get('/a?x=/a/b')).toBe('a');
    expect(await get('/ab')).toBe('root');
    expect(await get('//a')).toBe('root');
  });

  it('answers 404 where nothing is', async () => {
    const { platform } = await start();
    const response = await fetch(`${platform.baseUrl()}/nothing`);
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: 'Nothing is served at /nothing.' });
  });

  it('refuses two routes with one prefix', async () => {
    const { front } = await start([], [saying('/a', 'a')]);
    expect(() => front.add(saying('/a', 'b'))).toThrow('/a');
  });

  it('survives a route that throws, whenever it does', async () => {
    const { platform } = await start(
      [],
      [
        {
          prefix: '/throws',
          handle: () => {
            throw new Error('secret detail');
          },
        },
        { prefix: '/rejects', handle: () => Promise.reject(new Error('secret detail')) },
        {
          prefix: '/late',
          handle: (_request, response) => {
            response.write('begun');
            throw new Error('secret detail');
          },
        },
        saying('/a', 'here'),
      ],
    );
    for (const path of ['/throws', '/rejects']) {
      const response = await fetch(platform.baseUrl() + path);
      expect(response.status).toBe(500);
      expect(await response.text()).not.toContain('secret detail');
    }
    await expect(fetch(`${platform.baseUrl()}/late`).then((response) => response.text())).rejects.toThrow();
    expect(await (await fetch(`${platform.baseUrl()}/a`)).text()).toBe('here');
  });
});

describe('browsers', () => {
  it('have their preflight answered, for routes and for the AWS APIs', async () => {
    const { platform } = await start();
    const response = await fetch(platform.baseUrl(), {
      method: 'OPTIONS',
      headers: {
        origin: 'http://app.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-amz-target',
      },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-allow-methods')).toContain('POST');
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization,x-amz-target');
  });

  it('may read every answer, errors included', async () => {
    const { platform } = await start();
    const response = await fetch(platform.baseUrl(), {
      method: 'POST',
      headers: { origin: 'http://app.example', 'x-amz-target': 'Nothing_1.Do' },
    });
    expect(response.status).toBe(501);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(response.headers.get('access-control-expose-headers')).toContain('x-amzn-requestid');
  });
});

describe('what is malformed', () => {
  const api: AwsApi = {
    signingName: 'fake',
    protocol: 'json-1.1',
    targetPrefix: 'Fake',
    operations: {
      Echo: { unsigned: true, permissions: () => [], run: (input) => input },
      Fail: {
        unsigned: true,
        permissions: () => [],
        run: () => {
          throw new Error('secret detail');
        },
      },
    },
  };
  const post = (
    started: StartedFront,
    body: string,
    headers: Record<string, string> = { 'x-amz-target': 'Fake.Echo' },
  ) => fetch(started.platform.baseUrl(), { method: 'POST', body, headers });

  it.each(['{', '[]', '"text"', '\u0000', 'null'])('JSON is answered: %j', async (body) => {
    const response = await post(await start([api]), body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ __type: 'SerializationException' });
  });

  it('form is answered', async () => {
    const started = await start([api]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const codeOf = async (body: string) =>
      /<Code>(.*)<\/Code>/.exec(await (await post(started, body, headers)).text())?.[1];
    expect(await codeOf('')).toBe('MissingAction');
    expect(await codeOf('Action=Unknown')).toBe('NotSupportedLocally');
    expect(await codeOf(`Action=X&${'a.'.repeat(40)}a=1`)).toBe('MalformedInput');
    expect(await codeOf('Action=GetCallerIdentity&Version=2011-06-15')).toBe('MissingAuthenticationToken');
  });

  it('names that JavaScript objects have are names like others', async () => {
    const response = await post(await start([api]), '{"__proto__":{"polluted":1},"constructor":2}');
    expect(await response.text()).toBe('{"__proto__":{"polluted":1},"constructor":2}');
    expect(Object.getOwnPropertyDescriptor(Object.prototype, 'polluted')).toBeUndefined();
  });

  it.each(['Fake', 'Fake.', '.Echo', 'Fake.toString', '', 'Fake.Echo.Echo'])(
    'target is answered: %j',
    async (target) => {
      const response = await post(await start([api]), '{}', { 'x-amz-target': target });
      expect(response.status).toBe(501);
      expect(await response.json()).toMatchObject({ __type: 'NotSupportedLocally' });
    },
  );

  it('body larger than 10 MB is answered, and smaller is taken', async () => {
    const started = await start([api]);
    const large = await post(started, JSON.stringify({ text: 'x'.repeat(10 * 1024 * 1024) }));
    expect(large.status).toBe(413);
    expect(await large.json()).toMatchObject({ __type: 'RequestEntityTooLarge' });
    const text = 'x'.repeat(9 * 1024 * 1024);
    expect(await (await post(started, JSON.stringify({ text }))).json()).toEqual({ text });
  });

  it('operation fails without a word of why', async () => {
    const response = await post(await start([api]), '{}', { 'x-amz-target': 'Fake.Fail' });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('InternalFailure');
    expect(text).not.toContain('secret detail');
  });

  it('HTTP and TLS end the connection and nothing else', async () => {
    const started = await start([api], [saying('/a', 'here')]);
    expect(await exchange(started.port, 'nonsense\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 /);
    expect(await exchange(started.port, `GET / HTTP/1.1\r\nhost: h\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
    expect(await exchange(started.port, 'GET http://[ HTTP/1.1\r\nhost: h\r\nconnection: close\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
    await exchange(started.port, Buffer.from([0x16, 1, 2, 3, 4, 5, 6, 7]));
    const tls = connectTls({ port: started.port, host: 'localhost', rejectUnauthorized: false });
    await once(tls, 'secureConnect');
    tls.on('error', () => {});
    tls.resume().write('nonsense\r\n\r\n');
    await once(tls, 'close');
    expect(await (await fetch(`${started.platform.baseUrl()}/a`)).text()).toBe('here');
  });

  it('client that goes away aborts its call', async () => {
    const running = Promise.withResolvers<void>();
    const aborted = Promise.withResolvers<void>();
    const { platform } = await start([
      {
        ...api,
        operations: {
          Wait: {
            unsigned: true,
            permissions: () => [],
            async run(_input, { signal }) {
              running.resolve();
              await once(signal, 'abort');
              aborted.resolve();
              return {};
            },
          },
        },
      },
    ]);
    const client = new AbortController();
    const headers = { 'x-amz-target': 'Fake.Wait' };
    const response = fetch(platform.baseUrl(), { method: 'POST', body: '{}', headers, signal: client.signal });
    await running.promise;
    client.abort();
    await expect(response).rejects.toThrow(/abort/);
    await aborted.promise;
  });
});
