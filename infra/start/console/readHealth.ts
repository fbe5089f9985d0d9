import type { JsonObject, LocalCloud } from 'local-cloud';
import type { Health } from './Health.ts';

const PERIOD_SECONDS = 900;
const platforms = ['APNS', 'APNS_SANDBOX', 'FCM'] as const;

type Surroundings = Pick<LocalCloud, 'platform' | 'resources' | 'result'>;

/** Reads the health from the local CloudWatch, as the dashboard does in AWS. */
export async function readHealth({ platform, resources, result }: Surroundings): Promise<Health> {
  const { aws, clock } = platform;
  const queries = new Map<string, JsonObject>();
  // The installation's id, which is its stack's name too.
  const [installation = ''] = Object.keys(result.outputs);
  const ask = (namespace: string, name: string, dimensions: Readonly<Record<string, string>>, Stat: string): string => {
    const id = `m${queries.size}`;
    const Dimensions = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
    const Metric = { Namespace: namespace, MetricName: name, Dimensions };
    queries.set(id, { Id: id, MetricStat: { Metric, Period: PERIOD_SECONDS, Stat } });
    return id;
  };
  const own = (name: string, Platform: string, stat = 'Sum') => ask(installation, name, { Platform }, stat);
  const asked = platforms.map((name) => ({
    name,
    accepted: own('DeliveriesProviderAccepted', name),
    failed: own('DeliveriesFailed', name),
    dead: own('DeliveriesToDeadTokens', name),
    expired: own('DeliveriesExpired', name),
    latency: own('TimeToSent', name, 'p99'),
    open: own('BreakerOpen', name, 'Minimum'),
  }));
  const refused = ask(installation, 'DeliveriesByReason', { Reason: 'CREDENTIALS_INVALID' }, 'Sum');
  const ages = resources
    .filter(({ type, logicalId }) => type === 'AWS::SQS::Queue' && /^Work(Prompt|Bulk|FanOut)/.test(logicalId))
    .map(({ attributes }) =>
      ask('AWS/SQS', 'ApproximateAgeOfOldestMessage', { QueueName: `${attributes.QueueName}` }, 'Maximum'),
    );
  const now = Math.floor(clock.now() / 1000);
  const call = (operation: string, input: JsonObject) => aws.call({ kind: 'root' }, 'monitoring', operation, input);
  const { MetricDataResults } = await call('GetMetricData', {
    MetricDataQueries: [...queries.values()],
    StartTime: now - PERIOD_SECONDS,
    EndTime: now,
  });
  const results = MetricDataResults as readonly { readonly Id: string; readonly Values: readonly number[] }[];
  const values = new Map(results.map(({ Id, Values }) => [Id, Values]));
  // The period that began before and the one of now.
  const sum = (id: string) => (values.get(id) ?? []).reduce((total, value) => total + value, 0);
  const most = (ids: readonly string[]) => ids.flatMap((id) => values.get(id) ?? []);
  const latencies = most(asked.map(({ latency }) => latency));
  const { MetricAlarms } = await call('DescribeAlarms', { StateValue: 'ALARM', MaxRecords: 100 });
  const raised = MetricAlarms as readonly { readonly AlarmDescription?: string; readonly AlarmName: string }[];
  return {
    success: Object.fromEntries(
      asked.flatMap(({ name, accepted, failed, dead, expired }) => {
        const ended = sum(accepted) + sum(failed) - sum(dead) + sum(expired);
        return ended > 0 ? [[name, (100 * sum(accepted)) / ended]] : [];
      }),
    ),
    latency: latencies.length === 0 ? null : Math.max(...latencies),
    waiting: Math.max(0, ...most(ages)),
    held: asked.filter(({ open }) => values.get(open)?.[0] === 1).map(({ name }) => name),
    refused: sum(refused),
    alarms: raised.map(({ AlarmDescription, AlarmName }) => AlarmDescription ?? AlarmName),
  };
}
