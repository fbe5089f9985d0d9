import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { LambdaFunction } from './LambdaFunction.ts';
import type { Storage } from './Storage.ts';

export interface StepUpProps {
  readonly bundles: string;
  readonly storage: Storage;
}

/** Beginning and answering challenges. Cognito is asked with the user's own token, which needs no permission here. */
export class StepUp extends Construct {
  readonly initiate: LambdaFunction;
  readonly respond: LambdaFunction;

  constructor(scope: Construct, id: string, { bundles, storage }: StepUpProps) {
    super(scope, id);
    const { stepUpSessions } = storage;
    const environment = { STEP_UP_SESSIONS_TABLE: stepUpSessions.tableName };
    this.initiate = new LambdaFunction(this, 'Initiate', { name: 'initiateStepUp', bundles, environment });
    this.respond = new LambdaFunction(this, 'Respond', { name: 'respondToStepUp', bundles, environment });
    const grant = (grantee: LambdaFunction, ...actions: readonly string[]) =>
      grantee.addToRolePolicy(
        new PolicyStatement({
          actions: actions.map((action) => `dynamodb:${action}`),
          resources: [stepUpSessions.tableArn],
        }),
      );
    grant(this.initiate, 'Query', 'UpdateItem');
    grant(this.respond, 'Query', 'UpdateItem', 'PutItem');
  }
}
