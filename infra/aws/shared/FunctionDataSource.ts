import { BackedDataSource, type GraphqlApi } from 'aws-cdk-lib/aws-appsync';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { LambdaFunction } from './LambdaFunction.ts';

export interface FunctionDataSourceProps {
  readonly api: GraphqlApi;
  readonly lambdaFunction: LambdaFunction;
}

/** A Lambda data source whose role may invoke the function. With CDK's own it may invoke all of its versions too. */
export class FunctionDataSource extends BackedDataSource {
  constructor(scope: Construct, id: string, { api, lambdaFunction: { functionArn } }: FunctionDataSourceProps) {
    super(scope, id, { api, name: id }, { type: 'AWS_LAMBDA', lambdaConfig: { lambdaFunctionArn: functionArn } });
    this.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }),
    );
  }
}
