import { isJsonObject, type JsonObject, type LocalCloud, type silentLog } from 'local-cloud';
import type { MovableClock } from 'local-cloud/testing/MovableClock';

/** A change of an alarm. */
export interface AlarmChange {
  /** `<stack>/<id>`, without the hash. */
  readonly alarm: string;
  readonly raised: boolean;
  /** Epoch milliseconds of the runtime's clock. */
  readonly at: number;
}

/** What happened in the runtime since the last question. */
export interface Witnessed {
  /** Epoch milliseconds of the runtime's clock. */
  readonly now: number;
  readonly alarms: readonly AlarmChange[];
  /** The endpoint, or its device, of each push that SNS took although its caller got no answer. */
  readonly lostAnswers: readonly string[];
}

/** The longest batching window of a stream is within it. */
const BATCHING = 2_000;
/** Looks in a row that find nothing going on, and the milliseconds between them. */
const QUIET = { looks: 3, apart: 25 };

/** Sees what the runtime alarms and which answers SNS loses, and moves its clock while nothing runs. */
export class FaultWatch {
  readonly #clock: MovableClock;
  #changes: { readonly name: string; readonly raised: boolean; readonly at: number }[] = [];
  #lost: string[] = [];

  constructor(clock: MovableClock) {
    this.#clock = clock;
  }

  /** The runtime's log is the only place that tells both as they happen. */
  readonly log: typeof silentLog = (_, source, message, fields = {}) => {
    const [, name, to, from] = source === 'cloudwatch' ? (/^(\S+) is (\w+), was (\w+)$/.exec(message) ?? []) : [];
    if (name !== undefined && [to, from].includes('ALARM')) {
      this.#changes.push({ name, raised: to === 'ALARM', at: this.#clock.now() });
    }
    if (source === 'sns' && message === 'An answer was lost') this.#lost.push(String(fields.target));
  };

  witnessed({ resources }: LocalCloud): Witnessed {
    const paths = new Map(
      resources
        .filter(({ type }) => type === 'AWS::CloudWatch::Alarm')
        .map(({ physicalId, path }) => [physicalId, path.replace(/^[^/]+\//, '').replace(/[0-9A-F]{8}$/, '')]),
    );
    const alarms = this.#changes.map(({ name, ...change }) => ({ alarm: paths.get(name) ?? name, ...change }));
    const lostAnswers = this.#lost;
    this.#changes = [];
    this.#lost = [];
    return { now: this.#clock.now(), alarms, lostAnswers };
  }

  /** Lets the work that goes on end, then a minute pass, and again the work end. */
  async passMinute(cloud: LocalCloud): Promise<void> {
    await rest(cloud);
    // Batches that wait for more records go before the time does, and those of what follows after it.
    for (const part of [BATCHING, 60_000 - 2 * BATCHING, BATCHING]) {
      this.#clock.advance(part);
      await rest(cloud);
    }
  }
}

/** Resolves when no function runs, and none has for a moment. */
async function rest({ lambda, platform }: LocalCloud): Promise<void> {
  let last = -1;
  for (let looks = 0; looks < QUIET.looks; ) {
    const requests = [...platform.meter.snapshot().values()].reduce((sum, units) => sum + units, 0);
    looks = lambda.running === 0 && requests === last ? looks + 1 : 0;
    last = requests;
    await new Promise((resolve) => setTimeout(resolve, QUIET.apart));
  }
}

/**
 * Returns the ids of the deliveries that were claimed and not done at this time, in epoch milliseconds: those that a
 * kill interrupted. To be asked before their claims, of at most `longest` milliseconds, are taken again.
 */
export async function underWay(
  { platform }: LocalCloud,
  table: string,
  at: number,
  longest: number,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let from: JsonObject = {};
  do {
    const page = await platform.aws.call({ kind: 'root' }, 'dynamodb', 'Scan', {
      TableName: table,
      FilterExpression: '#status = :queued AND claimedUntil BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':queued': { S: 'QUEUED' },
        ':from': { N: `${at}` },
        ':to': { N: `${at + longest}` },
      },
      ...from,
    });
    const items = Array.isArray(page.Items) ? page.Items.filter(isJsonObject) : [];
    ids.push(...items.map(({ id }) => (isJsonObject(id) ? String(id.S) : '')));
    from = isJsonObject(page.LastEvaluatedKey) ? { ExclusiveStartKey: page.LastEvaluatedKey } : {};
  } while ('ExclusiveStartKey' in from);
  return ids;
}
