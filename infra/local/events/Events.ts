import { randomUUID } from 'node:crypto';
import type { AwsApi, AwsOperation } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../platform/Json.ts';
import type { HttpRoute, LocalService } from '../platform/LocalService.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import type { ResourceProvider } from '../platform/ResourceProvider.ts';
import { EventPattern } from '../shared/EventPattern.ts';
import { TargetDeliveries } from '../shared/targets/TargetDeliveries.ts';
import { EventBuses } from './EventBuses.ts';
import { busName, readRule } from './Rule.ts';

export interface EventsOptions {
  /** Multiplies the delays between the retries of a target. @default 1 */
  readonly retryDelayScale?: number;
}

/** Of one PutEvents: entries, and bytes. */
const limits = { entries: 10, bytes: 1024 * 1024 };

/** EventBridge: buses, rules with patterns or schedules, and targets that are functions, queues, topics or buses. */
export class Events implements LocalService {
  readonly apis: readonly AwsApi[];
  readonly resources: readonly ResourceProvider[];
  readonly routes: readonly HttpRoute[] = [];
  readonly #platform: Platform;
  readonly #buses: EventBuses;
  readonly #deliveries: TargetDeliveries;

  constructor(platform: Platform, { retryDelayScale = 1 }: EventsOptions = {}) {
    this.#platform = platform;
    const database = platform.database('events');
    this.#deliveries = new TargetDeliveries(platform, database, retryDelayScale);
    this.#buses = new EventBuses(platform, database, this.#deliveries);
    const operations = { PutEvents: this.#putEvents(), TestEventPattern: testEventPattern };
    this.apis = [{ signingName: 'events', protocol: 'json-1.1', targetPrefix: 'AWSEvents', operations }];
    this.resources = [this.#ruleResource(), this.#busResource(), this.#policyResource()];
  }

  start(): void {
    this.#deliveries.start();
    this.#buses.start();
  }

  async stop(): Promise<void> {
    this.#buses.stop();
    await this.#deliveries.stop();
  }

  #putEvents(): AwsOperation {
    const entries = (input: JsonObject) => new Reader('request', input).objects('Entries');
    return {
      permissions: (input) =>
        [...new Set(entries(input).map((entry) => busName(entry.optionalString('EventBusName'))))].map((bus) => {
          const resourcePolicy = this.#buses.policy(bus);
          return {
            action: 'events:PutEvents',
            resource: this.#buses.busArn(bus),
            ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
          };
        }),
      run: (input) => {
        const all = entries(input);
        if (all.length === 0 || all.length > limits.entries) {
          throw new AwsError(
            'ValidationException',
            `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length between 1 and ${limits.entries}`,
          );
        }
        if (Buffer.byteLength(JSON.stringify(input)) > limits.bytes) {
          throw new AwsError('ValidationException', 'Total size of the entries in the request is over the limit.');
        }
        const answers = all.map((entry) => this.#putEvent(entry));
        return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
      },
    };
  }

  #putEvent(entry: Reader): JsonObject {
    const { clock, region, accountId } = this.#platform;
    const [source, detailType, detailText] = [
      entry.optionalString('Source'),
      entry.optionalString('DetailType'),
      entry.optionalString('Detail'),
    ];
    const bus = busName(entry.optionalString('EventBusName'));
    for (const [name, value] of Object.entries({ Source: source, DetailType: detailType, Detail: detailText })) {
      if (!value) {
        return failure('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
      }
    }
    if (source?.startsWith('aws.')) {
      return failure('NotAuthorizedForSourceException', `Not authorized for the source ${source}.`);
    }
    const detail = parse(detailText ?? '');
    if (!isJsonObject(detail)) return failure('MalformedDetail', 'Detail is malformed.');
    if (!this.#buses.hasBus(bus)) return failure('ResourceNotFoundException', `Event bus ${bus} does not exist.`);
    const id = randomUUID();
    const given = entry.source.Time;
    const time = typeof given === 'number' ? given * 1000 : typeof given === 'string' ? Date.parse(given) : clock.now();
    if (Number.isNaN(time)) return failure('InvalidArgument', 'Parameter Time is not valid.');
    const head = { version: '0', id, 'detail-type': detailType, source, account: accountId };
    this.#buses.publish(bus, {
      ...head,
      time: `${new Date(time).toISOString().slice(0, 19)}Z`,
      region,
      resources: [...entry.strings('Resources')],
      detail,
    });
    return { EventId: id };
  }

  #ruleResource(): ResourceProvider {
    return {
      type: 'AWS::Events::Rule',
      apply: (request) => {
        const rule = readRule(request, this.#platform);
        if (!this.#buses.hasBus(rule.bus)) {
          throw new AwsError('ResourceNotFoundException', `Event bus ${rule.bus} does not exist.`);
        }
        this.#buses.putRule(rule);
        return {
          physicalId: rule.bus === 'default' ? rule.name : `${rule.bus}|${rule.name}`,
          attributes: { Arn: rule.arn },
        };
      },
      remove: (id) => {
        const { region, accountId } = this.#platform;
        this.#buses.deleteRule(`arn:aws:events:${region}:${accountId}:rule/${id.replace('|', '/')}`);
      },
    };
  }

  #busResource(): ResourceProvider {
    return {
      type: 'AWS::Events::EventBus',
      apply: (request) => {
        const name = new Reader(request.logicalId, request.properties)
          .only('DeadLetterConfig', 'Description', 'KmsKeyIdentifier', 'LogConfig', 'Name', 'Policy', 'Tags')
          .string('Name');
        this.#buses.putBus(name);
        return { physicalId: name, attributes: { Arn: this.#buses.busArn(name), Name: name } };
      },
      remove: (name) => this.#buses.deleteBus(name),
    };
  }

  #policyResource(): ResourceProvider {
    return {
      type: 'AWS::Events::EventBusPolicy',
      apply: (request) => {
        const properties = new Reader(request.logicalId, request.properties).only(
          'EventBusName',
          'Statement',
          'StatementId',
        );
        const id = properties.string('StatementId');
        const bus = busName(properties.optionalString('EventBusName'));
        this.#buses.putStatement(bus, id, properties.object('Statement').source);
        return { physicalId: `${bus}|${id}`, attributes: {} };
      },
      remove: (physicalId) => {
        const [bus = '', id = ''] = physicalId.split('|');
        this.#buses.deleteStatement(bus, id);
      },
    };
  }
}

const testEventPattern: AwsOperation = {
  permissions: () => [{ action: 'events:TestEventPattern', resource: '*' }],
  run(input) {
    const reader = new Reader('request', input);
    const pattern = EventPattern.parse(reader.string('EventPattern'));
    const event = parse(reader.string('Event'));
    if (!isJsonObject(event)) throw new AwsError('ValidationException', 'Parameter Event is not valid.');
    return { Result: pattern.matches(event) };
  },
};

function failure(ErrorCode: string, ErrorMessage: string): JsonObject {
  return { ErrorCode, ErrorMessage };
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
