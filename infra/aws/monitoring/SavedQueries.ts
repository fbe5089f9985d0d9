import { CfnQueryDefinition } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Installation } from '../shared/Installation.ts';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';

const entries = [
  'fields @timestamp, level, message, error.name, error.code, error.message, messageId, userId, work, @log',
  'sort @timestamp asc',
  'limit 1000',
];

/** The queries by their names. The id in the first line is to be replaced. */
const queries: Readonly<Record<string, readonly string[]>> = {
  message: ['filter messageId = "01ARZ3NDEKTSV4RRFFQ69G5FAV"', ...entries],
  user: ['filter userId = "00000000-0000-0000-0000-000000000000"', ...entries],
  errors: [
    'filter level = "ERROR"',
    'stats count(*) as times, latest(@timestamp) as last by message, error.name, error.code, @log',
    'sort times desc',
    'limit 100',
  ],
};

export interface SavedQueriesProps {
  /** At most 50, whose logs are searched. */
  readonly functions: readonly LambdaFunction[];
}

/**
 * Queries of CloudWatch Logs Insights over the logs of all functions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export class SavedQueries extends Construct {
  constructor(scope: Construct, id: string, { functions }: SavedQueriesProps) {
    super(scope, id);
    for (const [name, lines] of Object.entries(queries)) {
      new CfnQueryDefinition(this, name, {
        name: `${Installation.of(this).id}/${name}`,
        queryString: lines.join('\n| '),
        logGroupNames: functions.map(({ logGroup }) => logGroup.logGroupName),
      });
    }
  }
}
