import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './LambdaFunction.ts';
import { appSyncFor } from './servicePrincipals.ts';

export interface FunctionDataSourceProps {
  readonly api: GraphqlApi;
  readonly lambdaFunction: LambdaFunction;
}

/** A Lambda data source whose role may invoke the function. With CDK's own it may invoke all of its versions too. */
export class FunctionDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, { api, lambdaFunction: { functionArn } }: FunctionDataSourceProps) {
    const serviceRole = new Role(scope, `${id}Role`, { assumedBy: appSyncFor(api) });
    super(
      scope,
      id,
      { api, name: id, serviceRole },
      { type: 'AWS_LAMBDA', lambdaConfig: { lambdaFunctionArn: functionArn } },
    );
    serviceRole.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
  }
}
