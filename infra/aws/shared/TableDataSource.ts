import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import type { Construct } from 'constructs';
import type { Table } from '../storage/Table.ts';
import { type Grant, giveGrants } from './may.ts';

export interface TableSource {
  /** The table that single-table operations go to. */
  readonly table: Table;
  /** What the data source's role may do. A transaction needs the permission for each of its parts. */
  readonly grants: readonly Grant[];
}

/** A DynamoDB data source whose role may do just what its steps do. CDK's own may do everything with the table. */
export class TableDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, { api, table, grants }: TableSource & { readonly api: GraphqlApi }) {
    super(
      scope,
      id,
      { api, name: id },
      { type: 'AMAZON_DYNAMODB', dynamoDbConfig: { tableName: table.tableName, awsRegion: table.stack.region } },
    );
    giveGrants(this, grants);
  }
}
