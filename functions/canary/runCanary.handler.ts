import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { Context } from 'aws-lambda';
import { AppSyncCanaryApi } from '../aws/appsync/AppSyncCanaryApi.ts';
import { environment, environmentIfSet } from '../aws/environment.ts';
import { LambdaCanaryDevices } from '../aws/lambda/LambdaCanaryDevices.ts';
import { emitMetrics } from '../aws/logging/emitMetrics.ts';
import { log } from '../aws/logging/log.ts';
import { logFailure } from '../aws/logging/logFailure.ts';
import { runInvocation } from '../aws/logging/runInvocation.ts';
import { SecretsManagerSecrets } from '../aws/secretsmanager/SecretsManagerSecrets.ts';
import { pushPlatforms } from '../aws/sns/pushPlatforms.ts';
import { type CanaryTokens, readCanaryTokens } from '../rules/canary/canaryToken.ts';
import type { LogFacts } from '../rules/LogFailure.ts';
import { runCanary } from './runCanary.ts';

const secretName = environmentIfSet('CANARY_SECRET_NAME');
const secrets = new SecretsManagerSecrets(new SecretsManagerClient({}));

const ports = {
  clock: { now: () => Date.now() },
  api: new AppSyncCanaryApi(environment('GRAPHQL_ENDPOINT')),
  devices: new LambdaCanaryDevices(new LambdaClient({}), environment('REGISTER_DEVICE_ARN')),
  tokens: async (): Promise<CanaryTokens> =>
    secretName === undefined ? {} : readCanaryTokens(await secrets.read(secretName)),
  platforms: pushPlatforms(),
  emitMetrics,
  log: (message: string, facts: LogFacts) => log('WARN', message, facts),
  logFailure,
};

/** Behind a schedule, every five minutes. */
export function handler(_: unknown, context: Context): Promise<void> {
  return runInvocation(context, () => runCanary(ports));
}
