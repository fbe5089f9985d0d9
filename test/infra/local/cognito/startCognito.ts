import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { Cognito } from '../../../../infra/local/cognito/Cognito.ts';
import { AwsError } from '../../../../infra/local/platform/AwsError.ts';
import { isJsonObject, type JsonObject } from '../../../../infra/local/platform/Json.ts';
import { silentLog } from '../../../../infra/local/platform/Log.ts';
import { Meter } from '../../../../infra/local/platform/Meter.ts';
import type { OutboxEntry } from '../../../../infra/local/platform/Outbox.ts';
import type { Platform } from '../../../../infra/local/platform/Platform.ts';
import type { ResourceResult } from '../../../../infra/local/platform/ResourceProvider.ts';
import { Signals } from '../../../../infra/local/platform/Signals.ts';

/** A clock that stands still until it is told to move. */
export interface TestClock {
  now(): number;
  advance(milliseconds: number): void;
}

export interface RunningCognito {
  readonly cognito: Cognito;
  readonly url: string;
  readonly clock: TestClock;
  readonly outbox: Omit<OutboxEntry, 'id' | 'time'>[];
  /** AWS SDK client against this server. */
  readonly client: CognitoIdentityProviderClient;
  /** What Lambda answers to the next trigger. */
  lambda: (functionName: string, event: JsonObject) => JsonObject;
  apply(type: string, logicalId: string, properties: JsonObject): Promise<ResourceResult>;
  /** The newest code that went to a user. */
  lastCode(): string;
  stop(): Promise<void>;
}

/** Serves Cognito by the JSON protocol on a port of its own; state lives in `folder`, a temporary one unless given. */
export async function startCognito(folder?: string): Promise<RunningCognito> {
  const directory = folder ?? mkdtempSync(join(tmpdir(), 'cognito-'));
  const database = new DatabaseSync(join(directory, 'cognito.sqlite'));
  let time = Date.now();
  const outbox: Omit<OutboxEntry, 'id' | 'time'>[] = [];
  const unavailable = () => {
    throw new Error('The test platform has no such part.');
  };
  const platform: Platform = {
    accountId: '111122223333',
    region: 'eu-central-1',
    clock: { now: () => time, after: () => () => {} },
    log: silentLog,
    meter: new Meter(),
    outbox: { add: (entry) => outbox.push(entry) },
    signals: new Signals(),
    aws: {
      call: (_principal, _service, _operation, input) => {
        const answer = running.lambda(String(input.FunctionName), JSON.parse(String(input.Payload)));
        return Promise.resolve(answer);
      },
      assume: unavailable,
      authorize: unavailable,
    },
    database: () => database,
    baseUrl: () => url,
    secureBaseUrl: unavailable,
    credentials: unavailable,
  };
  const cognito = new Cognito(platform);
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const target = new URL(request.url ?? '/', url);
      const route = cognito.routes.find(({ prefix }) => target.pathname.startsWith(`${prefix}/`));
      if (route !== undefined) return route.handle(request, response, target);
      const operation = cognito.apis[0]?.operations[String(request.headers['x-amz-target']).split('.')[1] ?? ''];
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      try {
        const input: unknown = JSON.parse(Buffer.concat(chunks).toString());
        if (operation === undefined || !isJsonObject(input)) throw new AwsError('UnknownOperationException', '');
        operation.permissions(input);
        const principal = operation.unsigned ? { kind: 'anonymous' as const } : { kind: 'root' as const };
        const call = { principal, requestId: 'test', signal: new AbortController().signal };
        response.end(JSON.stringify(await operation.run(input, call)));
      } catch (error) {
        if (!(error instanceof AwsError)) {
          response.statusCode = 500;
          response.end(JSON.stringify({ __type: 'InternalFailure', message: String(error) }));
          return;
        }
        response.statusCode = error.status;
        response.setHeader('x-amzn-errortype', error.code);
        response.end(JSON.stringify({ __type: error.code, message: error.message }));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new CognitoIdentityProviderClient({
    endpoint: url,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const applied = new Map<string, { physicalId: string; properties: JsonObject }>();
  const running: RunningCognito = {
    cognito,
    url,
    clock: {
      now: () => time,
      advance: (milliseconds) => {
        time += milliseconds;
      },
    },
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
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      database.close();
      if (folder === undefined) rmSync(directory, { recursive: true });
    },
  };
  return running;
}

/** The pool, the app client and the properties that most tests start from. */
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
