import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { frame } from './report.ts';
import { serve } from './serve.ts';

/** A bare `ws` server: for each POST it sends the same frame to every client. */
const server = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    for (const client of sockets.clients) client.send(frame);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2 });
    response.end('{}');
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
server.listen(0, '127.0.0.1');
await once(server, 'listening');
serve({ port: (server.address() as AddressInfo).port });
