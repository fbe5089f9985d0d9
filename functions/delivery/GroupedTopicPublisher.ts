import { backoff } from '../rules/publishing/backoff.ts';
import { chunkPublications } from '../rules/topics/chunkPublications.ts';
import type { TopicOutcome, TopicPublisher, TopicRequest } from './TopicPublisher.ts';

export interface Ports {
  readonly broker: BatchBroker;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** 0 up to, not including, 1. */
  readonly random: () => number;
}

/** `busy`: SNS answered that it may take it in a moment. `later`: nobody knows what became of it. */
export type BatchOutcome = TopicOutcome | { readonly kind: 'busy' };

/** Publishes several messages to one topic with one call. */
export interface BatchBroker {
  /** Bytes that a request counts for, at most. */
  sizeOf(request: TopicRequest): number;
  /** One outcome a request, in their order. At most ten requests and 256 KiB, all to one topic. */
  publishBatch(requests: readonly TopicRequest[]): Promise<readonly BatchOutcome[]>;
}

interface Waiting {
  readonly request: TopicRequest;
  readonly resolve: (outcome: TopicOutcome) => void;
}

/** Messages of one stream batch get here within this of each other. */
const GATHER_MILLISECONDS = 10;
const ATTEMPTS = 3;

/**
 * Gathers what is published to one topic at about the same time into one call, in the order it came. What SNS answers to be too
 * busy for is repeated, without the rest, with backoff and jitter, a few times; then it is `later`. For standard topics, which promise no order.
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

  /** Until nothing waits for the topic any more. */
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
    const { broker, wait, random } = this.#ports;
    let open = chunk;
    for (let attempt = 1; open.length > 0; attempt += 1) {
      const outcomes = await outcomesOf(broker, open);
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
}

async function outcomesOf(broker: BatchBroker, open: readonly Waiting[]): Promise<readonly BatchOutcome[]> {
  try {
    return await broker.publishBatch(open.map(({ request }) => request));
  } catch (error) {
    console.error('publishing failed', { error: error instanceof Error ? error.name : 'unknown' });
    return [];
  }
}
