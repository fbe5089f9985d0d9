import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AwsError, NotSupportedLocally } from '../platform/AwsError.ts';
import { isJsonObject } from '../platform/Json.ts';
import { invalidParameter, notFound } from './errors.ts';
import { type FilterScope, filterPolicy } from './filterPolicy.ts';
import { parseJson } from './MessageAttributes.ts';
import type { Topic } from './Topics.ts';

const protocols = ['http', 'https', 'email', 'email-json', 'sms', 'sqs', 'application', 'lambda'] as const;
type Protocol = (typeof protocols)[number];

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: Protocol;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Present until the endpoint's owner confirms. */
  readonly confirmationToken: string | undefined;
  readonly sequence: number;
}

const columns = 'arn, topic, protocol, endpoint, attributes, confirmation_token, sequence';
const settable = ['FilterPolicy', 'FilterPolicyScope', 'RawMessageDelivery', 'RedrivePolicy'];

export class Subscriptions {
  readonly #database: DatabaseSync;
  readonly #byArn: StatementSync;
  readonly #confirmed: StatementSync;
  readonly #filters: StatementSync;
  readonly #filtersOfTopic: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#byArn = database.prepare(`SELECT ${columns} FROM subscription WHERE arn = ?`);
    this.#confirmed = database.prepare(
      `SELECT ${columns} FROM subscription WHERE topic = ? AND confirmation_token IS NULL ORDER BY sequence`,
    );
    // The words of the index `subscription_filter`, which answers it.
    const filters =
      "SELECT COUNT(*) AS count FROM subscription WHERE json_extract(attributes, '$.FilterPolicy') NOT IN ('', '{}')";
    this.#filters = database.prepare(filters);
    this.#filtersOfTopic = database.prepare(`${filters} AND topic = ?`);
  }

  /** Creates a subscription, or returns the endpoint's existing one if the attributes agree. */
  create(
    topic: Topic,
    protocolName: string,
    endpoint: string,
    attributes: Readonly<Record<string, string>>,
  ): { readonly subscription: Subscription; readonly created: boolean } {
    const protocol = parseProtocol(protocolName);
    assertEndpoint(topic, protocol, endpoint);
    assertAttributes(topic.arn, attributes);
    const existing = this.#database
      .prepare(`SELECT ${columns} FROM subscription WHERE topic = ? AND protocol = ? AND endpoint = ?`)
      .get(topic.arn, protocol, endpoint);
    if (existing !== undefined) {
      const subscription = fromRow(existing);
      if (Object.entries(attributes).some(([name, value]) => subscription.attributes[name] !== value)) {
        throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
      }
      return { subscription, created: false };
    }
    if (hasFilter(attributes)) this.#assertRoom(topic.arn);
    const arn = `${topic.arn}:${randomUUID()}`;
    this.#database
      .prepare(
        'INSERT INTO subscription (arn, topic, protocol, endpoint, attributes, confirmation_token) VALUES (?, ?, ?, ?, ?, ?)',
      )
      .run(
        arn,
        topic.arn,
        protocol,
        endpoint,
        JSON.stringify(attributes),
        needsConfirmation(topic.arn, protocol, endpoint) ? randomBytes(32).toString('hex') : null,
      );
    return { subscription: this.get(arn), created: true };
  }

  find(arn: string): Subscription | undefined {
    const row = this.#byArn.get(arn);
    return row === undefined ? undefined : fromRow(row);
  }

  get(arn: string): Subscription {
    const subscription = this.find(arn);
    if (subscription === undefined) throw notFound('Subscription does not exist');
    return subscription;
  }

  /** Confirms by a token, which works once. Checks `topicArn` if it is given. */
  confirm(topicArn: string | undefined, token: string): Subscription {
    const row = this.#database.prepare(`SELECT ${columns} FROM subscription WHERE confirmation_token = ?`).get(token);
    if (row === undefined || (topicArn !== undefined && row.topic !== topicArn)) throw invalidParameter('Token');
    const subscription = fromRow(row);
    this.#database.prepare('UPDATE subscription SET confirmation_token = NULL WHERE arn = ?').run(subscription.arn);
    return { ...subscription, confirmationToken: undefined };
  }

  *confirmed(topicArn: string): Generator<Subscription> {
    for (const row of this.#confirmed.iterate(topicArn)) yield fromRow(row);
  }

  counts(topicArn: string): { readonly confirmed: number; readonly pending: number } {
    const row = this.#database
      .prepare('SELECT COUNT(*) AS whole, COUNT(confirmation_token) AS pending FROM subscription WHERE topic = ?')
      .get(topicArn);
    const pending = Number(row?.pending ?? 0);
    return { confirmed: Number(row?.whole ?? 0) - pending, pending };
  }

  list(topicArn: string | undefined, after: number, limit: number): readonly Subscription[] {
    const rows =
      topicArn === undefined
        ? this.#database
            .prepare(`SELECT ${columns} FROM subscription WHERE sequence > ? ORDER BY sequence LIMIT ?`)
            .all(after, limit)
        : this.#database
            .prepare(`SELECT ${columns} FROM subscription WHERE topic = ? AND sequence > ? ORDER BY sequence LIMIT ?`)
            .all(topicArn, after, limit);
    return rows.map(fromRow);
  }

  setAttribute(subscription: Subscription, name: string, value: string): void {
    const { [name]: _, ...others } = subscription.attributes;
    const attributes = value === '' ? others : { ...others, [name]: value };
    assertAttributes(subscription.topicArn, { [name]: value, ...attributes });
    this.replaceAttributes(subscription.arn, attributes);
  }

  replaceAttributes(arn: string, attributes: Readonly<Record<string, string>>): void {
    const { topicArn, attributes: former } = this.get(arn);
    assertAttributes(topicArn, attributes);
    if (hasFilter(attributes) && !hasFilter(former)) this.#assertRoom(topicArn);
    this.#database.prepare('UPDATE subscription SET attributes = ? WHERE arn = ?').run(JSON.stringify(attributes), arn);
  }

  delete(arn: string): void {
    this.#database.prepare('DELETE FROM subscription WHERE arn = ?').run(arn);
  }

  /** Throws AwsError FilterPolicyLimitExceeded where topic or account have no room for another filter policy. */
  #assertRoom(topicArn: string): void {
    const [ofTopic, ofAccount] = [this.#filtersOfTopic.get(topicArn), this.#filters.get()];
    const full = Number(ofTopic?.count) >= filterPolicies.topic || Number(ofAccount?.count) >= filterPolicies.account;
    if (!full) return;
    throw new AwsError(
      'FilterPolicyLimitExceeded',
      'The number of filter policies in your AWS account exceeds the limit. To add more filter policies, submit an Amazon SNS Limit Increase case in the AWS Support Center.',
      { status: 403 },
    );
  }
}

/** https://docs.aws.amazon.com/general/latest/gr/sns.html#limits_sns_resource */
const filterPolicies = { topic: 200, account: 10_000 };

/** SNS takes an empty policy for none. */
function hasFilter({ FilterPolicy = '' }: Readonly<Record<string, string>>): boolean {
  return FilterPolicy !== '' && FilterPolicy !== '{}';
}

/**
 * Whether the endpoint's owner must confirm: for the web and for mail, and for what another account has.
 * https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html
 */
function needsConfirmation(topicArn: string, protocol: Protocol, endpoint: string): boolean {
  if (protocol === 'sms') return false;
  return !endpoint.startsWith('arn:') || endpoint.split(':')[4] !== topicArn.split(':')[4];
}

function fromRow(row: Readonly<Record<string, unknown>>): Subscription {
  const token = row.confirmation_token;
  return {
    arn: String(row.arn),
    topicArn: String(row.topic),
    protocol: parseProtocol(String(row.protocol)),
    endpoint: String(row.endpoint),
    attributes: JSON.parse(String(row.attributes)) as Record<string, string>,
    confirmationToken: typeof token === 'string' ? token : undefined,
    sequence: Number(row.sequence),
  };
}

/** Returns the part of a message that the subscription's filter tests. */
export function filterScope(attributes: Readonly<Record<string, string>>): FilterScope {
  return attributes.FilterPolicyScope === 'MessageBody' ? 'MessageBody' : 'MessageAttributes';
}

/** Returns the ARN of the subscription's dead-letter queue, if it has one. */
export function deadLetterQueueOf(subscription: Subscription): string | undefined {
  const policy = parseJson(subscription.attributes.RedrivePolicy ?? '');
  const arn = isJsonObject(policy) ? policy.deadLetterTargetArn : undefined;
  return typeof arn === 'string' ? arn : undefined;
}

function parseProtocol(name: string): Protocol {
  const protocol = protocols.find((known) => known === name);
  if (protocol !== undefined) return protocol;
  if (name === 'firehose') throw new NotSupportedLocally('The subscription protocol firehose');
  throw invalidParameter(`Does not support this protocol string: ${name}`);
}

const endpointPatterns: Readonly<Record<Protocol, RegExp>> = {
  http: /^http:\/\/[^\s/]+/,
  https: /^https:\/\/[^\s/]+/,
  email: /^[^\s@]+@[^\s@]+$/,
  'email-json': /^[^\s@]+@[^\s@]+$/,
  sms: /^\+?[0-9][0-9 ()-]{4,24}$/,
  sqs: /^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[A-Za-z0-9_.-]+$/,
  application: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:endpoint\/.+/,
  lambda: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+/,
};

const endpointReasons: Readonly<Record<Protocol, string>> = {
  http: 'Endpoint must match the specified protocol',
  https: 'Endpoint must match the specified protocol',
  email: 'Email address',
  'email-json': 'Email address',
  sms: 'Invalid SMS endpoint',
  sqs: 'SQS endpoint ARN',
  application: 'Application endpoint arn invalid',
  lambda: 'Lambda endpoint ARN',
};

function assertEndpoint(topic: Topic, protocol: Protocol, endpoint: string): void {
  if (topic.fifo && protocol !== 'sqs') throw invalidParameter(`Invalid protocol type: ${protocol}`);
  if (!endpointPatterns[protocol].test(endpoint)) throw invalidParameter(endpointReasons[protocol]);
  if (!topic.fifo && protocol === 'sqs' && endpoint.endsWith('.fifo')) {
    throw invalidParameter(
      'Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  }
}

function assertAttributes(topicArn: string, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'DeliveryPolicy' || name === 'ReplayPolicy' || name === 'SubscriptionRoleArn') {
      throw new NotSupportedLocally(`The subscription attribute ${name}`);
    }
    if (!settable.includes(name)) throw invalidParameter('AttributeName');
    if (name === 'RawMessageDelivery' && value !== 'true' && value !== 'false') {
      throw invalidParameter(`Attributes Reason: RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
    }
    if (name === 'FilterPolicyScope' && value !== 'MessageAttributes' && value !== 'MessageBody') {
      throw invalidParameter(
        `FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
      );
    }
    if (name === 'RedrivePolicy' && value !== '' && value !== '{}') assertRedrivePolicy(topicArn, value);
  }
  const policy = attributes.FilterPolicy;
  if (policy !== undefined && policy !== '') filterPolicy(policy, filterScope(attributes));
}

/** https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
function assertRedrivePolicy(topicArn: string, text: string): void {
  const policy = parseJson(text);
  const arn = isJsonObject(policy) ? policy.deadLetterTargetArn : undefined;
  if (typeof arn !== 'string' || !endpointPatterns.sqs.test(arn)) {
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn is an invalid arn');
  }
  const place = (one: string) => one.split(':').slice(3, 5).join(':');
  if (place(arn) !== place(topicArn)) {
    throw invalidParameter('RedrivePolicy: deadLetterTargetArn must be in the account and region of the topic');
  }
  if (arn.endsWith('.fifo') !== topicArn.endsWith('.fifo')) {
    throw invalidParameter(
      'RedrivePolicy: must use a FIFO queue as DLQ for a FIFO topic, and a standard one otherwise',
    );
  }
}
