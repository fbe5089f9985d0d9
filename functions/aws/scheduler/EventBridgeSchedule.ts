import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import type { Schedule } from '../../delivery/Schedule.ts';
import type { Work } from '../../delivery/Work.ts';

export interface ScheduleSettings {
  readonly group: string;
  /** The queue that gets the work. */
  readonly queueArn: string;
  /** The role that EventBridge Scheduler sends it as. */
  readonly roleArn: string;
  /** The queue that gets the work if it cannot be sent. */
  readonly deadLetterArn: string;
}

/**
 * One-time schedules of EventBridge Scheduler, named by the message.
 * Each puts the dispatch of its message into the queue, and is deleted then.
 */
export class EventBridgeSchedule implements Schedule {
  readonly #scheduler: SchedulerClient;
  readonly #settings: ScheduleSettings;

  constructor(scheduler: SchedulerClient, settings: ScheduleSettings) {
    this.#scheduler = scheduler;
    this.#settings = settings;
  }

  async set({ id }: { readonly id: string }, at: number): Promise<void> {
    const { group, queueArn, roleArn, deadLetterArn } = this.#settings;
    const work: Work = { kind: 'dispatch', messageId: id };
    try {
      await this.#scheduler.send(
        new CreateScheduleCommand({
          Name: id,
          GroupName: group,
          ScheduleExpression: `at(${new Date(at).toISOString().slice(0, 19)})`,
          ScheduleExpressionTimezone: 'UTC',
          FlexibleTimeWindow: { Mode: 'OFF' },
          ActionAfterCompletion: 'DELETE',
          Target: {
            Arn: queueArn,
            RoleArn: roleArn,
            Input: JSON.stringify(work),
            RetryPolicy: { MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 },
            DeadLetterConfig: { Arn: deadLetterArn },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
    }
  }

  async clear(messageId: string): Promise<void> {
    try {
      await this.#scheduler.send(new DeleteScheduleCommand({ Name: messageId, GroupName: this.#settings.group }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }
}
