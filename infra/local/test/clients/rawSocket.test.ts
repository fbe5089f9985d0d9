import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { RealtimeClient } from '../../testing/RealtimeClient.ts';
import { type Chat, startChat } from './support/startChat.ts';

const onSend = 'subscription OnSend($room: ID) { onSend(room: $room) { text } }';

let chat: Chat;
let host: string;
let authorization: Record<string, string>;

beforeAll(async () => {
  chat = await startChat();
  host = new URL(chat.cloud.baseUrl).host;
  authorization = { host, 'x-api-key': chat.apiKey };
});
afterAll(() => chat[Symbol.asyncDispose]());

const open = () => RealtimeClient.withHeader(`ws://${host}/graphql/realtime`, authorization);

async function send(room: string, text: string): Promise<void> {
  const response = await fetch(`${chat.cloud.baseUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': chat.apiKey },
    body: JSON.stringify({
      query: 'mutation Send($room: ID!, $text: String!) { send(room: $room, text: $text) { room text } }',
      variables: { room, text },
    }),
  });
  expect(await response.json()).toMatchObject({ data: { send: { text } } });
}

const data = (id: string, text: string) => ({ id, type: 'data', payload: { data: { onSend: { text } } } });

describe('a raw socket', () => {
  test('speaks the same protocol over TLS and plaintext on one port', async () => {
    const plain = await open().connect();
    const header = Buffer.from(JSON.stringify(authorization)).toString('base64url');
    const secure = new WebSocket(
      `${chat.cloud.secureBaseUrl.replace('https', 'wss')}/graphql/realtime`,
      ['graphql-ws', `header-${header}`],
      { ca: readFileSync(chat.cloud.front.caCertificate) },
    );
    await once(secure, 'open');
    expect(secure.protocol).toBe('graphql-ws');
    const acknowledged = once(secure, 'message');
    secure.send('{"type":"connection_init"}');
    const [text] = (await acknowledged) as [Buffer];
    expect(JSON.parse(text.toString())).toMatchObject({ type: 'connection_ack' });
    secure.close();
    plain.socket.close();
  });

  test('is refused without the protocol’s name', async () => {
    const header = Buffer.from(JSON.stringify(authorization)).toString('base64');
    const client = new RealtimeClient(
      `ws://${host}/graphql/realtime?header=${encodeURIComponent(header)}&payload=e30=`,
      [],
    );
    await once(client.socket, 'open');
    client.send({ type: 'connection_init' });
    expect(await client.next()).toMatchObject({
      type: 'connection_error',
      payload: { errors: [{ errorType: 'NoProtocolError', errorCode: 400 }] },
    });
    await client.closed;
  });

  test('is initiated once, however often it asks', async () => {
    const client = await open().connect();
    client.send({ type: 'connection_init' });
    await client.subscribe('1', onSend, { room: 'once' }, authorization);
    await send('once', 'heard');
    expect(await client.next()).toEqual(data('1', 'heard'));
    client.socket.close();
  });

  test('hears nothing of what it stopped, before or after the acknowledgement, and may use the id again', async () => {
    const client = await open().connect();
    client.start('1', onSend, { room: 'stop' }, authorization);
    client.send({ type: 'stop', id: '1' });
    expect(await client.next()).toEqual({ id: '1', type: 'complete' });
    await client.subscribe('2', onSend, { room: 'stop' }, authorization);
    await send('stop', 'first');
    expect(await client.next()).toEqual(data('2', 'first'));
    client.send({ type: 'stop', id: '2' });
    expect(await client.next()).toEqual({ id: '2', type: 'complete' });
    await client.subscribe('2', onSend, { room: 'stop' }, authorization);
    await send('stop', 'second');
    expect(await client.next()).toEqual(data('2', 'second'));
    client.socket.close();
  });

  test('keeps several subscriptions apart by their ids', async () => {
    const client = await open().connect();
    await client.subscribe('a', onSend, { room: 'a' }, authorization);
    await client.subscribe('any', onSend, {}, authorization);
    await send('b', 'to b');
    expect(await client.next()).toEqual(data('any', 'to b'));
    await send('a', 'to a');
    const frames = [await client.next(), await client.next()].sort((left, right) =>
      String(left.id) < String(right.id) ? -1 : 1,
    );
    expect(frames).toEqual([data('a', 'to a'), data('any', 'to a')]);
    client.socket.close();
  });

  test.each([
    ['a query', '{ whoAmI }', 'Only subscriptions are served by the real-time endpoint.'],
    ['text that is not GraphQL', 'subscription {', 'Unable to parse GraphQL query.'],
    ['an unknown field', 'subscription { nothing }', "Validation error of type FieldUndefined: Field 'nothing'"],
    ['two fields', 'subscription { a: onSend { text } b: onSend { text } }', 'Validation error of type '],
  ])('is told what is wrong with %s, and lives on', async (_, query, message) => {
    const client = await open().connect();
    client.start('1', query, {}, authorization);
    const frame = await client.next();
    expect(frame).toMatchObject({ id: '1', type: 'error' });
    expect(JSON.stringify(frame)).toContain(message);
    await client.subscribe('1', onSend, { room: 'after' }, authorization);
    client.socket.close();
  });

  test('is closed for a frame of more than 1 MB, without harm to another', async () => {
    const other = await open().connect();
    await other.subscribe('1', onSend, { room: 'other' }, authorization);
    const client = await open().connect();
    client.socket.on('error', () => {});
    client.send('x'.repeat(1024 * 1024 + 1));
    expect(await client.closed).toEqual([1009, expect.anything()]);
    await send('other', 'unharmed');
    expect(await other.next()).toEqual(data('1', 'unharmed'));
    other.socket.close();
  });
});
