import type { LogFailure } from '../rules/LogFailure.ts';
import { backoff } from '../rules/publishing/backoff.ts';
import { chunkPublications } from '../rules/topics/chunkPublications.ts';
import { inParallel } from './inParallel.ts';
import type { TopicOutcome, TopicRequest } from './TopicPublisher.ts';

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

const ATTEMPTS = 3;
const PARALLEL_CALLS = 5;

/**
 * Publishes to standard topics, up to ten messages to one topic with a call. Returns one outcome a request, in order.
 * Repeats those that SNS was too busy for, with backoff and jitter. After three attempts they are `later`.
 */
export async function publishTogether(
  ports: Ports,
  requests: readonly TopicRequest[],
): Promise<readonly TopicOutcome[]> {
  const outcomes: TopicOutcome[] = requests.map(() => ({ kind: 'later' }));
  const byTopic = Map.groupBy(requests.entries(), ([, { topicArn }]) => topicArn);
  const calls = [...byTopic.values()].flatMap((own) =>
    chunkPublications(own, ([, request]) => ports.broker.sizeOf(request)),
  );
  await inParallel(calls, PARALLEL_CALLS, async (call) => {
    let open = call;
    for (let attempt = 1; open.length > 0 && attempt <= ATTEMPTS; attempt += 1) {
      if (attempt > 1) await ports.wait(backoff(attempt - 1, ports.random()));
      const answers = await answersTo(
        ports,
        open.map(([, request]) => request),
      );
      open = open.filter(([place], index) => {
        const outcome = answers[index] ?? { kind: 'later' };
        if (outcome.kind === 'busy') return true;
        outcomes[place] = outcome;
        return false;
      });
    }
  });
  return outcomes;
}

async function answersTo(
  { broker, logFailure }: Ports,
  requests: readonly TopicRequest[],
): Promise<readonly BatchOutcome[]> {
  try {
    return await broker.publishBatch(requests);
  } catch (error) {
    logFailure('Publishing to a topic failed', error, { publications: requests.length });
    return [];
  }
}
