import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { RunbookAlarm } from '../shared/alarms/RunbookAlarm.ts';
import { metricNamespace, ownMetric } from '../shared/ownMetric.ts';

/** How a failure behind a field shows: our own `errorType`, and what AppSync says of code that throws. */
const failures = ['Unavailable', 'Runtime Error'];

/**
 * Goes off when fields fail, which AppSync answers with HTTP 200. At the level ERROR its log has the errors of the
 * response, of which this filter counts what is no refusal. Counting is one metric. AppSync's enhanced metrics would be
 * billed for each resolver or data source, and count refusals too.
 */
export class UnavailableFields extends Construct {
  constructor(scope: Construct, id: string, logGroup: LogGroup) {
    super(scope, id);
    new MetricFilter(this, 'Filter', {
      logGroup,
      filterPattern: FilterPattern.anyTerm(...failures),
      metricNamespace,
      metricName: 'FieldsUnavailable',
    });
    new RunbookAlarm(this, 'Alarm', {
      runbook: 'fields-are-unavailable',
      description: 'Fields of the API fail, with HTTP 200: a table or function behind them does not work.',
      metric: ownMetric('FieldsUnavailable'),
      // One failure is several lines, and a rare one is repeated by the client.
      threshold: 5,
    });
  }
}
