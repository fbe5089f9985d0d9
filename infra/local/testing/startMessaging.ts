import { rmSync } from 'node:fs';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createPlatform, type LocalPlatform } from '../createPlatform.ts';
import { createFront } from '../front/Front.ts';
import { compilePolicy } from '../iam/compilePolicy.ts';
import { Kms } from '../kms/Kms.ts';
import { AwsError } from '../platform/AwsError.ts';
import type { Clock } from '../platform/Clock.ts';
import { isJsonObject, type JsonObject } from '../platform/Json.ts';
import { silentLog } from '../platform/Log.ts';
import type { OutboxEntry } from '../platform/Outbox.ts';
import type { Platform } from '../platform/Platform.ts';
import { Sns } from '../sns/Sns.ts';
import { Sqs } from '../sqs/Sqs.ts';
import { Queue } from './Queue.ts';
import { temporaryFolder } from './temporaryFolder.ts';

/** A delivery-status entry as CloudWatch Logs received it. */
interface LoggedEntry {
  readonly group: string;
  readonly message: JsonObject;
  /** The number of PutLogEvents calls, with this one's. */
  readonly calls: number;
}

interface LambdaInvocation {
  readonly functionArn: string;
  readonly payload: JsonObject;
}

/**
 * SNS and SQS behind the front, with AWS's own clients, on a directory that disposing removes.
 * Lambda and CloudWatch Logs only note what they are told.
 */
export interface Messaging extends AsyncDisposable {
  readonly directory: string;
  readonly platform: LocalPlatform;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly services: { readonly sns: Sns; readonly sqs: Sqs };
  readonly pushes: Queue<Omit<OutboxEntry, 'id' | 'time'>>;
  readonly logged: Queue<LoggedEntry>;
  readonly invoked: Queue<LambdaInvocation>;
  /** Starts the background work that `paused` held back. */
  start(): void;
  /** Creates a role that a service may assume, with permissions on all resources or these. Returns its ARN. */
  putRole(name: string, actions: readonly string[], service?: string, resources?: readonly string[]): string;
  script(token: string, script: JsonObject): Promise<Response>;
  /** Ends everything and keeps the directory. */
  stop(): Promise<void>;
}

export interface MessagingOptions {
  readonly directory?: string;
  /** The clock of SNS and SQS. @default the system's clock */
  readonly clock?: Clock;
  readonly paused?: boolean;
}

export async function startMessaging(options: MessagingOptions = {}): Promise<Messaging> {
  const directory = options.directory ?? temporaryFolder('messaging');
  const platform = createPlatform({ directory, log: silentLog });
  const pushes = new Queue<Omit<OutboxEntry, 'id' | 'time'>>();
  const add = platform.outbox.add.bind(platform.outbox);
  platform.outbox.add = (entry) => {
    add(entry);
    pushes.push(entry);
  };
  // Signatures are checked against the true time.
  const surroundings: Platform = options.clock ? { ...platform, clock: options.clock } : platform;
  const sqs = new Sqs(surroundings);
  const sns = new Sns(surroundings);
  const logged = new Queue<LoggedEntry>();
  const invoked = new Queue<LambdaInvocation>();
  const kms = new Kms(surroundings);
  for (const service of [sqs, sns, kms, { apis: [logsApi(logged), lambdaApi(invoked)] }])
    platform.aws.register(service);
  const front = createFront(platform, [...platform.routes, ...sns.routes, ...sqs.routes]);
  platform.opened(await front.listen(0));
  const start = () => {
    sqs.start();
    sns.start();
  };
  if (options.paused !== true) start();
  const client = {
    endpoint: platform.baseUrl(),
    region: platform.region,
    maxAttempts: 1,
    credentials: platform.iam.rootCredentials(),
  };
  const clients = { sns: new SNSClient(client), sqs: new SQSClient(client) };
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopped ??= (async () => {
      clients.sns.destroy();
      clients.sqs.destroy();
      sqs.stop();
      await sns.stop();
      await front.close();
      platform.close();
    })();
    return stopped;
  };
  return {
    directory,
    platform,
    ...clients,
    services: { sns, sqs },
    pushes,
    logged,
    invoked,
    start,
    putRole(name, actions, service = 'sns.amazonaws.com', resources = ['*']) {
      const arn = `arn:aws:iam::${platform.accountId}:role/${name}`;
      platform.iam.putRole({
        arn,
        name,
        trust: compilePolicy(
          {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
          },
          'trust',
        ),
        inline: new Map([
          [
            'policy',
            compilePolicy(
              {
                Version: '2012-10-17',
                Statement: [{ Effect: 'Allow', Action: [...actions], Resource: [...resources] }],
              },
              'identity',
            ),
          ],
        ]),
        managedPolicyArns: [],
        tags: {},
        maxSessionDuration: 3600,
      });
      return arn;
    },
    script: (token, script) =>
      fetch(`${platform.baseUrl()}/_local/push/tokens/${encodeURIComponent(token)}`, {
        method: 'PUT',
        body: JSON.stringify(script),
      }),
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function logsApi(logged: Queue<LoggedEntry>) {
  const groups = new Set<unknown>();
  let calls = 0;
  const permissions = (action: string) => (input: JsonObject) => [
    {
      action: `logs:${action}`,
      resource: `arn:aws:logs:us-east-1:000000000000:log-group:${String(input.logGroupName)}:*`,
    },
  ];
  return {
    signingName: 'logs',
    protocol: 'json-1.1',
    operations: {
      CreateLogGroup: {
        permissions: permissions('CreateLogGroup'),
        run(input: JsonObject) {
          if (groups.has(input.logGroupName)) {
            throw new AwsError('ResourceAlreadyExistsException', 'The specified log group already exists');
          }
          groups.add(input.logGroupName);
          return {};
        },
      },
      CreateLogStream: { permissions: permissions('CreateLogStream'), run: () => ({}) },
      PutLogEvents: {
        permissions: permissions('PutLogEvents'),
        run(input: JsonObject) {
          calls += 1;
          for (const event of Array.isArray(input.logEvents) ? input.logEvents : []) {
            const message: unknown = isJsonObject(event) ? JSON.parse(String(event.message)) : undefined;
            if (isJsonObject(message)) logged.push({ group: String(input.logGroupName), message, calls });
          }
          return {};
        },
      },
    },
  } as const;
}

function lambdaApi(invoked: Queue<LambdaInvocation>) {
  return {
    signingName: 'lambda',
    protocol: 'rest-json',
    operations: {
      Invoke: {
        permissions: () => [],
        run(input: JsonObject) {
          const payload: unknown = JSON.parse(String(input.Payload));
          if (isJsonObject(payload)) invoked.push({ functionArn: String(input.FunctionName), payload });
          return { StatusCode: 202 };
        },
      },
    },
  } as const;
}
