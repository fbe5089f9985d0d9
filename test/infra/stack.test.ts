import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import type { Resource } from '../../infra/preflight/assemblyTemplates.ts';
import { wholeTemplate } from '../../infra/preflight/wholeTemplate.ts';
import { appWith } from './appWith.ts';
import { synthesizedWith } from './synthesizedWith.ts';

type Properties = Readonly<Record<string, unknown>>;

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
}

interface GetAtt {
  readonly 'Fn::GetAtt': readonly string[];
}

const LAMBDA_BYTES = 250_000;
const RESOLVER_CHARACTERS = 24_000;

let folder: string;
let resources: Readonly<Record<string, Resource>>;

beforeAll(async () => {
  folder = temporaryFolder('stack');
  ({ resources } = await wholeTemplate(await synthesizeCached(join(folder, 'cdk.out'))));
});

function ofType(type: string): readonly (readonly [string, Properties])[] {
  const found = Object.entries(resources)
    .filter(([, resource]) => resource.Type === type)
    .map(([id, { Properties }]) => [id, Properties] as const);
  // An assertion over none would hold of anything.
  expect(found.length, `resources of ${type}`).toBeGreaterThan(0);
  return found;
}

/** Every statement of every identity policy, with whose it is. */
function grants(): readonly (readonly [string, Statement])[] {
  const documents = [
    ...ofType('AWS::IAM::Policy').map(([id, { PolicyDocument }]) => [id, PolicyDocument] as const),
    ...ofType('AWS::IAM::Role').flatMap(([id, { Policies }]) =>
      ((Policies ?? []) as { PolicyDocument: unknown }[]).map(({ PolicyDocument }) => [id, PolicyDocument] as const),
    ),
  ];
  return documents.flatMap(([id, document]) =>
    (document as { Statement: readonly Statement[] }).Statement.map((statement) => [id, statement] as const),
  );
}

/** The same stacks under other settings. */
async function resourcesWith(context: Readonly<Record<string, unknown>>): Promise<typeof resources> {
  return (await synthesizedWith(context)).resources;
}

const fcmAlone = { 'heliograph:platformSecrets': { FCM: 'heliograph/fcm' } };

/** With the settings that open what is closed unless asked for. */
async function opened(): Promise<{ readonly topic: string; readonly resources: typeof resources }> {
  const topic = 'arn:aws:sns:eu-west-1:111122223333:alarms';
  const asked = { alarmTopicArn: topic, selfSignUp: true, introspection: 'true' };
  const context = Object.entries(asked).map(([name, value]) => [`heliograph:${name}`, value]);
  return { topic, resources: await resourcesWith(Object.fromEntries(context)) };
}
const namesOf = (found: typeof resources, type: string) => Object.keys(found).filter((id) => found[id]?.Type === type);

const actionsOf = ({ Action }: Statement) => [Action].flat();

/** Its reports are news of the moment: the devices themselves tell how things stand. */
const newsOnly = /^Devices\/ReportDevices/;

describe('least privilege', () => {
  it('grants no action by wildcard', () => {
    const wild = grants().filter(([, statement]) => actionsOf(statement).some((action) => action.includes('*')));
    expect(wild).toEqual([]);
  });

  it('attaches no policy of AWS’s, which would allow more', () => {
    const managed = ofType('AWS::IAM::Role').filter(([, { ManagedPolicyArns }]) => ManagedPolicyArns !== undefined);
    expect(managed).toEqual([]);
  });

  it('gives each function a role of its own', () => {
    const roles = ofType('AWS::Lambda::Function').map(([, { Role }]) => JSON.stringify(Role));
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('gives each data source a role of its own', () => {
    const roles = ofType('AWS::AppSync::DataSource').flatMap(([, { ServiceRoleArn }]) =>
      ServiceRoleArn === undefined ? [] : [JSON.stringify(ServiceRoleArn)],
    );
    expect(new Set(roles).size).toBe(roles.length);
  });

  it('lets nobody but their own service assume a role, the service role aside', () => {
    for (const [id, { AssumeRolePolicyDocument }] of ofType('AWS::IAM::Role')) {
      const { Statement } = AssumeRolePolicyDocument as { Statement: readonly Statement[] };
      const principals = Statement.flatMap(({ Principal }) => Object.keys(Principal as object));
      expect(principals, id).toEqual(principals.map(() => (id.startsWith('Api/ServiceRole') ? 'AWS' : 'Service')));
    }
  });

  it('opens no function to every caller', () => {
    for (const [id, permission] of ofType('AWS::Lambda::Permission')) {
      expect(permission.Principal, id).not.toBe('*');
      expect(permission.SourceArn, id).toBeDefined();
    }
  });
});

describe('functions', () => {
  it('run on the current Node.js, traced, within limits of their own', () => {
    for (const [id, properties] of ofType('AWS::Lambda::Function')) {
      expect(properties, id).toMatchObject({
        Runtime: 'nodejs24.x',
        Timeout: expect.any(Number),
        MemorySize: expect.any(Number),
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.anything() },
      });
    }
  });

  it('are bundles of at most 250 KB', async () => {
    for (const [file, size] of await assets('.mjs')) expect(size, file).toBeLessThanOrEqual(LAMBDA_BYTES);
  });

  it('carry no secret in their environment', () => {
    for (const [id, { Environment }] of ofType('AWS::Lambda::Function')) {
      const { Variables } = (Environment ?? { Variables: {} }) as { Variables: object };
      const suspicious = Object.keys(Variables).filter((name) => /SECRET|PASSWORD|TOKEN|CREDENTIAL|KEY$/.test(name));
      expect(
        suspicious.filter((name) => !/(NAME|ARN|ID|TABLE)S?$/.test(name)),
        id,
      ).toEqual([]);
    }
  });

  it('that read a stream or a queue report partial failures, and set aside what fails for good', () => {
    for (const [id, mapping] of ofType('AWS::Lambda::EventSourceMapping')) {
      expect(mapping.FunctionResponseTypes, id).toEqual(['ReportBatchItemFailures']);
      if (mapping.StartingPosition === undefined || newsOnly.test(id)) continue;
      expect(mapping, id).toMatchObject({
        BisectBatchOnFunctionError: true,
        DestinationConfig: { OnFailure: { Destination: expect.anything() } },
      });
      // Or a poison record would hold up its shard for as long as the stream keeps it, a day.
      expect(mapping.MaximumRetryAttempts ?? mapping.MaximumRecordAgeInSeconds, id).toBeTypeOf('number');
    }
  });
});

describe('the API', () => {
  it('has resolvers in JavaScript alone, of at most 24,000 characters, far under AppSync’s limit', async () => {
    for (const type of ['AWS::AppSync::Resolver', 'AWS::AppSync::FunctionConfiguration']) {
      for (const [id, { Runtime, CodeS3Location }] of ofType(type)) {
        expect(Runtime, id).toEqual({ Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' });
        expect(CodeS3Location, id).toBeDefined();
      }
    }
    for (const [file, size] of await assets('.js')) expect(size, file).toBeLessThanOrEqual(RESOLVER_CHARACTERS);
  });

  it('limits depth and resolvers, logs errors without content, and is traced', () => {
    expect(ofType('AWS::AppSync::GraphQLApi').map(([, properties]) => properties)).toEqual([
      expect.objectContaining({
        AuthenticationType: 'AMAZON_COGNITO_USER_POOLS',
        QueryDepthLimit: expect.any(Number),
        ResolverCountLimit: expect.any(Number),
        XrayEnabled: true,
        LogConfig: expect.objectContaining({ ExcludeVerboseContent: true, FieldLogLevel: 'ERROR' }),
      }),
    ]);
  });

  it('takes tokens of its own app client alone, and none without a token', () => {
    const [[, api] = ['', {} as Properties]] = ofType('AWS::AppSync::GraphQLApi');
    const { AppIdClientRegex, DefaultAction } = api.UserPoolConfig as Properties;
    const [[client] = ['']] = ofType('AWS::Cognito::UserPoolClient');
    expect(AppIdClientRegex).toEqual({ Ref: client });
    expect(DefaultAction).toBe('ALLOW');
    expect(api.AdditionalAuthenticationProviders).toEqual([{ AuthenticationType: 'AWS_IAM' }]);
    expect(Object.values(resources).map(({ Type }) => Type)).not.toContain('AWS::AppSync::ApiKey');
  });
});

describe('data', () => {
  it('in tables is encrypted under an auditable key, recoverable', () => {
    for (const [id, { Replicas, SSESpecification, TimeToLiveSpecification }] of ofType('AWS::DynamoDB::GlobalTable')) {
      expect(SSESpecification, id).toEqual({ SSEEnabled: true, SSEType: 'KMS' });
      expect(TimeToLiveSpecification, id).toEqual({ AttributeName: 'ttl', Enabled: true });
      expect(Replicas, id).toEqual([
        expect.objectContaining({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
      ]);
    }
  });

  it('in queues is encrypted, at rest and on the way', () => {
    const secured = ofType('AWS::SQS::QueuePolicy').flatMap(([, { Queues, PolicyDocument }]) => {
      const { Statement } = PolicyDocument as { Statement: readonly Statement[] };
      return Statement.some(({ Effect, Action }) => Effect === 'Deny' && Action === 'sqs:*')
        ? (Queues as { Ref: string }[]).map(({ Ref }) => Ref)
        : [];
    });
    for (const [id, properties] of ofType('AWS::SQS::Queue')) {
      expect(properties.SqsManagedSseEnabled ?? properties.KmsMasterKeyId, id).toBeTruthy();
      expect(secured, id).toContain(id);
    }
  });

  it('in topics is encrypted', () => {
    for (const [id, { KmsMasterKeyId }] of ofType('AWS::SNS::Topic')) expect(KmsMasterKeyId, id).toBeDefined();
  });

  it('in logs is forgotten, admins’ acts after a year', () => {
    for (const [id, { RetentionInDays }] of ofType('AWS::Logs::LogGroup')) {
      expect(RetentionInDays, id).toBeLessThanOrEqual(id.includes('AuditLogGroup') ? 365 : 90);
    }
  });
});

describe('the audit log', () => {
  it('is only added to, by AppSync alone: no role may change or delete what it has', () => {
    const ofLog = grants().filter(([, { Resource }]) => /AuditLog(?!Group)/.test(JSON.stringify(Resource ?? '')));
    const actions = new Set(ofLog.flatMap(([, { Action }]) => Action));
    expect([...actions].filter((action) => action.startsWith('dynamodb:')).toSorted()).toEqual([
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:PutItem',
      'dynamodb:Query',
    ]);
    const everything = grants().filter(
      ([, { Action, Resource }]) =>
        [Action].flat().some((action) => action.startsWith('dynamodb:')) && Resource === '*',
    );
    const ofTables = everything.flatMap(([, { Action }]) => Action).filter((action) => action.startsWith('dynamodb:'));
    expect(new Set(ofTables)).toEqual(new Set(['dynamodb:ListStreams']));
  });
});

describe('queues', () => {
  it('that are worked on lead to a dead-letter queue, which keeps for 14 days, or 7 what has push tokens', () => {
    const queues = new Map(ofType('AWS::SQS::Queue'));
    const next = (id: string) => {
      const { RedrivePolicy } = queues.get(id) ?? {};
      const { deadLetterTargetArn } = (RedrivePolicy ?? {}) as { deadLetterTargetArn?: GetAtt };
      return deadLetterTargetArn?.['Fn::GetAtt'][0];
    };
    const worked = ofType('AWS::Lambda::EventSourceMapping').flatMap(([, { EventSourceArn }]) => {
      const [id = ''] = (EventSourceArn as GetAtt)['Fn::GetAtt'];
      return queues.has(id) ? [id] : [];
    });
    expect(worked.length).toBeGreaterThan(0);
    for (const id of worked) {
      expect(queues.get(id)?.VisibilityTimeout, id).toBeGreaterThan(30);
      let last = next(id);
      expect(last, id).toBeDefined();
      while (last !== undefined && next(last) !== undefined) last = next(last);
      const days = last?.includes('Unexplained') ? 7 : 14;
      expect(queues.get(last ?? '')?.MessageRetentionPeriod, last).toBe(days * 86_400);
    }
  });
});

describe('alarms', () => {
  const watched = (namespace: string, dimension: string) =>
    ofType('AWS::CloudWatch::Alarm').flatMap(([, alarm]) => {
      const metrics = (alarm.Metrics ?? []) as { MetricStat?: { Metric: Properties } }[];
      const all = [alarm, ...metrics.map(({ MetricStat }) => MetricStat?.Metric ?? {})];
      return all
        .filter(({ Namespace }) => Namespace === namespace)
        .map(({ MetricName, Dimensions }) => {
          const { Value } =
            ((Dimensions ?? []) as { Name: string; Value: Properties }[]).find(({ Name }) => Name === dimension) ?? {};
          return `${MetricName} ${Value?.Ref ?? (Value?.['Fn::GetAtt'] as readonly string[] | undefined)?.[0]}`;
        });
    });

  it('watch every function, and every stream’s lag', () => {
    const names = watched('AWS/Lambda', 'FunctionName');
    for (const [id] of ofType('AWS::Lambda::Function')) {
      expect(names).toContain(`Errors ${id}`);
      expect(names).toContain(`Throttles ${id}`);
    }
    for (const [, { FunctionName, StartingPosition }] of ofType('AWS::Lambda::EventSourceMapping')) {
      if (StartingPosition !== undefined) {
        expect(names).toContain(`IteratorAge ${(FunctionName as { Ref: string }).Ref}`);
      }
    }
  });

  it('watch the age of work and the depth of what was set aside', () => {
    const names = watched('AWS/SQS', 'QueueName');
    for (const [id, { RedrivePolicy }] of ofType('AWS::SQS::Queue')) {
      const metric =
        RedrivePolicy === undefined ? 'ApproximateNumberOfMessagesVisible' : 'ApproximateAgeOfOldestMessage';
      expect(names).toContain(`${metric} ${id}`);
    }
  });

  it('watch every table and the API', () => {
    const names = watched('AWS/DynamoDB', 'TableName');
    for (const [id] of ofType('AWS::DynamoDB::GlobalTable')) {
      expect(names).toContain(`ReadThrottleEvents ${id}`);
      expect(names).toContain(`WriteThrottleEvents ${id}`);
    }
    const [[api] = ['']] = ofType('AWS::AppSync::GraphQLApi');
    expect(watched('AWS/AppSync', 'GraphQLAPIId')).toContain(`5XXError ${api}`);
  });
});

it('tells of every alarm’s begin and end where the deployment asks for it', async () => {
  const { topic, resources: found } = await opened();
  const alarms = namesOf(found, 'AWS::CloudWatch::Alarm');
  expect(alarms.length).toBe(ofType('AWS::CloudWatch::Alarm').length);
  for (const id of alarms) {
    expect(found[id]?.Properties, id).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
  }
});

it('tells of each platform that it does not offer, since its application may be there', async () => {
  const platformSecrets = { APNS: 'heliograph/apns' };
  const app = await appWith({ 'heliograph:platformSecrets': platformSecrets, 'heliograph:deletePlatforms': 'FCM' });
  const told = app.node.findChild('Heliograph').node.findChild('Default').node.findChild('Platforms').node.metadata;
  expect(told.filter(({ type }) => type === 'aws:cdk:info').map(({ data }) => data)).toEqual([
    expect.stringMatching(
      /^APNS_SANDBOX is not in heliograph:platformSecrets\..* heliograph-prod-APNS_SANDBOX stays in SNS/,
    ),
  ]);
});

it('offers one platform alone where it has the credentials of no other', async () => {
  const found = await resourcesWith(fcmAlone);
  expect(namesOf(found, 'Custom::PlatformApplication')).toHaveLength(1);
  expect(JSON.stringify(found)).not.toMatch(/PLATFORM_APPLICATION_APNS|heliograph\/apns/);
  // Endpoints of a platform that was offered before go with their devices, and nothing is published to them.
  const onApns = namesOf(found, 'AWS::IAM::Policy').flatMap((id) => {
    const { PolicyDocument } = found[id]?.Properties ?? {};
    const { Statement } = PolicyDocument as { Statement: readonly Statement[] };
    return Statement.filter(({ Resource }) => JSON.stringify(Resource).includes('/APNS/')).flatMap(actionsOf);
  });
  expect([...new Set(onApns)].toSorted()).toEqual([
    'sns:DeleteEndpoint',
    'sns:GetEndpointAttributes',
    'sns:SetEndpointAttributes',
  ]);
});

/** Size of every asset file with the extension. */
async function assets(extension: string): Promise<readonly (readonly [string, number])[]> {
  const root = join(folder, 'cdk.out');
  const names = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(extension));
  expect(names.length, extension).toBeGreaterThan(0);
  return Promise.all(names.map(async (name) => [name, (await stat(join(root, name))).size] as const));
}

describe('accounts', () => {
  const isClosed = (found: typeof resources) => {
    const pool = found[namesOf(found, 'AWS::Cognito::UserPool')[0] ?? '']?.Properties;
    return (pool?.AdminCreateUserConfig as Properties | undefined)?.AllowAdminCreateUserOnly;
  };

  it('are made by the pool’s admins alone, unless a setting opens the sign-up', async () => {
    expect(isClosed(resources)).toBe(true);
    expect(isClosed((await opened()).resources)).toBe(false);
  });
});

describe('the schema', () => {
  const apiOf = (found: typeof resources) => found[namesOf(found, 'AWS::AppSync::GraphQLApi')[0] ?? '']?.Properties;

  it('is read from the API only where a setting lets it, and then whole', async () => {
    const closed = apiOf(await resourcesWith(fcmAlone));
    expect(closed).toMatchObject({ IntrospectionConfig: 'DISABLED', QueryDepthLimit: 10 });
    expect(apiOf((await opened()).resources)).toMatchObject({
      IntrospectionConfig: 'ENABLED',
      QueryDepthLimit: 15,
      ResolverCountLimit: 100,
    });
  });
});

describe('step-up by a sign-in', () => {
  /** Who may do what at Cognito, by the function's name. */
  const cognitoActions = (found: typeof resources) =>
    namesOf(found, 'AWS::IAM::Policy').flatMap((id) => {
      const { PolicyDocument, Roles } = (found[id]?.Properties ?? {}) as {
        PolicyDocument: { Statement: readonly Statement[] };
        Roles: readonly { Ref: string }[];
      };
      return PolicyDocument.Statement.flatMap(({ Action, Resource }) =>
        [Action].flat().flatMap((action) => {
          if (!action.startsWith('cognito-idp:')) return [];
          expect(Resource, id).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Identity\/Users/), 'Arn'] });
          return Roles.map(({ Ref }) => `${/\/(.+)Role/.exec(Ref)?.[1]} ${action.slice(12)}`);
        }),
      );
    });
  const lookUps = ['initiateStepUp', 'recordSignIn', 'respondToStepUp', 'wordCode'].map(
    (name) => `${name} AdminGetUser`,
  );

  it('is not there unless asked for', () => {
    expect(namesOf(resources, 'AWS::Cognito::UserPoolClient')).toHaveLength(1);
    expect(cognitoActions(resources).toSorted()).toEqual(lookUps);
    const [[, pool] = ['', {} as Properties]] = ofType('AWS::Cognito::UserPool');
    expect(pool.Policies).toEqual({ PasswordPolicy: expect.anything() });
    expect(pool.WebAuthnRelyingPartyID).toBeUndefined();
  });

  it.each([
    [{ 'heliograph:stepUpCodes': 'userAuth' }, ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP']],
    [{ 'heliograph:passkeyRelyingParty': 'app.example' }, ['PASSWORD', 'WEB_AUTHN']],
  ])('with %j has a client of its own, which only its functions can use', async (context, factors) => {
    const found = await resourcesWith(context);
    const clients = namesOf(found, 'AWS::Cognito::UserPoolClient');
    expect(clients).toHaveLength(2);
    const id = clients.find((name) => /StepUp/.test(name)) ?? '';
    expect(found[id]?.Properties).toMatchObject({
      GenerateSecret: true,
      ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
      AuthSessionValidity: 10,
      AccessTokenValidity: 5,
      IdTokenValidity: 5,
      RefreshTokenValidity: 60,
      EnableTokenRevocation: true,
      AllowedOAuthFlowsUserPoolClient: false,
    });
    expect(cognitoActions(found).toSorted()).toEqual(
      [
        ...lookUps,
        'initiateStepUp AdminInitiateAuth',
        'initiateStepUp DescribeUserPoolClient',
        'respondToStepUp AdminRespondToAuthChallenge',
        'respondToStepUp DescribeUserPoolClient',
      ].toSorted(),
    );
    // AppSync takes tokens of the app's client alone, and no output tells of this one.
    const api = found[namesOf(found, 'AWS::AppSync::GraphQLApi')[0] ?? '']?.Properties;
    expect(api?.UserPoolConfig).toMatchObject({ AppIdClientRegex: { Ref: clients.find((name) => name !== id) } });
    const pool = found[namesOf(found, 'AWS::Cognito::UserPool')[0] ?? '']?.Properties;
    expect(pool?.Policies).toMatchObject({ SignInPolicy: { AllowedFirstAuthFactors: factors } });
    expect(pool?.UserPoolTier).toBe('ESSENTIALS');
  });

  it('says what the context may be', async () => {
    await expect(resourcesWith({ 'heliograph:stepUpCodes': 'pigeon' })).rejects.toThrow('attributes or userAuth');
  });
});
