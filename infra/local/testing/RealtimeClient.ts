import { once } from 'node:events';
import { WebSocket } from 'ws';

export type Frame = Record<string, unknown> & { readonly type: string };

/** A raw client of the protocol that queues the frames it receives. */
export class RealtimeClient {
  readonly socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting: ((frame: Frame) => void)[] = [];
  readonly closed: Promise<unknown>;

  constructor(url: string, protocols: readonly string[] = ['graphql-ws'], headers: Record<string, string> = {}) {
    this.socket = new WebSocket(url, [...protocols], { headers });
    this.closed = once(this.socket, 'close');
    this.socket.on('message', (data) => {
      const frame = JSON.parse(data.toString()) as Frame;
      const waiting = this.#waiting.shift();
      if (waiting === undefined) this.#frames.push(frame);
      else waiting(frame);
    });
  }

  static withHeader(url: string, header: Record<string, string>): RealtimeClient {
    return new RealtimeClient(url, [
      'graphql-ws',
      `header-${Buffer.from(JSON.stringify(header)).toString('base64url')}`,
    ]);
  }

  send(frame: unknown): void {
    this.socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Returns the next frame. Leaves out keep-alives, unless `type` asks for them. */
  async next(type?: string): Promise<Frame> {
    const frame = this.#frames.shift() ?? (await new Promise<Frame>((resolve) => this.#waiting.push(resolve)));
    return frame.type === 'ka' && type !== 'ka' ? this.next(type) : frame;
  }

  /** Opens, initiates and takes the ack. */
  async connect(): Promise<this> {
    await once(this.socket, 'open');
    this.send({ type: 'connection_init' });
    const frame = await this.next();
    if (frame.type !== 'connection_ack') throw new Error(`Not acknowledged: ${JSON.stringify(frame)}`);
    return this;
  }

  start(id: string, query: string, variables: Record<string, unknown>, authorization: Record<string, string>): void {
    this.send({
      id,
      type: 'start',
      payload: { data: JSON.stringify({ query, variables }), extensions: { authorization } },
    });
  }

  async subscribe(
    id: string,
    query: string,
    variables: Record<string, unknown>,
    authorization: Record<string, string>,
  ): Promise<void> {
    this.start(id, query, variables, authorization);
    const frame = await this.next();
    if (frame.type !== 'start_ack' || frame.id !== id) throw new Error(`Not started: ${JSON.stringify(frame)}`);
  }
}
