import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { Table } from '../storage/Table.ts';
import { type Grant, giveGrants } from './may.ts';
import { appSyncFor } from './servicePrincipals.ts';

export interface TableSource {
  /** The table that single-table operations go to. */
  readonly table: Table;
  /** What the data source's role may do. A transaction needs the permission for each of its parts. */
  readonly grants: readonly Grant[];
}

/** A DynamoDB data source whose role may do just what its steps do. CDK's own may do everything with the table. */
export class TableDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, { api, table, grants }: TableSource & { readonly api: GraphqlApi }) {
    const serviceRole = new Role(scope, `${id}Role`, { assumedBy: appSyncFor(api) });
    super(
      scope,
      id,
      { api, name: id, serviceRole },
      { type: 'AMAZON_DYNAMODB', dynamoDbConfig: { tableName: table.tableName, awsRegion: table.stack.region } },
    );
    giveGrants(serviceRole, grants);
  }
}
