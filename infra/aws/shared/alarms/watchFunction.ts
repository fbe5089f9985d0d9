import { Duration } from 'aws-cdk-lib';
import { CfnEventInvokeConfig, CfnEventSourceMapping, type Function as Watched } from 'aws-cdk-lib/aws-lambda';
import { LambdaFunction } from '../LambdaFunction.ts';
import { awsMetric, PERIOD } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/**
 * Returns the alarms of a function: of its calls, of its stream, and of events that nobody waits for.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
export function watchFunction(watched: Watched): readonly Watch[] {
  const parts = watched.node.findAll();
  const mappings = parts.filter((part) => part instanceof CfnEventSourceMapping);
  const invocations = parts.filter((part) => part instanceof CfnEventInvokeConfig);
  return [
    ...watchCalls(watched),
    ...(mappings.some(({ startingPosition }) => startingPosition !== undefined) ? [watchStream(watched)] : []),
    ...(invocations.length > 0 ? [watchEvents(watched)] : []),
    ...([...mappings, ...invocations].some(({ destinationConfig }) => destinationConfig !== undefined)
      ? [watchDestination(watched)]
      : []),
  ];
}

function watchCalls(watched: Watched): readonly Watch[] {
  const signIn = watched instanceof LambdaFunction && watched.holdsUpSignIns;
  return [
    {
      name: 'Errors',
      runbook: signIn ? 'sign-ins-fail' : 'a-function-fails',
      description: 'The function fails: see its log.',
      metric: watched.metricErrors({ period: PERIOD }),
      // Callers retry a single error. A few at sign-ins may be resets of passwords that are refused.
      ...(signIn ? { threshold: 3 } : { periods: 2 }),
    },
    {
      name: 'Throttles',
      runbook: signIn ? 'sign-ins-fail' : 'a-function-is-throttled',
      description: 'The function is throttled: raise its reserved concurrency, or the account’s.',
      metric: watched.metricThrottles({ period: PERIOD }),
      periods: signIn ? 1 : 2,
    },
  ];
}

function watchStream(watched: Watched): Watch {
  return {
    name: 'IteratorAge',
    runbook: 'a-function-lags-behind-its-stream',
    description: 'A batch is retried again and again, or the function needs more parallel batches.',
    metric: watched.metric('IteratorAge', { period: PERIOD, statistic: 'Maximum' }),
    threshold: Duration.minutes(5).toMilliseconds(),
    periods: 2,
  };
}

/** Lambda drops an event after its attempts, or when it is too old, also one that reaches its destination. */
function watchEvents({ functionName: FunctionName }: Watched): Watch {
  return {
    name: 'EventsDropped',
    runbook: 'asynchronous-events-are-dropped',
    description: 'Lambda gave up events that the function failed on: they are in its dead-letter place.',
    metric: awsMetric('AWS/Lambda', 'AsyncEventsDropped', { FunctionName }),
  };
}

function watchDestination({ functionName: FunctionName }: Watched): Watch {
  return {
    name: 'DestinationFailures',
    runbook: 'what-failed-is-lost',
    description: 'Lambda could not put what failed into its dead-letter place, so it is lost.',
    metric: awsMetric('AWS/Lambda', 'DestinationDeliveryFailures', { FunctionName }),
  };
}
