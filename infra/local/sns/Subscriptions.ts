import { randomBytes, randomUUID } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AwsError } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import { invalidParameter, notFound } from './errors.ts';
import { assertAttributes, assertEndpoint, type Protocol, parseProtocol } from './subscriptionAttributes.ts';
import type { Topic } from './Topics.ts';

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
/** SNS forgets a subscription that nobody confirms: https://docs.aws.amazon.com/sns/latest/dg/SendMessageToHttp.confirm.html */
const CONFIRMATION_MILLISECONDS = 48 * 3_600_000;

export class Subscriptions {
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #byArn: StatementSync;
  readonly #confirmed: StatementSync;
  readonly #filters: StatementSync;
  readonly #filtersOfTopic: StatementSync;
  readonly #lapse: readonly StatementSync[];

  constructor(database: DatabaseSync, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#byArn = database.prepare(`SELECT ${columns} FROM subscription WHERE arn = ?`);
    this.#confirmed = database.prepare(
      `SELECT ${columns} FROM subscription WHERE topic = ? AND confirmation_token IS NULL ORDER BY sequence`,
    );
    // The words of the index `subscription_filter`, which answers it.
    const filters =
      "SELECT COUNT(*) AS count FROM subscription WHERE json_extract(attributes, '$.FilterPolicy') NOT IN ('', '{}')";
    this.#filters = database.prepare(filters);
    this.#filtersOfTopic = database.prepare(`${filters} AND topic = ?`);
    const lapsed = 'SELECT arn FROM confirmation WHERE asked_at <= ?';
    this.#lapse = [
      database.prepare(`DELETE FROM subscription WHERE confirmation_token IS NOT NULL AND arn IN (${lapsed})`),
      database.prepare('DELETE FROM confirmation WHERE asked_at <= ?'),
    ];
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
    assertAttributes(topic.arn, protocol, attributes);
    this.#forgetLapsed();
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

  /** Notes that its owner was asked to confirm, which counts from then on. */
  noteAsked(arn: string): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO confirmation (arn, asked_at) VALUES (?, ?)')
      .run(arn, this.#clock.now());
  }

  find(arn: string): Subscription | undefined {
    this.#forgetLapsed();
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
    this.#forgetLapsed();
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
    this.#forgetLapsed();
    const row = this.#database
      .prepare('SELECT COUNT(*) AS whole, COUNT(confirmation_token) AS pending FROM subscription WHERE topic = ?')
      .get(topicArn);
    const pending = Number(row?.pending ?? 0);
    return { confirmed: Number(row?.whole ?? 0) - pending, pending };
  }

  list(topicArn: string | undefined, after: number, limit: number): readonly Subscription[] {
    this.#forgetLapsed();
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
    assertAttributes(subscription.topicArn, subscription.protocol, { [name]: value, ...attributes });
    this.replaceAttributes(subscription.arn, attributes);
  }

  replaceAttributes(arn: string, attributes: Readonly<Record<string, string>>): void {
    const { topicArn, protocol, attributes: former } = this.get(arn);
    assertAttributes(topicArn, protocol, attributes);
    if (hasFilter(attributes) && !hasFilter(former)) this.#assertRoom(topicArn);
    this.#database.prepare('UPDATE subscription SET attributes = ? WHERE arn = ?').run(JSON.stringify(attributes), arn);
  }

  delete(arn: string): void {
    this.#database.prepare('DELETE FROM subscription WHERE arn = ?').run(arn);
  }

  #forgetLapsed(): void {
    for (const statement of this.#lapse) statement.run(this.#clock.now() - CONFIRMATION_MILLISECONDS);
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
