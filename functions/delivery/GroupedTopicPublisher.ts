import type { LogFailure } from '../rules/LogFailure.ts';
import { backoff } from '../rules/publishing/backoff.ts';
import { chunkPublications } from '../rules/topics/chunkPublications.ts';
import type { TopicOutcome, TopicPublisher, TopicRequest } from './TopicPublisher.ts';

export interface Ports {
  readonly broker: BatchBroker;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly logFailure: LogFailure;
}

/** `busy`: SNS says that it may take it in a moment. `later`: the outcome is not known. */
export type BatchOutcome = TopicOutcome | { readonly kind: 'busy' };

/** Publishes several messages to one topic with one call. */
export interface BatchBroker {
  /** Returns the bytes that SNS counts for a request, or a few more. */
  sizeOf(request: TopicRequest): number;
  /** Returns one outcome a request, in their order. Takes at most ten requests and 256 KiB, all to one topic. */
  publishBatch(requests: readonly TopicRequest[]): Promise<readonly BatchOutcome[]>;
}

interface Waiting {
  readonly request: TopicRequest;
  readonly resolve: (outcome: TopicOutcome) => void;
}

/** The messages of one batch of the stream arrive within this time. */
const GATHER_MILLISECONDS = 10;
const ATTEMPTS = 3;

/**
 * Gathers the publications to one topic that come within a few milliseconds into one call.
 * Repeats those that SNS was too busy for, with backoff and jitter. After three attempts they are `later`.
 * For standard topics, which keep no order.
 */
export class GroupedTopicPublisher implements TopicPublisher {
  readonly #ports: Ports;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  publish(request: TopicRequest): Promise<TopicOutcome> {
    const { promise, resolve } = Promise.withResolvers<TopicOutcome>();
    const gathered = this.#waiting.get(request.topicArn);
    if (gathered) gathered.push({ request, resolve });
    else {
      const first = [{ request, resolve }];
      this.#waiting.set(request.topicArn, first);
      void this.#publishAll(request.topicArn, first);
    }
    return promise;
  }

  /** Goes on until no publication waits for the topic. */
  async #publishAll(topicArn: string, waiting: Waiting[]): Promise<void> {
    const { broker, wait } = this.#ports;
    await wait(GATHER_MILLISECONDS);
    while (waiting.length > 0) {
      const taken = waiting.splice(0);
      for (const chunk of chunkPublications(taken, ({ request }) => broker.sizeOf(request))) {
        await this.#publishChunk(chunk);
      }
    }
    this.#waiting.delete(topicArn);
  }

  async #publishChunk(chunk: readonly Waiting[]): Promise<void> {
    const { wait, random } = this.#ports;
    let open = chunk;
    for (let attempt = 1; open.length > 0; attempt += 1) {
      const outcomes = await this.#outcomesOf(open);
      const again: Waiting[] = [];
      for (const [index, waiting] of open.entries()) {
        const outcome = outcomes[index] ?? { kind: 'later' };
        if (outcome.kind !== 'busy') waiting.resolve(outcome);
        else if (attempt < ATTEMPTS) again.push(waiting);
        else waiting.resolve({ kind: 'later' });
      }
      open = again;
      if (open.length > 0) await wait(backoff(attempt, random()));
    }
  }

  async #outcomesOf(open: readonly Waiting[]): Promise<readonly BatchOutcome[]> {
    const { broker, logFailure } = this.#ports;
    try {
      return await broker.publishBatch(open.map(({ request }) => request));
    } catch (error) {
      logFailure('Publishing to a topic failed', error, { publications: open.length });
      return [];
    }
  }
}
