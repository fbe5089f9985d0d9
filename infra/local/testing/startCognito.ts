import { rmSync } from 'node:fs';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Cognito } from '../cognito/Cognito.ts';
import { createPlatform, type LocalPlatform } from '../createPlatform.ts';
import { createFront } from '../front/Front.ts';
import { systemClock } from '../platform/Clock.ts';
import type { JsonObject } from '../platform/Json.ts';
import { silentLog } from '../platform/Log.ts';
import type { OutboxEntry } from '../platform/Outbox.ts';
import type { Platform } from '../platform/Platform.ts';
import type { ResourceResult } from '../platform/ResourceProvider.ts';
import { ManualClock } from './ManualClock.ts';
import { temporaryFolder } from './temporaryFolder.ts';

export interface RunningCognito {
  readonly cognito: Cognito;
  readonly platform: LocalPlatform;
  readonly url: string;
  readonly clock: ManualClock;
  readonly outbox: Omit<OutboxEntry, 'id' | 'time'>[];
  /** AWS's client of this server. */
  readonly client: CognitoIdentityProviderClient;
  /** Returns Lambda's answer to the next trigger. */
  lambda: (functionName: string, event: JsonObject) => JsonObject;
  apply(type: string, logicalId: string, properties: JsonObject): Promise<ResourceResult>;
  /** Returns the newest code that went to a user. */
  lastCode(): string;
  stop(): Promise<void>;
}

/** Serves Cognito through the front on a free port. @param folder keeps the state. @default a temporary one */
export async function startCognito(folder?: string): Promise<RunningCognito> {
  const directory = folder ?? temporaryFolder('cognito');
  const clock = new ManualClock(Date.now());
  const outbox: Omit<OutboxEntry, 'id' | 'time'>[] = [];
  const unavailable = () => {
    throw new Error('The test platform has no such part.');
  };
  const local = createPlatform({
    directory,
    region: 'eu-central-1',
    clock,
    log: silentLog,
  });
  const platform: Platform = { ...local, outbox: { add: (entry) => outbox.push(entry) } };
  const cognito = new Cognito(platform);
  local.aws.register(cognito);
  local.aws.register({
    apis: [
      {
        signingName: 'lambda',
        protocol: 'rest-json',
        operations: {
          Invoke: {
            permissions: () => [],
            run: (input) => running.lambda(String(input.FunctionName), JSON.parse(String(input.Payload))),
          },
        },
      },
    ],
  });
  // Requests are signed by the system's clock, whatever the pool's clock says.
  const front = createFront({ ...local, clock: systemClock }, cognito.routes);
  local.opened(await front.listen(0));
  const url = local.baseUrl();
  const client = new CognitoIdentityProviderClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: local.iam.rootCredentials(),
    maxAttempts: 1,
  });
  const routed = new Set(cognito.routes.map(({ prefix }) => prefix.split('/')[1]));
  const applied = new Map<string, { physicalId: string; properties: JsonObject }>();
  const running: RunningCognito = {
    cognito,
    platform: local,
    url,
    clock,
    outbox,
    client,
    lambda: unavailable,
    async apply(type, logicalId, properties) {
      const provider = cognito.resources.find((candidate) => candidate.type === type);
      if (provider === undefined) throw new Error(`There is no provider for ${type}.`);
      const previous = applied.get(logicalId);
      const result = await provider.apply({
        stackName: 'Test',
        logicalId,
        generatedName: `Test-${logicalId}`,
        properties,
        ...(previous === undefined ? {} : { previous }),
        asset: unavailable,
      });
      applied.set(logicalId, { physicalId: result.physicalId, properties });
      if (type === 'AWS::Cognito::UserPool' && previous === undefined && !routed.has(result.physicalId)) {
        for (const route of cognito.routes) {
          if (route.prefix.startsWith(`/${result.physicalId}/`)) front.add(route);
        }
      }
      return result;
    },
    lastCode() {
      const code = outbox.at(-1)?.code;
      if (code === undefined) throw new Error('No code has been sent.');
      return code;
    },
    async stop() {
      client.destroy();
      cognito.stop();
      await front.close();
      local.close();
      if (folder === undefined) rmSync(directory, { recursive: true });
    },
  };
  return running;
}

/** Creates the pool, the app client and the properties that most tests start from. */
export async function createPool(
  running: RunningCognito,
  poolProperties: JsonObject = {},
  clientProperties: JsonObject = {},
): Promise<{ readonly poolId: string; readonly clientId: string }> {
  const pool = await running.apply('AWS::Cognito::UserPool', 'Pool', {
    MfaConfiguration: 'OPTIONAL',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'],
    AutoVerifiedAttributes: ['email', 'phone_number'],
    Policies: {
      PasswordPolicy: { MinimumLength: 8, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true },
      SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN'] },
    },
    WebAuthnRelyingPartyID: 'app.example',
    ...poolProperties,
  });
  const client = await running.apply('AWS::Cognito::UserPoolClient', 'Client', {
    UserPoolId: pool.physicalId,
    ExplicitAuthFlows: [
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_AUTH',
    ],
    PreventUserExistenceErrors: 'ENABLED',
    ...clientProperties,
  });
  return { poolId: pool.physicalId, clientId: client.physicalId };
}
