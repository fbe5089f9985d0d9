import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda';
import { SecretsManagerSecrets } from '../aws/secretsmanager/SecretsManagerSecrets.ts';
import { SnsPlatformApplications } from '../aws/sns/SnsPlatformApplications.ts';
import type { PlatformApplicationProperties } from './applyPlatformApplication.ts';
import { handlePlatformApplication } from './handlePlatformApplication.ts';
import { respondToCloudFormation } from './respondToCloudFormation.ts';

const ports = {
  applications: new SnsPlatformApplications(new SNSClient({})),
  secrets: new SecretsManagerSecrets(new SecretsManagerClient({})),
};

/** What answering CloudFormation takes at most, in milliseconds. */
const ANSWERING = 15_000;

/** The custom resource `Custom::PlatformApplication`. CloudFormation has none for SNS platform applications. */
export async function handler(event: CloudFormationCustomResourceEvent, context: Context): Promise<void> {
  const properties = event.ResourceProperties as unknown as PlatformApplicationProperties;
  const work = () => handlePlatformApplication(ports, event, properties);
  await respondToCloudFormation(event, work, context.getRemainingTimeInMillis() - ANSWERING);
}
