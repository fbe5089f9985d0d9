import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { SecretsManagerSecrets } from '../aws/secretsmanager/SecretsManagerSecrets.ts';
import { SnsPlatformApplications } from '../aws/sns/SnsPlatformApplications.ts';
import { applyPlatformApplication, type PlatformApplicationProperties } from './applyPlatformApplication.ts';
import { respondToCloudFormation } from './respondToCloudFormation.ts';

const applications = new SnsPlatformApplications(new SNSClient({}));
const secrets = new SecretsManagerSecrets(new SecretsManagerClient({}));

/** The custom resource `Custom::PlatformApplication`. CloudFormation has none for SNS platform applications. */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<void> {
  const existing = 'PhysicalResourceId' in event ? event.PhysicalResourceId : undefined;
  await respondToCloudFormation(event, async () => {
    if (event.RequestType === 'Delete') {
      if (event.PhysicalResourceId.startsWith('arn:')) await applications.delete(event.PhysicalResourceId);
      return event.PhysicalResourceId;
    }
    const properties = event.ResourceProperties as unknown as PlatformApplicationProperties;
    return applyPlatformApplication({ applications, secrets }, properties, existing);
  });
}
