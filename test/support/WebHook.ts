import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { serverCertificate } from 'local-cloud/certificates';
import { Queue } from 'local-cloud/testing/Queue';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';

export interface Post {
  readonly headers: IncomingHttpHeaders;
  /** SNS's document. */
  readonly body: Readonly<Record<string, string>>;
}

/** An HTTPS server on localhost that answers with `status`. Clients that trust `caPath` accept its certificate. */
export class WebHook implements AsyncDisposable {
  readonly caPath: string;
  readonly posts = new Queue<Post>();
  status = 200;
  readonly #directory: string;
  readonly #server: Server;

  private constructor(directory: string) {
    const { cert, key, caPath } = serverCertificate(directory, Date.now());
    this.caPath = caPath;
    this.#directory = directory;
    this.#server = createServer({ cert, key }, async (request, response) => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      this.posts.push({ headers: request.headers, body: JSON.parse(text) });
      response.writeHead(this.status).end();
    }).listen(0, 'localhost');
  }

  static async start(): Promise<WebHook> {
    const hook = new WebHook(temporaryFolder('hook'));
    await once(hook.#server, 'listening');
    return hook;
  }

  get url(): string {
    return `https://localhost:${(this.#server.address() as AddressInfo).port}/messages`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await rm(this.#directory, { recursive: true, force: true });
  }
}
