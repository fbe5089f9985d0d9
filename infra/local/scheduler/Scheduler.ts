import type { AwsApi, AwsOperation, Permission } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { TargetDeliveries } from '../shared/targets/TargetDeliveries.ts';
import { describeDefinition, readSchedule, type ScheduleDefinition } from './ScheduleDefinition.ts';
import { type Schedule, Schedules } from './Schedules.ts';

export interface SchedulerOptions {
  /** Multiplies the delays between the retries of a target. @default 1 */
  readonly retryDelayScale?: number;
}

const service = 'scheduler.amazonaws.com';

/** EventBridge Scheduler. Templates and functions make schedules, which run as their own roles. */
export class Scheduler implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #platform: Platform;
  readonly #schedules: Schedules;
  readonly #deliveries: TargetDeliveries;

  constructor(platform: Platform, { retryDelayScale = 1 }: SchedulerOptions = {}) {
    this.#platform = platform;
    const database = platform.database('scheduler');
    this.#deliveries = new TargetDeliveries(platform, database, retryDelayScale, (name, scheduleArn) => {
      const [, ScheduleGroup = ''] = scheduleArn.split('/');
      platform.metrics.series('AWS/Scheduler', name, { ScheduleGroup }, 'Count').record(1);
    });
    this.#schedules = new Schedules(platform, database, this.#deliveries);
    this.apis = [
      {
        signingName: 'scheduler',
        protocol: 'rest-json',
        operations: {
          CreateSchedule: this.#write('CreateSchedule', 'POST'),
          UpdateSchedule: this.#write('UpdateSchedule', 'PUT'),
          GetSchedule: this.#getSchedule(),
          DeleteSchedule: this.#deleteSchedule(),
          ListSchedules: this.#listSchedules(),
          CreateScheduleGroup: this.#createGroup(),
        },
      },
    ];
    this.resources = [this.#scheduleResource(), this.#groupResource()];
  }

  start(): void {
    this.#deliveries.start();
    this.#schedules.start();
  }

  async stop(): Promise<void> {
    this.#schedules.stop();
    await this.#deliveries.stop();
  }

  /** Defines an operation that sets a schedule. The caller must also be allowed to pass the schedule's role. */
  #write(action: 'CreateSchedule' | 'UpdateSchedule', method: 'POST' | 'PUT'): AwsOperation {
    const schedules = this.#schedules;
    return {
      http: { method, path: '/schedules/{Name}' },
      permissions: (input) => {
        const { target } = readSchedule(input);
        const passRole = {
          action: 'iam:PassRole',
          resource: target.roleArn,
          context: { 'iam:PassedToService': service },
        };
        return [this.#permission(action, input), passRole];
      },
      run: (input) => {
        const definition = readSchedule(input);
        const exists = schedules.find(this.#arnOf(input)) !== undefined;
        if (action === 'CreateSchedule' && exists) {
          throw new AwsError('ConflictException', `Schedule ${definition.name} already exists.`, { status: 409 });
        }
        if (action === 'UpdateSchedule' && !exists) throw notFound(definition.name);
        this.#assertRole(definition);
        return { ScheduleArn: schedules.put(definition) };
      },
    };
  }

  #getSchedule(): AwsOperation {
    return {
      http: { method: 'GET', path: '/schedules/{Name}' },
      permissions: (input) => [this.#permission('GetSchedule', input)],
      run: (input) => {
        const schedule = this.#schedules.find(this.#arnOf(input));
        if (schedule === undefined) throw notFound(String(input.Name));
        return describe(schedule);
      },
    };
  }

  #deleteSchedule(): AwsOperation {
    return {
      http: { method: 'DELETE', path: '/schedules/{Name}' },
      permissions: (input) => [this.#permission('DeleteSchedule', input)],
      run: (input) => {
        if (!this.#schedules.delete(this.#arnOf(input))) throw notFound(String(input.Name));
        return {};
      },
    };
  }

  #listSchedules(): AwsOperation {
    return {
      http: { method: 'GET', path: '/schedules' },
      permissions: () => [{ action: 'scheduler:ListSchedules', resource: '*' }],
      run: (input) => {
        const reader = new Reader('request', input);
        const [group, prefix] = [
          reader.optionalString('ScheduleGroup') ?? reader.optionalString('GroupName'),
          reader.optionalString('NamePrefix'),
        ];
        return {
          Schedules: this.#schedules
            .list()
            .filter(({ definition }) => group === undefined || definition.group === group)
            .filter(({ definition }) => prefix === undefined || definition.name.startsWith(prefix))
            .map((schedule) => {
              const { Name, GroupName, State, Arn, CreationDate, LastModificationDate } = describe(schedule);
              return {
                Name,
                GroupName,
                State,
                Arn,
                CreationDate,
                LastModificationDate,
                Target: { Arn: schedule.definition.target.arn },
              };
            }),
        };
      },
    };
  }

  #createGroup(): AwsOperation {
    const name = (input: JsonObject) => new Reader('request', input).string('Name');
    return {
      http: { method: 'POST', path: '/schedule-groups/{Name}' },
      permissions: (input) => [
        { action: 'scheduler:CreateScheduleGroup', resource: this.#schedules.groupArn(name(input)) },
      ],
      run: (input) => {
        if (!this.#schedules.putGroup(name(input))) {
          throw new AwsError('ConflictException', `Schedule group ${name(input)} already exists.`, { status: 409 });
        }
        return { ScheduleGroupArn: this.#schedules.groupArn(name(input)) };
      },
    };
  }

  #scheduleResource(): ResourceProvider {
    return {
      type: 'AWS::Scheduler::Schedule',
      apply: (request) => {
        const definition = readSchedule(request.properties, request.generatedName.slice(-64));
        this.#assertRole(definition);
        const arn = this.#schedules.arn(definition.group, definition.name);
        const existing = this.#schedules.find(arn);
        // An unchanged schedule keeps its next run, and a completed one stays completed.
        if (
          JSON.stringify(existing?.definition) !== JSON.stringify(definition) &&
          !(existing === undefined && request.previous !== undefined && definition.deleteAfterCompletion)
        ) {
          this.#schedules.put(definition);
        }
        return { physicalId: definition.name, attributes: { Arn: arn } };
      },
      remove: (name, properties) => {
        this.#schedules.delete(this.#schedules.arn(String(properties.GroupName ?? 'default'), name));
      },
    };
  }

  #groupResource(): ResourceProvider {
    return {
      type: 'AWS::Scheduler::ScheduleGroup',
      apply: (request) => {
        const reader = new Reader(request.logicalId, request.properties).only('Name', 'Tags');
        const name = reader.optionalString('Name') ?? request.generatedName.slice(-64);
        this.#schedules.putGroup(name);
        return { physicalId: name, attributes: { Arn: this.#schedules.groupArn(name), State: 'ACTIVE' } };
      },
      remove: (name) => this.#schedules.deleteGroup(name),
    };
  }

  #permission(action: string, input: JsonObject): Permission {
    return { action: `scheduler:${action}`, resource: this.#arnOf(input) };
  }

  /** Returns the ARN. The group is a member of the body, or `groupName` in the query string. */
  #arnOf(input: JsonObject): string {
    const reader = new Reader('request', input);
    const group = reader.optionalString('GroupName') ?? reader.optionalString('groupName') ?? 'default';
    return this.#schedules.arn(group, reader.string('Name'));
  }

  #assertRole({ group, target: { roleArn } }: ScheduleDefinition): void {
    try {
      this.#platform.aws.assume(roleArn, service, 'schedule', { sourceArn: this.#schedules.groupArn(group) });
    } catch {
      throw new AwsError(
        'ValidationException',
        `The execution role you provide must allow AWS EventBridge Scheduler to assume the role. (${roleArn})`,
      );
    }
  }
}

function notFound(name: string): AwsError {
  return new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist.`, { status: 404 });
}

function describe({ arn, definition, created, modified }: Schedule): JsonObject {
  return {
    Arn: arn,
    CreationDate: created / 1000,
    LastModificationDate: modified / 1000,
    ...describeDefinition(definition),
  };
}
