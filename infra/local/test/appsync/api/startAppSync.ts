import { AppSync } from '../../../appsync/AppSync.ts';
import { createPlatform } from '../../../createPlatform.ts';
import { DynamoDb } from '../../../dynamodb/DynamoDb.ts';
import { createFront } from '../../../front/Front.ts';
import type { AwsApi } from '../../../platform/AwsApi.ts';
import { type Clock, systemClock } from '../../../platform/Clock.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import type { HttpRoute } from '../../../platform/LocalService.ts';
import type { ResourceResult } from '../../../platform/ResourceProvider.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';

/** A GraphQL response as these tests read it. */
export interface Answer {
  readonly data: JsonObject | null;
  readonly errors?: readonly (JsonObject & { readonly message: string })[];
}

export interface TestUnit {
  readonly dataSource?: string;
  readonly code?: string;
  readonly pipeline?: readonly string[];
  readonly maxBatchSize?: number;
}

export interface TestApi {
  readonly schema: string;
  /** Properties of the GraphQL API beside its name. @default API_KEY alone */
  readonly api?: JsonObject;
  readonly dataSources?: Readonly<Record<string, JsonObject>>;
  readonly functions?: Readonly<Record<string, { readonly dataSource?: string; readonly code: string }>>;
  readonly resolvers?: Readonly<Record<string, TestUnit>>;
  /** DynamoDB tables: name → its key, hash first. */
  readonly tables?: Readonly<Record<string, readonly string[]>>;
  /** APIs that stand in for other services. */
  readonly services?: readonly AwsApi[];
  /** Statements of each role's policy, by the role's name. AppSync may assume each. */
  readonly roles?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Served beside the API. */
  readonly routes?: readonly HttpRoute[];
  readonly clock?: Clock;
  /** @default a new one */
  readonly directory?: string;
}

const runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };

/** Serves an API over a real port, from the resources that a template would name. */
export async function startAppSync(definition: TestApi) {
  const logged: string[] = [];
  const directory = definition.directory ?? temporaryFolder('appsync');
  const platform = createPlatform({
    directory,
    clock: definition.clock ?? systemClock,
    log: (level, source, message, fields) =>
      logged.push(`${level} ${source} ${message} ${JSON.stringify(fields ?? {})}`),
  });
  const appSync = new AppSync(platform);
  const dynamoDb = new DynamoDb(platform);
  platform.aws.register(dynamoDb);
  for (const api of definition.services ?? []) platform.aws.register({ apis: [api] });
  const front = createFront(platform, [...appSync.routes, ...(definition.routes ?? [])]);
  const port = await front.listen(0);
  platform.opened(port);

  const providers = new Map(
    [...platform.iam.resources, ...dynamoDb.resources, ...appSync.resources].map((provider) => [
      provider.type,
      provider,
    ]),
  );
  const apply = async (type: string, logicalId: string, properties: JsonObject): Promise<ResourceResult> => {
    const provider = providers.get(type);
    if (provider === undefined) throw new Error(`No provider for ${type}.`);
    return provider.apply({
      stackName: 'test',
      logicalId,
      generatedName: `test-${logicalId}`,
      properties,
      asset: () => {
        throw new Error('No assets here.');
      },
    });
  };

  for (const [TableName, keys] of Object.entries(definition.tables ?? {})) {
    await apply('AWS::DynamoDB::Table', TableName, {
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys.map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
    });
  }
  const roleArns: Record<string, string> = {};
  for (const [name, statements] of Object.entries({ service: [], ...definition.roles })) {
    const role = await apply('AWS::IAM::Role', name, {
      RoleName: name,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'appsync.amazonaws.com' } }],
      },
      Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
    });
    roleArns[name] = String(role.attributes.Arn);
  }

  const api = await apply('AWS::AppSync::GraphQLApi', 'Api', {
    Name: 'test',
    ...(definition.api ?? { AuthenticationType: 'API_KEY' }),
  });
  const ApiId = String(api.attributes.ApiId);
  await apply('AWS::AppSync::GraphQLSchema', 'Schema', { ApiId, Definition: definition.schema });
  const dataSources: Record<string, JsonObject> = { none: { Type: 'NONE' }, ...definition.dataSources };
  for (const [Name, { role, ...properties }] of Object.entries(dataSources)) {
    const ServiceRoleArn = typeof role === 'string' ? roleArns[role] : undefined;
    await apply('AWS::AppSync::DataSource', Name, {
      ApiId,
      Name,
      ...properties,
      ...(ServiceRoleArn === undefined ? {} : { ServiceRoleArn }),
    });
  }
  const functionIds = new Map<string, string>();
  for (const [Name, { dataSource = 'none', code }] of Object.entries(definition.functions ?? {})) {
    const properties = { ApiId, Name, DataSourceName: dataSource, Code: code, Runtime: runtime };
    const applied = await apply('AWS::AppSync::FunctionConfiguration', Name, properties);
    functionIds.set(Name, String(applied.attributes.FunctionId));
  }
  for (const [coordinate, unit] of Object.entries(definition.resolvers ?? {})) {
    const [TypeName = '', FieldName = ''] = coordinate.split('.');
    await apply('AWS::AppSync::Resolver', coordinate, {
      ApiId,
      TypeName,
      FieldName,
      ...(unit.pipeline === undefined
        ? { Kind: 'UNIT', DataSourceName: unit.dataSource ?? 'none' }
        : {
            Kind: 'PIPELINE',
            PipelineConfig: { Functions: unit.pipeline.map((name) => functionIds.get(name) ?? name) },
          }),
      ...(unit.code === undefined ? {} : { Code: unit.code, Runtime: runtime }),
      ...(unit.maxBatchSize === undefined ? {} : { MaxBatchSize: unit.maxBatchSize }),
    });
  }
  const key = await apply('AWS::AppSync::ApiKey', 'Key', { ApiId });
  appSync.start();

  const endpoint = String(api.attributes.GraphQLUrl);
  const apiKey = String(key.attributes.ApiKey);
  const post = (body: string, headers: Record<string, string> = { 'x-api-key': apiKey }) =>
    fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  return {
    platform,
    appSync,
    directory,
    endpoint,
    apiId: ApiId,
    apiArn: String(api.attributes.Arn),
    realtimeEndpoint: String(api.attributes.RealtimeUrl),
    apiKey,
    roleArns,
    logged,
    apply,
    post,
    /** The answer's body. */
    async query(query: string, variables: JsonObject = {}, headers?: Record<string, string>): Promise<Answer> {
      const response = await post(JSON.stringify({ query, variables }), headers);
      return (await response.json()) as Answer;
    },
    async stop() {
      await appSync.stop();
      await dynamoDb.stop();
      await front.close();
      platform.close();
    },
  };
}
