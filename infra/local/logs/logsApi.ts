import type { AwsApi, AwsOperation, Permission } from '../platform/AwsApi.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { JsonObject } from '../platform/Json.ts';
import type { Platform } from '../platform/Platform.ts';
import { Reader } from '../platform/Reader.ts';
import { resourcesOf, type UnlistedAction } from '../shared/unlistedResources.ts';
import { recordEmbeddedMetrics } from './embeddedMetrics.ts';
import { compileFilterPattern } from './FilterPattern.ts';
import type { LogStore } from './LogStore.ts';
import type { MetricFilters } from './MetricFilters.ts';
import type { Subscriptions } from './Subscriptions.ts';

export interface LogsState {
  readonly platform: Platform;
  readonly store: LogStore;
  readonly subscriptions: Subscriptions;
  readonly metricFilters: MetricFilters;
  /** Returns the account's resource policies as one document, `undefined` if there are none. */
  readonly resourcePolicy: () => JsonObject | undefined;
}

const DAY = 86_400_000;
/** Of one PutLogEvents: bytes, with 26 more for each event than its message, and events. */
const limits = { batchBytes: 1_048_576, eventOverhead: 26, events: 10_000 };
const groupPattern = /^[.\-_/#A-Za-z0-9]{1,512}$/;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export function logsApi(state: LogsState): AwsApi {
  return {
    signingName: 'logs',
    protocol: 'json-1.1',
    targetPrefix: 'Logs_20140328',
    operations: {
      CreateLogGroup: createLogGroup(state),
      DeleteLogGroup: deleteLogGroup(state),
      PutRetentionPolicy: putRetentionPolicy(state),
      DeleteRetentionPolicy: deleteRetentionPolicy(state),
      CreateLogStream: createLogStream(state),
      DeleteLogStream: deleteLogStream(state),
      PutSubscriptionFilter: putSubscriptionFilter(state),
      PutLogEvents: putLogEvents(state),
      GetLogEvents: getLogEvents(state),
      FilterLogEvents: filterLogEvents(state),
      DescribeLogGroups: describeLogGroups(state),
      DescribeLogStreams: describeLogStreams(state),
    },
  };
}

export function groupArn(platform: Platform, name: string): string {
  return `arn:aws:logs:${platform.region}:${platform.accountId}:log-group:${name}`;
}

function read(input: JsonObject): Reader {
  return new Reader('request', input, 'InvalidParameterException');
}

/** Returns the name of the group, which `logGroupIdentifier` may give as an ARN. */
function groupName(input: JsonObject): string {
  const reader = read(input);
  const identifier = reader.optionalString('logGroupIdentifier');
  const name =
    identifier === undefined
      ? reader.string('logGroupName')
      : identifier.replace(/^arn:.*:log-group:/, '').replace(/:\*$/, '');
  if (!groupPattern.test(name)) {
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  return name;
}

type LogsAction = Extract<UnlistedAction, `logs:${string}`>;

function onAccount({ region, accountId }: Platform, action: LogsAction, parts = {}): readonly Permission[] {
  const all = { Partition: 'aws', Region: region, Account: accountId, ...parts };
  return resourcesOf(action, all).map((resource) => ({ action, resource }));
}

/** Returns the permission on a log group. AWS's messages name an empty log stream of it. */
function onGroup({ platform, resourcePolicy }: LogsState, action: LogsAction): AwsOperation['permissions'] {
  return (input) =>
    onAccount(platform, action, { LogGroupName: groupName(input) }).map((permission) =>
      withPolicy(resourcePolicy, permission),
    );
}

/** Returns the permission on a log stream. */
function onStream({ platform, resourcePolicy }: LogsState, action: string): AwsOperation['permissions'] {
  return (input) => {
    const resource = `${groupArn(platform, groupName(input))}:log-stream:${read(input).string('logStreamName')}`;
    return [withPolicy(resourcePolicy, { action: `logs:${action}`, resource })];
  };
}

function withPolicy(resourcePolicy: LogsState['resourcePolicy'], permission: Permission): Permission {
  const policy = resourcePolicy();
  return policy === undefined ? permission : { ...permission, resourcePolicy: policy };
}

function createLogGroup(state: LogsState): AwsOperation {
  return {
    permissions: onGroup(state, 'logs:CreateLogGroup'),
    run(input) {
      if (!state.store.createGroup(groupName(input), state.platform.clock.now())) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
      }
      return {};
    },
  };
}

function deleteLogGroup(state: LogsState): AwsOperation {
  return {
    permissions: onGroup(state, 'logs:DeleteLogGroup'),
    run(input) {
      const name = groupName(input);
      state.store.assertGroup(name);
      state.store.deleteGroup(name);
      state.subscriptions.deleteGroup(name);
      return {};
    },
  };
}

function putRetentionPolicy(state: LogsState): AwsOperation {
  return {
    permissions: onGroup(state, 'logs:PutRetentionPolicy'),
    run(input) {
      const name = groupName(input);
      state.store.assertGroup(name);
      state.store.setRetention(name, read(input).optionalNumber('retentionInDays', { min: 1, max: 3653 }));
      return {};
    },
  };
}

function deleteRetentionPolicy(state: LogsState): AwsOperation {
  return {
    permissions: onGroup(state, 'logs:DeleteRetentionPolicy'),
    run(input) {
      const name = groupName(input);
      state.store.assertGroup(name);
      state.store.setRetention(name, undefined);
      return {};
    },
  };
}

function putSubscriptionFilter(state: LogsState): AwsOperation {
  return {
    permissions: onGroup(state, 'logs:PutSubscriptionFilter'),
    async run(input) {
      const group = groupName(input);
      state.store.assertGroup(group);
      const reader = read(input).only('destinationArn', 'distribution', 'filterName', 'filterPattern', 'logGroupName');
      const [name, pattern] = [reader.string('filterName'), reader.string('filterPattern')];
      await state.subscriptions.put({ group, name, pattern, destinationArn: reader.string('destinationArn') });
      return {};
    },
  };
}

function createLogStream(state: LogsState): AwsOperation {
  return {
    permissions: onStream(state, 'CreateLogStream'),
    run(input) {
      const name = read(input).string('logStreamName');
      if (name === '' || name.length > 512 || /[:*]/.test(name)) {
        throw new AwsError(
          'InvalidParameterException',
          `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
        );
      }
      if (!state.store.createStream(groupName(input), name, state.platform.clock.now())) {
        throw new AwsError('ResourceAlreadyExistsException', 'The specified log stream already exists');
      }
      return {};
    },
  };
}

function deleteLogStream(state: LogsState): AwsOperation {
  return {
    permissions: onStream(state, 'DeleteLogStream'),
    run(input) {
      const [group, stream] = [groupName(input), read(input).string('logStreamName')];
      state.store.assertStream(group, stream);
      state.store.deleteStream(group, stream);
      return {};
    },
  };
}

function putLogEvents(state: LogsState): AwsOperation {
  const { platform, store, subscriptions, metricFilters } = state;
  return {
    permissions: onStream(state, 'PutLogEvents'),
    async run(input) {
      const [group, stream] = [groupName(input), read(input).string('logStreamName')];
      store.assertStream(group, stream);
      const events = read(input)
        .objects('logEvents')
        .map((event) => ({
          timestamp: event.optionalNumber('timestamp', { min: 0 }) ?? 0,
          message: event.string('message'),
        }));
      const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + limits.eventOverhead, 0);
      const unordered = events.some(({ timestamp }, index) => timestamp < (events[index - 1]?.timestamp ?? 0));
      if (events.length === 0 || events.length > limits.events || bytes > limits.batchBytes || unordered) {
        throw new AwsError(
          'InvalidParameterException',
          unordered
            ? 'Log events in a single PutLogEvents request must be in chronological order.'
            : `Log event batch must have 1 to ${limits.events} events of at most ${limits.batchBytes} bytes together.`,
        );
      }
      const now = platform.clock.now();
      const accepted = events.filter(({ timestamp }) => timestamp >= now - 14 * DAY && timestamp <= now + DAY / 12);
      const tooOld = events.findLastIndex(({ timestamp }) => timestamp < now - 14 * DAY) + 1;
      const tooNew = events.findIndex(({ timestamp }) => timestamp > now + DAY / 12);
      const stored = store.append(group, stream, now, accepted);
      platform.meter.count('logs:byte', bytes);
      for (const { message } of accepted) {
        const fault = recordEmbeddedMetrics(message, platform.metrics);
        if (fault !== undefined) platform.log('warn', 'logs', `${group} has metrics that are not valid: ${fault}`);
      }
      metricFilters.observe(group, accepted);
      await subscriptions.deliver(group, stream, stored);
      return {
        nextSequenceToken: '49590302571033419757',
        ...(accepted.length === events.length
          ? {}
          : {
              rejectedLogEventsInfo: {
                ...(tooOld > 0 ? { tooOldLogEventEndIndex: tooOld } : {}),
                ...(tooNew >= 0 ? { tooNewLogEventStartIndex: tooNew } : {}),
              },
            }),
      };
    },
  };
}

function getLogEvents(state: LogsState): AwsOperation {
  return {
    permissions: onStream(state, 'GetLogEvents'),
    run(input) {
      const reader = read(input);
      const [group, stream] = [groupName(input), reader.string('logStreamName')];
      state.store.assertStream(group, stream);
      const token = /^([fb])\/(\d+)$/.exec(reader.optionalString('nextToken') ?? '');
      const fromHead = reader.optionalBoolean('startFromHead') ?? false;
      const forward = token === null ? fromHead : token[1] === 'f';
      const limit = reader.optionalNumber('limit', { min: 1, max: 10_000 }) ?? 10_000;
      const range = {
        group,
        streams: [stream],
        from: reader.optionalNumber('startTime') ?? 0,
        to: reader.optionalNumber('endTime') ?? Number.MAX_SAFE_INTEGER,
      };
      // Tokens are offsets from the start of the range: the next event for `f`, the first one given for `b`.
      const total = state.store.count(group, stream, range.from, range.to);
      const mark = token === null ? (forward ? 0 : total) : Number(token[2]);
      const offset = forward ? mark : Math.max(0, mark - limit);
      const events = state.store.query({ ...range, limit: forward ? limit : mark - offset, offset });
      return {
        events: events.map(({ timestamp, ingested, message }) => ({ timestamp, message, ingestionTime: ingested })),
        nextForwardToken: `f/${offset + events.length}`,
        nextBackwardToken: `b/${offset}`,
      };
    },
  };
}

function filterLogEvents(state: LogsState): AwsOperation {
  return {
    permissions: onGroup(state, 'logs:FilterLogEvents'),
    run(input) {
      const reader = read(input);
      const group = groupName(input);
      state.store.assertGroup(group);
      const matches = compileFilterPattern(reader.optionalString('filterPattern') ?? '');
      const prefix = reader.optionalString('logStreamNamePrefix');
      const named = reader.strings('logStreamNames');
      const streams = prefix === undefined ? named : state.store.streams(group, prefix).map(({ name }) => name);
      const limit = reader.optionalNumber('limit', { min: 1, max: 10_000 }) ?? 10_000;
      let offset = Number(reader.optionalString('nextToken') ?? 0);
      if (!Number.isSafeInteger(offset) || offset < 0) {
        throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
      }
      const page = state.store.query({
        group,
        ...(prefix === undefined && named.length === 0 ? {} : { streams }),
        from: reader.optionalNumber('startTime') ?? 0,
        to: (reader.optionalNumber('endTime') ?? Number.MAX_SAFE_INTEGER - 1) + 1,
        limit: 10_000,
        offset,
      });
      const events: JsonObject[] = [];
      for (const { id, stream, timestamp, ingested, message } of page) {
        if (events.length === limit) break;
        offset += 1;
        if (matches(message)) {
          events.push({ logStreamName: stream, timestamp, message, ingestionTime: ingested, eventId: id });
        }
      }
      const more = page.length === 10_000 || events.length === limit;
      return { events, searchedLogStreams: [], ...(more ? { nextToken: String(offset) } : {}) };
    },
  };
}

function describeLogGroups({ platform, store, metricFilters }: LogsState): AwsOperation {
  return {
    permissions: () => onAccount(platform, 'logs:DescribeLogGroups'),
    run(input) {
      const reader = read(input);
      const groups = store.groups(reader.optionalString('logGroupNamePrefix') ?? '');
      const { items, nextToken } = paginate(reader, groups);
      return {
        logGroups: items.map(({ name, created, retentionDays, bytes }) => ({
          logGroupName: name,
          creationTime: created,
          ...(retentionDays === undefined ? {} : { retentionInDays: retentionDays }),
          metricFilterCount: metricFilters.count(name),
          arn: `${groupArn(platform, name)}:*`,
          logGroupArn: groupArn(platform, name),
          storedBytes: bytes,
        })),
        ...nextToken,
      };
    },
  };
}

function describeLogStreams(state: LogsState): AwsOperation {
  const { platform, store } = state;
  return {
    permissions: onGroup(state, 'logs:DescribeLogStreams'),
    run(input) {
      const reader = read(input);
      const group = groupName(input);
      store.assertGroup(group);
      const streams = store.streams(group, reader.optionalString('logStreamNamePrefix') ?? '');
      if (reader.optionalString('orderBy') === 'LastEventTime') {
        streams.sort((one, other) => (one.lastEvent ?? 0) - (other.lastEvent ?? 0));
      }
      if (reader.optionalBoolean('descending') === true) streams.reverse();
      const { items, nextToken } = paginate(reader, streams);
      return {
        logStreams: items.map(({ name, created, firstEvent, lastEvent, lastIngested }) => ({
          logStreamName: name,
          creationTime: created,
          ...(firstEvent === undefined ? {} : { firstEventTimestamp: firstEvent }),
          ...(lastEvent === undefined ? {} : { lastEventTimestamp: lastEvent }),
          ...(lastIngested === undefined ? {} : { lastIngestionTime: lastIngested }),
          arn: `${groupArn(platform, group)}:log-stream:${name}`,
          storedBytes: 0,
        })),
        ...nextToken,
      };
    },
  };
}

function paginate<Item>(
  reader: Reader,
  all: readonly Item[],
): { readonly items: readonly Item[]; readonly nextToken: JsonObject } {
  const limit = reader.optionalNumber('limit', { min: 1, max: 50 }) ?? 50;
  const offset = Number(reader.optionalString('nextToken') ?? 0);
  if (!Number.isSafeInteger(offset) || offset < 0) {
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  const next = offset + limit;
  return { items: all.slice(offset, next), nextToken: next < all.length ? { nextToken: String(next) } : {} };
}
