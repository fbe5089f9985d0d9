import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { emitMetrics } from '../../functions/aws/logging/emitMetrics.ts';
import { beginInvocation } from '../../functions/aws/logging/log.ts';
import { embeddedMetrics } from '../../functions/rules/metrics/embeddedMetrics.ts';
import { type MetricDimension, metricTable } from '../../functions/rules/metrics/metricTable.ts';

const NOW = 1_780_000_000_000;

/** Units that CloudWatch has: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDatum.html */
const units = ['Count', 'Milliseconds'];

const groups = Object.entries(metricTable) as readonly (readonly [
  MetricDimension,
  (typeof metricTable)[MetricDimension],
])[];
const namesOf = groups.flatMap(([, { metrics }]) => Object.keys(metrics));

describe('the table of metrics', () => {
  it('has at most 60 series, since each is billed', () => {
    const series = groups.map(([, { metrics, values }]) => Object.keys(metrics).length * values.length);
    expect(series.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(60);
  });

  it('has each name once, with a unit that CloudWatch knows, and no name that an entry of a log has', () => {
    expect(new Set(namesOf).size).toBe(namesOf.length);
    const others = ['timestamp', 'level', 'requestId', 'message', 'error', '_aws', ...Object.keys(metricTable)];
    expect(namesOf.filter((name) => others.includes(name))).toEqual([]);
    for (const [, { metrics }] of groups) for (const unit of Object.values(metrics)) expect(units).toContain(unit);
  });
});

describe('embeddedMetrics', () => {
  it('names the metrics, their units and the dimension, beside the ids', () => {
    const measurement = {
      dimensions: { Platform: 'FCM' },
      values: { DeliveriesSent: 3, TimeToSent: [20, 30, 20] },
      facts: { messageId: 'm' },
    } as const;
    expect(embeddedMetrics(measurement, NOW, 'heliograph-dev')).toEqual([
      {
        messageId: 'm',
        Platform: 'FCM',
        DeliveriesSent: 3,
        TimeToSent: [20, 30, 20],
        _aws: {
          Timestamp: NOW,
          CloudWatchMetrics: [
            {
              Namespace: 'heliograph-dev',
              Dimensions: [['Platform']],
              Metrics: [
                { Name: 'DeliveriesSent', Unit: 'Count' },
                { Name: 'TimeToSent', Unit: 'Milliseconds' },
              ],
            },
          ],
        },
      },
    ]);
  });

  it('has the unit of the table for each metric', () => {
    for (const [, { metrics }] of groups) {
      for (const [name, Unit] of Object.entries(metrics)) {
        const [document] = embeddedMetrics({ values: { [name]: 1 } }, NOW, 'x');
        expect(document).toMatchObject({ _aws: { CloudWatchMetrics: [{ Metrics: [{ Name: name, Unit }] }] } });
      }
    }
  });

  it('has an empty set of dimensions for a metric without one', () => {
    const [document] = embeddedMetrics({ values: { ReportsMissed: 1 } }, NOW, 'x');
    expect(document).toMatchObject({ ReportsMissed: 1, _aws: { CloudWatchMetrics: [{ Dimensions: [[]] }] } });
  });

  it('loses no value, and has at most 100 of a metric in a document', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 350 }), fc.nat(), (times, sent) => {
        const documents = embeddedMetrics(
          { dimensions: { Platform: 'APNS' }, values: { TimeToSent: times, DeliveriesSent: sent } },
          NOW,
          'x',
        );
        const pages = documents.map(({ TimeToSent = [] }) => TimeToSent as readonly number[]);
        expect(pages.flat()).toEqual(times);
        expect(pages.filter(({ length }) => length > 100)).toEqual([]);
        expect(documents.filter(({ DeliveriesSent }) => DeliveriesSent === sent)).toHaveLength(1);
        for (const document of documents) {
          const { _aws } = document as { _aws: { CloudWatchMetrics: [{ Metrics: { Name: string }[] }] } };
          for (const { Name } of _aws.CloudWatchMetrics[0].Metrics) expect(document[Name]).not.toEqual([]);
        }
      }),
    );
  });
});

it('emitMetrics writes one JSON object a line, as an entry of the log', () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  beginInvocation({ awsRequestId: 'request-1' });
  emitMetrics({ values: { FeedbackMalformed: 2 } });
  write.mockRestore();
  expect(written).toHaveLength(1);
  const [line = ''] = written;
  expect(line.indexOf('\n')).toBe(line.length - 1);
  expect(JSON.parse(line)).toMatchObject({ level: 'INFO', requestId: 'request-1', FeedbackMalformed: 2 });
});
