import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface RunbookAlarmProps {
  /** What is wrong, in a sentence or two. */
  readonly description: string;
  /** The anchor of its entry in docs/runbook.md, which says what to do. */
  readonly runbook: string;
  readonly metric: IMetric;
  /** It goes off from here on. @default 1 */
  readonly threshold?: number;
  /** It goes off below this instead. */
  readonly below?: number;
  /** Periods in a row. @default 1 */
  readonly periods?: number;
  /** How a period without data counts. @default - as good: nothing that is counted occurred */
  readonly missing?: TreatMissingData;
}

/** An alarm whose description names its entry in the runbook. */
export class RunbookAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: RunbookAlarmProps) {
    const { description, runbook, metric, threshold = 1, below, periods = 1 } = props;
    const { GREATER_THAN_OR_EQUAL_TO_THRESHOLD, LESS_THAN_THRESHOLD } = ComparisonOperator;
    super(scope, id, {
      alarmDescription: `${description} docs/runbook.md#${runbook}`,
      metric,
      threshold: below ?? threshold,
      evaluationPeriods: periods,
      comparisonOperator: below === undefined ? GREATER_THAN_OR_EQUAL_TO_THRESHOLD : LESS_THAN_THRESHOLD,
      treatMissingData: props.missing ?? TreatMissingData.NOT_BREACHING,
    });
  }
}
