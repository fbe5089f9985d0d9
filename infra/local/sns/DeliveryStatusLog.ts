import { randomUUID } from 'node:crypto';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import type { Principal } from '../platform/Principal.ts';
import type { Job, Settlement } from './JobQueue.ts';

/** One entry for CloudWatch Logs, on its way. */
export interface DeliveryStatusEntry {
  readonly roleArn: string;
  readonly group: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly message: string;
}

export interface DeliveryStatus {
  readonly messageId: string;
  readonly topicArn?: string;
  /** Milliseconds since the epoch. */
  readonly publishedAt: number;
  readonly destination: string;
  readonly providerResponse: string;
  readonly dwellTimeMs: number;
  readonly attempts: number;
  /** Of a push. Absent for other subscribers. */
  readonly token?: string;
  readonly statusCode?: number;
  readonly success: boolean;
}

/** Returns the text of an entry. https://docs.aws.amazon.com/sns/latest/dg/sns-msg-status.html */
export function deliveryStatusMessage(status: DeliveryStatus): string {
  const { messageId, topicArn, publishedAt, success, destination, providerResponse, dwellTimeMs, token } = status;
  return JSON.stringify({
    notification: {
      messageId,
      ...(topicArn === undefined ? {} : { topicArn }),
      timestamp: new Date(publishedAt).toISOString().replace('T', ' ').replace('Z', ''),
    },
    delivery: {
      deliveryId: randomUUID(),
      destination,
      providerResponse,
      dwellTimeMs,
      attempts: status.attempts,
      ...(token === undefined ? {} : { token }),
      ...(status.statusCode === undefined ? {} : { statusCode: status.statusCode }),
    },
    status: success ? 'SUCCESS' : 'FAILURE',
  });
}

/** Returns `sns/<region>/<account>/app/<platform>/<name>`, for failures with `/Failure`. */
export function deliveryStatusGroup(applicationArn: string, success: boolean): string {
  const [, , , region, account, application] = applicationArn.split(':');
  return `sns/${region}/${account}/${application}${success ? '' : '/Failure'}`;
}

/** Writes delivery-status entries with the feedback role, so that a missing grant shows. */
export class DeliveryStatusLog {
  readonly #platform: Platform;
  readonly #stream = randomUUID();
  readonly #ready = new Map<string, Promise<void>>();

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** Writes entries, those of one log group together, as CloudWatch Logs passes them on together. */
  async write(jobs: readonly Job<DeliveryStatusEntry>[]): Promise<readonly Settlement[]> {
    const settled = new Map<number, Settlement>();
    for (const together of Map.groupBy(jobs, ({ body }) => `${body.roleArn} ${body.group}`).values()) {
      const settlement = await this.#writeGroup(together);
      for (const { sequence } of together) settled.set(sequence, settlement);
    }
    return jobs.map(({ sequence }) => settled.get(sequence) ?? 'done');
  }

  async #writeGroup(jobs: readonly Job<DeliveryStatusEntry>[]): Promise<Settlement> {
    const [first] = jobs;
    if (first === undefined) return 'done';
    const { roleArn, group } = first.body;
    const logEvents = jobs
      .map(({ body }) => ({ timestamp: body.time, message: body.message }))
      .sort((one, other) => one.timestamp - other.timestamp);
    try {
      const principal = this.#platform.aws.assume(roleArn, 'sns.amazonaws.com', 'sns-delivery-status');
      await this.#prepare(principal, group);
      await this.#platform.aws.call(principal, 'logs', 'PutLogEvents', {
        logGroupName: group,
        logStreamName: this.#stream,
        logEvents,
      });
      return 'done';
    } catch (error) {
      this.#ready.delete(group);
      const refused = error instanceof AwsError && error.status < 500;
      // SNS drops entries that its feedback role may not write. Without this line nobody learns why.
      this.#platform.log(
        'warn',
        'sns',
        refused ? 'Delivery status was not logged' : 'Delivery status will be logged again',
        {
          group,
          roleArn,
          error: error instanceof Error ? error.message : String(error),
        },
      );
      return refused || first.attempts >= 10 ? 'done' : { retryAfter: 200 * (first.attempts + 1) };
    }
  }

  #prepare(principal: Principal, group: string): Promise<void> {
    const known = this.#ready.get(group);
    if (known !== undefined) return known;
    const ready = this.#create(principal, 'CreateLogGroup', { logGroupName: group }).then(() =>
      this.#create(principal, 'CreateLogStream', { logGroupName: group, logStreamName: this.#stream }),
    );
    this.#ready.set(group, ready);
    return ready;
  }

  async #create(principal: Principal, operation: string, input: JsonObject): Promise<void> {
    try {
      await this.#platform.aws.call(principal, 'logs', operation, input);
    } catch (error) {
      if (!(error instanceof AwsError && error.code === 'ResourceAlreadyExistsException')) throw error;
    }
  }
}
