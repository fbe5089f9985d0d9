import type { AwsOperation, CallContext, Permission } from '../../platform/AwsApi.ts';
import { AwsError } from '../../platform/AwsError.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { transaction } from '../../platform/transaction.ts';
import { useKey } from '../../shared/useKey.ts';
import { invalidParameter } from '../errors.ts';
import { objectList, optionalString, requiredString } from '../input.ts';
import type { Published } from '../Publisher.ts';
import { MAXIMUM_MESSAGE_SIZE, type PublishRequest, parsePublishRequest } from '../publishRequest.ts';
import type { SnsState } from '../SnsState.ts';
import { topicPolicy } from '../Topics.ts';

export function publishOperations(sns: SnsState): Readonly<Record<string, AwsOperation>> {
  return {
    Publish: {
      permissions: (input) => [publishPermission(sns, input)],
      run: async (input, call) => {
        await encrypt(sns, optionalString(input, 'TopicArn') ?? optionalString(input, 'TargetArn'), call);
        const publish = (): JsonObject => {
          const request = parsePublishRequest(input, call.traceHeader);
          const target = publishTarget(input);
          if (target.kind === 'phone') return { ...sns.publisher.toPhone(target.value, request) };
          if (target.kind === 'endpoint') return { ...sns.publisher.toEndpoint(target.value, request) };
          return { ...sns.publisher.toTopic(target.value, request) };
        };
        return sns.faults.run(call.signal, publish, () => logLost(sns, optionalString(input, 'TargetArn')));
      },
    },
    PublishBatch: {
      permissions: (input) => [publishPermission(sns, { TopicArn: requiredString(input, 'TopicArn') })],
      run: async (input, call) => {
        await encrypt(sns, optionalString(input, 'TopicArn'), call);
        const publish = () => publishBatch(sns, input, call.traceHeader);
        return sns.faults.run(call.signal, publish, () => logLost(sns, optionalString(input, 'TopicArn')));
      },
    },
  };
}

type Target = { readonly kind: 'topic' | 'endpoint' | 'phone'; readonly value: string };

function publishTarget(input: JsonObject): Target {
  const topicArn = optionalString(input, 'TopicArn');
  const targetArn = optionalString(input, 'TargetArn');
  const phoneNumber = optionalString(input, 'PhoneNumber');
  const given = [topicArn, targetArn, phoneNumber].filter((value) => value !== undefined);
  if (given.length === 0 || given[0] === '') {
    throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
  }
  if (given.length > 1) {
    throw invalidParameter('TopicArn, TargetArn or PhoneNumber Reason: only one of them may be given');
  }
  if (phoneNumber !== undefined) return { kind: 'phone', value: phoneNumber };
  const arn = targetArn ?? topicArn ?? '';
  if (!arn.startsWith('arn:')) {
    throw invalidParameter(`${targetArn === undefined ? 'TopicArn' : 'TargetArn'} Reason: not an ARN`);
  }
  return { kind: arn.split(':')[5]?.startsWith('endpoint/') ? 'endpoint' : 'topic', value: arn };
}

/** Returns the permission to publish. A phone number has no resource, and a topic's own policy may allow the caller. */
function publishPermission(sns: SnsState, input: JsonObject): Permission {
  const target = publishTarget(input);
  if (target.kind === 'phone') return { action: 'sns:Publish', resource: '*' };
  const resourcePolicy = target.kind === 'topic' ? topicPolicy(sns.topics.find(target.value)) : undefined;
  return {
    action: 'sns:Publish',
    resource: target.value,
    ...(resourcePolicy === undefined ? {} : { resourcePolicy }),
  };
}

/** Has the caller use the key of an encrypted topic. Rejects with AwsError such as KMSAccessDenied. */
async function encrypt(sns: SnsState, topicArn: string | undefined, { principal }: CallContext): Promise<void> {
  const { KmsMasterKeyId = '' } = sns.topics.find(topicArn ?? '')?.attributes ?? {};
  if (KmsMasterKeyId === '') return;
  await useKey(sns.platform.aws, principal, KmsMasterKeyId, (name) => `KMS${name.replace(/Exception$/, '')}`);
}

/** Says that SNS has what a caller may publish again, since it does not know. */
function logLost({ platform }: SnsState, target: string | undefined): void {
  platform.log('debug', 'sns', 'An answer was lost', target === undefined ? {} : { target });
}

interface Entry {
  readonly id: string;
  readonly request: PublishRequest | AwsError;
}

function publishBatch(sns: SnsState, input: JsonObject, traceHeader: string | undefined): JsonObject {
  const entries = parseEntries(objectList(input, 'PublishBatchRequestEntries'), traceHeader);
  const topicArn = requiredString(input, 'TopicArn');
  sns.topics.get(topicArn);
  const successful: JsonObject[] = [];
  const failed: JsonObject[] = [];
  transaction(sns.database, () => {
    for (const { id, request } of entries) {
      const answer = request instanceof AwsError ? request : attempt(() => sns.publisher.toTopic(topicArn, request));
      if (answer instanceof AwsError) {
        failed.push({ Id: id, Code: answer.code, Message: answer.message, SenderFault: answer.status < 500 });
      } else {
        successful.push({ Id: id, ...answer });
      }
    }
  });
  return { Successful: successful, Failed: failed };
}

function parseEntries(raw: readonly JsonObject[], traceHeader: string | undefined): readonly Entry[] {
  if (raw.length === 0) throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (raw.length > 10) {
    throw new AwsError('TooManyEntriesInBatchRequest', 'The batch request contains more entries than permissible.');
  }
  const ids = new Set<string>();
  let size = 0;
  const entries: Entry[] = [];
  for (const entry of raw) {
    const id = optionalString(entry, 'Id') ?? '';
    if (!/^[A-Za-z0-9_-]{1,80}$/.test(id)) {
      throw new AwsError(
        'InvalidBatchEntryId',
        "The Id of a batch entry in a batch request doesn't abide by the specification.",
      );
    }
    if (ids.has(id)) {
      throw new AwsError('BatchEntryIdsNotDistinct', 'Two or more batch entries in the request have the same Id.');
    }
    ids.add(id);
    const request = attempt(() => parsePublishRequest(entry, traceHeader));
    size += request instanceof AwsError ? Buffer.byteLength(optionalString(entry, 'Message') ?? '') : request.size;
    entries.push({ id, request });
  }
  if (size > MAXIMUM_MESSAGE_SIZE) {
    throw new AwsError(
      'BatchRequestTooLong',
      'The length of all the batch messages put together is more than the limit.',
    );
  }
  return entries;
}

function attempt<Result extends Published | PublishRequest>(work: () => Result): Result | AwsError {
  try {
    return work();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
