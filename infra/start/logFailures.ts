import { isJsonObject, type JsonObject, type LocalCloud } from 'local-cloud';

/** Milliseconds from the first change to the look at it, so that many failures are one line. */
const GATHER = 1_000;
/** Ids that a line names. */
const MOST_IDS = 3;

const reported = new Set(['FAILED', 'EXPIRED', 'SUPPRESSED']);

type Surroundings = Pick<LocalCloud, 'platform' | 'resources'>;

interface Failure {
  readonly platform: string;
  readonly status: string;
  readonly reason: string;
  readonly messageId: string;
  readonly deviceId: string;
}

/**
 * Writes a line to the runtime's log for the deliveries that end badly, by platform, status and reason, at most once a
 * second. It names ids, no texts and no tokens. Reads the stream of the ledger.
 */
export async function logFailures({ platform, resources }: Surroundings): Promise<void> {
  const ledger = resources.find(
    ({ type, logicalId }) => type === 'AWS::DynamoDB::GlobalTable' && logicalId.startsWith('Deliveries'),
  );
  const StreamArn = ledger?.attributes.StreamArn;
  if (typeof StreamArn !== 'string') return;
  const call = (operation: string, input: JsonObject) =>
    platform.aws.call({ kind: 'root' }, 'dynamodb', operation, input);
  const { StreamDescription } = await call('DescribeStream', { StreamArn });
  const [shard] = (StreamDescription as { readonly Shards: readonly { readonly ShardId: string }[] }).Shards;
  if (shard === undefined) return;
  const begun = await call('GetShardIterator', { StreamArn, ShardId: shard.ShardId, ShardIteratorType: 'LATEST' });
  let iterator = `${begun.ShardIterator}`;

  const look = async (): Promise<void> => {
    const failures: Failure[] = [];
    for (let more = true; more; ) {
      const { Records, NextShardIterator } = await call('GetRecords', { ShardIterator: iterator });
      const records = Array.isArray(Records) ? Records.filter(isJsonObject) : [];
      failures.push(...records.flatMap(failureOf));
      iterator = `${NextShardIterator}`;
      more = records.length > 0;
    }
    for (const line of linesOf(failures)) platform.log('warn', 'deliveries', line);
  };

  let waiting = false;
  platform.signals.on(`dynamodb:${StreamArn}`, () => {
    if (waiting) return;
    waiting = true;
    platform.clock.after(GATHER, () => {
      waiting = false;
      look().catch((error: unknown) =>
        platform.log('warn', 'deliveries', `The ledger cannot be read: ${String(error)}`),
      );
    });
  });
}

function failureOf(record: JsonObject): readonly Failure[] {
  const { NewImage, OldImage } = isJsonObject(record.dynamodb) ? record.dynamodb : {};
  const status = text(NewImage, 'status');
  // The rows of events, which the ledger has too, name no message.
  if (!reported.has(status) || text(OldImage, 'status') === status || text(NewImage, 'messageId') === '') return [];
  const reason = text(NewImage, 'reason') || 'no reason';
  const [messageId, deviceId] = [text(NewImage, 'messageId'), text(NewImage, 'deviceId')];
  return [{ platform: text(NewImage, 'platform'), status, reason, messageId, deviceId }];
}

function linesOf(failures: readonly Failure[]): readonly string[] {
  const groups = Map.groupBy(failures, ({ platform, status, reason }) => `${platform} ${status} (${reason})`);
  return [...groups].map(([what, group]) => {
    const named = group.slice(0, MOST_IDS).map(({ messageId, deviceId }) => `message ${messageId} device ${deviceId}`);
    const rest = group.length > MOST_IDS ? ` and ${group.length - MOST_IDS} more` : '';
    return `${what}: ${named.join(', ')}${rest}`;
  });
}

function text(image: unknown, name: string): string {
  const attribute = isJsonObject(image) ? image[name] : undefined;
  const value = isJsonObject(attribute) ? attribute.S : undefined;
  return typeof value === 'string' ? value : '';
}
