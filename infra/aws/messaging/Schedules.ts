import { Stack } from 'aws-cdk-lib';
import { Role } from 'aws-cdk-lib/aws-iam';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type Grant, giveGrants, may, type Usable, usable } from '../shared/may.ts';
import { schedulerFor } from '../shared/servicePrincipals.ts';
import type { WorkQueue } from './WorkQueue.ts';

const actions = { create: 'scheduler:CreateSchedule', delete: 'scheduler:DeleteSchedule' };

export type SchedulesVerb = keyof typeof actions;

export interface SchedulesProps {
  /** The queue that gets the work at its time. */
  readonly prompt: WorkQueue;
  /** The queue that gets work that could not be sent at its time. */
  readonly deadLetters: Queue;
}

/** Schedules of work for later: a group of EventBridge Scheduler, and the role by which it sends. */
export class Schedules extends Construct implements Usable<SchedulesVerb> {
  readonly group: CfnScheduleGroup;
  readonly #role: Role;
  readonly #prompt: WorkQueue;
  readonly #deadLetters: Queue;

  constructor(scope: Construct, id: string, { prompt, deadLetters }: SchedulesProps) {
    super(scope, id);
    this.group = new CfnScheduleGroup(this, 'Group', {});
    this.#role = new Role(this, 'Role', { assumedBy: schedulerFor(this.group) });
    this.#prompt = prompt;
    this.#deadLetters = deadLetters;
    const failed = usable({ actions: { send: 'sqs:SendMessage' }, resources: [deadLetters.queueArn] });
    giveGrants(this.#role, [may(prompt, 'send'), may(failed, 'send')]);
  }

  permit(verbs: readonly SchedulesVerb[]): Grant {
    const schedules = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule',
      resourceName: `${this.group.ref}/*`,
    });
    return {
      statements: [
        {
          actions: verbs.map((verb) => actions[verb]),
          resources: [schedules],
          becauseOfPattern: 'A schedule is made for each message for later.',
        },
        { actions: ['iam:PassRole'], resources: [this.#role.roleArn] },
      ],
      environment: {
        SCHEDULE_GROUP: this.group.ref,
        SCHEDULE_ROLE_ARN: this.#role.roleArn,
        PROMPT_QUEUE_ARN: this.#prompt.queueArn,
        UNSCHEDULED_QUEUE_ARN: this.#deadLetters.queueArn,
      },
    };
  }
}
