import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { invalidParameter, topicNotFound } from './errors.ts';
import { parseJson } from './MessageAttributes.ts';

export interface Topic {
  readonly arn: string;
  readonly fifo: boolean;
  /** Attributes that were set. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

const settable = [
  'Policy',
  'DisplayName',
  'DeliveryPolicy',
  'KmsMasterKeyId',
  'SignatureVersion',
  'TracingConfig',
  'ContentBasedDeduplication',
  'FifoThroughputScope',
];
const unsupported = /^(ArchivePolicy|BeginningArchiveTime|DataProtectionPolicy)$/;
const feedback =
  /^(HTTP|Lambda|SQS|Firehose|Application)(SuccessFeedbackRoleArn|FailureFeedbackRoleArn|SuccessFeedbackSampleRate)$/;
const roleArn = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;
/** https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html */
const policyActions =
  /^sns:(AddPermission|DeleteTopic|Get(TopicAttributes|DataProtectionPolicy)|ListSubscriptionsByTopic|ListTagsForResource|Publish|PutDataProtectionPolicy|Receive|RemovePermission|SetTopicAttributes|Subscribe)$/i;

/** Sequence numbers have 20 digits and grow by one with each message. */
const FIRST_SEQUENCE_NUMBER = 10_000_000_000_000_000_000n;

export class Topics {
  readonly #database: DatabaseSync;
  readonly #arnPrefix: string;
  readonly #select: StatementSync;
  readonly #nextSequence: StatementSync;

  constructor(database: DatabaseSync, region: string, accountId: string) {
    this.#database = database;
    this.#arnPrefix = `arn:aws:sns:${region}:${accountId}:`;
    this.#select = database.prepare('SELECT arn, attributes, tags FROM topic WHERE arn = ?');
    this.#nextSequence = database.prepare(
      'UPDATE topic SET last_sequence = last_sequence + 1 WHERE arn = ? RETURNING last_sequence',
    );
  }

  arn(name: string): string {
    return `${this.#arnPrefix}${name}`;
  }

  /** Creates a topic, or returns the existing one of this name if the attributes agree. */
  create(name: string, attributes: Readonly<Record<string, string>>, tags: Readonly<Record<string, string>>): Topic {
    const fifo = attributes.FifoTopic === 'true';
    assertName(name, fifo);
    const { FifoTopic: _, ...given } = attributes;
    assertAttributes(given, fifo);
    const arn = this.arn(name);
    const existing = this.find(arn);
    if (existing !== undefined) {
      if (Object.entries(given).some(([key, value]) => (existing.attributes[key] ?? '') !== value)) {
        throw invalidParameter('Attributes Reason: Topic already exists with different attributes');
      }
      if (Object.entries(tags).some(([key, value]) => existing.tags[key] !== value)) {
        throw invalidParameter('Tags Reason: Topic already exists with different tags');
      }
      return existing;
    }
    this.#database
      .prepare('INSERT INTO topic (arn, attributes, tags) VALUES (?, ?, ?)')
      .run(arn, JSON.stringify(given), JSON.stringify(tags));
    return { arn, fifo, attributes: given, tags };
  }

  find(arn: string): Topic | undefined {
    const row = this.#select.get(arn);
    return row === undefined ? undefined : fromRow(row);
  }

  get(arn: string): Topic {
    if (!/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]+$/.test(arn)) {
      throw invalidParameter(`TopicArn Reason: An ARN must have at least 6 elements, not ${arn.split(':').length}`);
    }
    const topic = this.find(arn);
    if (topic === undefined) throw topicNotFound();
    return topic;
  }

  list(after: string, limit: number): readonly string[] {
    return this.#database
      .prepare('SELECT arn FROM topic WHERE arn > ? ORDER BY arn LIMIT ?')
      .all(after, limit)
      .map((row) => String(row.arn));
  }

  setAttribute(topic: Topic, name: string, value: string): void {
    if (name === 'FifoTopic') throw invalidParameter('AttributeName');
    assertAttributes({ [name]: value }, topic.fifo);
    this.#setAttributes(topic.arn, { ...topic.attributes, [name]: value });
  }

  /** Sets exactly these attributes, as CloudFormation does. */
  replaceAttributes(topic: Topic, attributes: Readonly<Record<string, string>>): void {
    assertAttributes(attributes, topic.fifo);
    this.#setAttributes(topic.arn, attributes);
  }

  setTags(arn: string, tags: Readonly<Record<string, string>>): void {
    this.#database.prepare('UPDATE topic SET tags = ? WHERE arn = ?').run(JSON.stringify(tags), arn);
  }

  delete(arn: string): void {
    this.#database.prepare('DELETE FROM topic WHERE arn = ?').run(arn);
    this.#database.prepare('DELETE FROM subscription WHERE topic = ?').run(arn);
    this.#database.prepare('DELETE FROM deduplication WHERE topic = ?').run(arn);
  }

  nextSequenceNumber(arn: string): string {
    const row = this.#nextSequence.get(arn);
    return String(FIRST_SEQUENCE_NUMBER + BigInt(Number(row?.last_sequence ?? 0)));
  }

  #setAttributes(arn: string, attributes: Readonly<Record<string, string>>): void {
    this.#database.prepare('UPDATE topic SET attributes = ? WHERE arn = ?').run(JSON.stringify(attributes), arn);
  }
}

const ownActions = [
  'GetTopicAttributes',
  'SetTopicAttributes',
  'AddPermission',
  'RemovePermission',
  'DeleteTopic',
  'Subscribe',
  'ListSubscriptionsByTopic',
  'Publish',
];

/** Returns the policy of a topic that was given none. It lets AWS's services publish for the account. */
export function defaultPolicy(topicArn: string): JsonObject {
  return {
    Version: '2008-10-17',
    Id: '__default_policy_ID',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ownActions.map((action) => `SNS:${action}`),
        Resource: topicArn,
        Condition: { StringEquals: { 'AWS:SourceOwner': topicArn.split(':')[4] } },
      },
    ],
  };
}

/** Returns the policy of a topic, `undefined` if there is no such topic. */
export function topicPolicy(topic: Topic | undefined): JsonObject | undefined {
  if (topic === undefined) return undefined;
  const policy = parseJson(topic.attributes.Policy ?? '');
  return isJsonObject(policy) ? policy : defaultPolicy(topic.arn);
}

function fromRow(row: Readonly<Record<string, unknown>>): Topic {
  const arn = String(row.arn);
  return {
    arn,
    fifo: arn.endsWith('.fifo'),
    attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
    tags: JSON.parse(String(row.tags)) as Record<string, string>,
  };
}

function assertName(name: string, fifo: boolean): void {
  if (fifo && !/^[A-Za-z0-9_-]{1,251}\.fifo$/.test(name)) {
    throw invalidParameter(
      'Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
    );
  }
  if (!fifo && !/^[A-Za-z0-9_-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
}

function assertAttributes(attributes: Readonly<Record<string, string>>, fifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (unsupported.test(name)) throw new NotSupportedLocally(`The topic attribute ${name}`);
    const fifoOnly = name === 'ContentBasedDeduplication' || name === 'FifoThroughputScope';
    if ((!settable.includes(name) && !feedback.test(name)) || (fifoOnly && !fifo)) {
      throw invalidParameter('AttributeName');
    }
    const wrong = (reason: string) => invalidParameter(`Attributes Reason: ${name} ${reason}`);
    if (name === 'Policy' && value !== '') assertPolicy(value);
    if (feedback.test(name)) assertFeedback(name, value);
    if (name === 'ContentBasedDeduplication' && value !== 'true' && value !== 'false') {
      throw wrong('must be true or false');
    }
    if (name === 'FifoThroughputScope' && value !== 'Topic' && value !== 'MessageGroup') {
      throw wrong('must be Topic or MessageGroup');
    }
    if (name === 'SignatureVersion' && value !== '1' && value !== '2') throw wrong('must be 1 or 2');
    if (name === 'DeliveryPolicy' && value !== '') throw new NotSupportedLocally('The topic attribute DeliveryPolicy');
  }
}

/** Not even `sns:*` is an action of a topic's policy. */
function assertPolicy(text: string): void {
  const policy = parseJson(text);
  if (!isJsonObject(policy)) throw invalidParameter('Policy Error: null');
  const statements = [policy.Statement ?? []].flat().filter(isJsonObject);
  for (const action of statements.flatMap(({ Action = [] }) => [Action].flat())) {
    if (typeof action === 'string' && policyActions.test(action)) continue;
    throw invalidParameter('Policy statement action out of service scope!');
  }
}

/** https://docs.aws.amazon.com/sns/latest/api/API_SetTopicAttributes.html */
function assertFeedback(name: string, value: string): void {
  const allowed = name.endsWith('SampleRate') ? /^(\d{1,2}|100)?$/ : roleArn;
  if (value !== '' && !allowed.test(value)) throw invalidParameter(`${name} Reason: not what the attribute takes`);
}
