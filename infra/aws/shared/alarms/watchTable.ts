import { Stack } from 'aws-cdk-lib';
import type { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnGlobalTable, type TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { cfnOf } from '../cfnOf.ts';
import { awsMetric, sumOf } from './awsMetric.ts';
import type { Watch } from './Watch.ts';

/**
 * Returns the alarm on a table's throttles, and on those of each of its indexes. The table's metrics miss the indexes.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export function watchTable(table: TableV2): Watch {
  const TableName = table.tableName;
  const indexes = indexesOf(table).map((GlobalSecondaryIndexName) => ({ TableName, GlobalSecondaryIndexName }));
  const metrics: readonly Metric[] = [{ TableName }, ...indexes].flatMap((dimensions) =>
    ['ReadThrottleEvents', 'WriteThrottleEvents'].map((name) => awsMetric('AWS/DynamoDB', name, dimensions)),
  );
  return {
    name: 'Throttles',
    runbook: 'dynamodb-throttles',
    description: 'DynamoDB throttles the table or one of its indexes: a hot partition, or the account’s limit.',
    metric: sumOf(metrics),
    periods: 2,
  };
}

function indexesOf(table: TableV2): readonly string[] {
  const indexes: unknown = Stack.of(table).resolve(cfnOf(table, CfnGlobalTable).globalSecondaryIndexes);
  return ((indexes ?? []) as readonly { indexName: string }[]).map(({ indexName }) => indexName);
}
