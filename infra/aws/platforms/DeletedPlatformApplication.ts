import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { LambdaFunction } from '../shared/LambdaFunction.ts';
import { applicationResource } from './applicationResource.ts';
import type { PlatformNames } from './platformNames.ts';

export interface DeletedPlatformApplicationProps {
  readonly names: PlatformNames;
  /** The function that deletes it. */
  readonly provider: LambdaFunction;
}

/** A push service that was taken out of the settings, and whose application at SNS is to go with all its endpoints. */
export class DeletedPlatformApplication extends Construct {
  constructor(scope: Construct, id: string, { names, provider }: DeletedPlatformApplicationProps) {
    super(scope, id);
    const { applicationArn } = names;
    provider.addToRolePolicy(
      new PolicyStatement({ actions: ['sns:DeletePlatformApplication'], resources: [applicationArn] }),
    );
    applicationResource(this, provider, { Arn: applicationArn, Deleted: 'true' });
  }
}
