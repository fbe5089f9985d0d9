import type { AwsApi } from '../platform/AwsApi.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { messageOperations } from './operations/messages.ts';
import { moveTaskOperations } from './operations/moveTasks.ts';
import { queueOperations } from './operations/queues.ts';
import { queuePolicyResource } from './resources/queuePolicyResource.ts';
import { queueResource } from './resources/queueResource.ts';
import { createSqsState, type SqsState } from './SqsState.ts';

/** Amazon SQS: standard and FIFO queues. Signals `sqs:<queueArn>` whenever a queue has something to receive. */
export class Sqs implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #state: SqsState;
  readonly #stopping = new AbortController();

  constructor(platform: Platform) {
    const state = createSqsState(platform, this.#stopping.signal);
    this.#state = state;
    this.apis = [
      {
        signingName: 'sqs',
        protocol: 'json-1.0',
        targetPrefix: 'AmazonSQS',
        operations: { ...queueOperations(state), ...messageOperations(state), ...moveTaskOperations(state) },
      },
    ];
    this.resources = [queueResource(state), queuePolicyResource(state)];
  }

  /** Resumes the delays and visibility timeouts that were running. */
  start(): void {
    const { messages, queues, wakeups, platform } = this.#state;
    for (const name of queues.list('', '', -1)) {
      const queue = queues.get(name);
      wakeups.at(queue, platform.clock.now(), messages);
      const next = messages.nextVisible(queue);
      if (next !== undefined) wakeups.at(queue, next, messages);
    }
  }

  /** Ends long polls with nothing. */
  stop(): void {
    this.#stopping.abort();
    this.#state.wakeups.stop();
  }
}
