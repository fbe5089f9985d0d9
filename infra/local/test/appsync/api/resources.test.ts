import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signRequest } from '../../../appsync/datasources/signRequest.ts';
import type { JsonObject } from '../../../platform/Json.ts';
import { temporaryFolder } from '../../../testing/temporaryFolder.ts';
import { startAppSync } from './startAppSync.ts';

const Runtime = { Name: 'APPSYNC_JS', RuntimeVersion: '1.0.0' };

describe('AppSync resources', () => {
  let server: Awaited<ReturnType<typeof startAppSync>>;
  const folder = temporaryFolder('assets');
  beforeAll(async () => {
    server = await startAppSync({ schema: 'type Query { a: String }' });
  });
  afterAll(() => server.stop());

  const provider = (type: string) => {
    const found = server.appSync.resources.find((candidate) => candidate.type === type);
    if (found === undefined) throw new Error(`No provider of ${type}.`);
    return found;
  };
  const apply = async (type: string, logicalId: string, properties: JsonObject) =>
    provider(type).apply({
      stackName: 'test',
      logicalId,
      generatedName: `test-${logicalId}`,
      properties,
      asset: (bucket, key) => join(folder, `${bucket}-${key}`),
    });

  it('serve a second API under its id, from assets', async () => {
    writeFileSync(join(folder, 'assets-schema.graphql'), 'type Query { made: String }');
    writeFileSync(
      join(folder, 'assets-code.js'),
      "export function request() { return { payload: 'from an asset' }; } export function response(ctx) { return ctx.result; }",
    );
    const api = await apply('AWS::AppSync::GraphQLApi', 'Second', { Name: 'second', AuthenticationType: 'AWS_IAM' });
    const { ApiId, GraphQLUrl } = api.attributes;
    expect(GraphQLUrl).toBe(`${server.platform.baseUrl()}/apis/${ApiId}/graphql`);
    expect(api.attributes.RealtimeUrl).toBe(`${String(GraphQLUrl).replace('http', 'ws')}/realtime`);
    expect(api.physicalId).toBe(`arn:aws:appsync:us-east-1:000000000000:apis/${ApiId}`);
    const own = { ApiId: String(ApiId) };
    await apply('AWS::AppSync::GraphQLSchema', 'S', { ...own, DefinitionS3Location: 's3://assets/schema.graphql' });
    await apply('AWS::AppSync::DataSource', 'D', { ...own, Name: 'none', Type: 'NONE' });
    await apply('AWS::AppSync::Resolver', 'R', {
      ...own,
      TypeName: 'Query',
      FieldName: 'made',
      DataSourceName: 'none',
      CodeS3Location: 's3://assets/code.js',
      Runtime,
    });
    const body = '{"query":"{ made }"}';
    const { accessKeyId, secretAccessKey } = server.platform.iam.rootCredentials();
    const headers = signRequest(
      { method: 'POST', url: new URL(String(GraphQLUrl)), headers: {}, body },
      { accessKeyId, secretAccessKey },
      { region: 'us-east-1', service: 'appsync' },
      server.platform.clock.now(),
    );
    const response = await fetch(String(GraphQLUrl), { method: 'POST', body, headers });
    expect(await response.json()).toEqual({ data: { made: 'from an asset' } });
  });

  it.each<[string, JsonObject, string]>([
    ['AWS::AppSync::GraphQLApi', { Name: 'x', AuthenticationType: 'MAGIC' }, 'must be one of API_KEY'],
    [
      'AWS::AppSync::GraphQLApi',
      { Name: 'x', AuthenticationType: 'API_KEY', QueryDepthLimit: 76 },
      'QueryDepthLimit must be from 0 to 75, not 76',
    ],
    ['AWS::AppSync::GraphQLApi', { Name: 'x', AuthenticationType: 'API_KEY', ApiType: 'MERGED' }, 'A merged API'],
    ['AWS::AppSync::GraphQLApi', { Name: 'x', AuthenticationType: 'API_KEY', Novelty: 1 }, 'Novelty'],
    ['AWS::AppSync::GraphQLSchema', { Definition: 'type Query { a: Nope }' }, 'Unknown type'],
    ['AWS::AppSync::GraphQLSchema', {}, 'Definition or DefinitionS3Location is required'],
    ['AWS::AppSync::DataSource', { Name: 'a b', Type: 'NONE' }, 'letters, digits and _'],
    ['AWS::AppSync::DataSource', { Name: 'es', Type: 'AMAZON_OPENSEARCH_SERVICE' }, 'type AMAZON_OPENSEARCH_SERVICE'],
    [
      'AWS::AppSync::DataSource',
      { Name: 'd', Type: 'AMAZON_DYNAMODB', ServiceRoleArn: 'r', DynamoDBConfig: { TableName: 't', Versioned: true } },
      'Versioned of AppSync data source d',
    ],
    [
      'AWS::AppSync::Resolver',
      { TypeName: 'Query', FieldName: 'a', DataSourceName: 'none', RequestMappingTemplate: '{}' },
      'A VTL mapping template',
    ],
    [
      'AWS::AppSync::Resolver',
      { TypeName: 'Query', FieldName: 'a', DataSourceName: 'none', Code: 'export function request() {}' },
      'Runtime APPSYNC_JS',
    ],
    [
      'AWS::AppSync::Resolver',
      { TypeName: 'Query', FieldName: 'a', DataSourceName: 'none', MaxBatchSize: 2001 },
      'MaxBatchSize must be from 0 to 2000',
    ],
    [
      'AWS::AppSync::Resolver',
      {
        TypeName: 'Query',
        FieldName: 'a',
        Kind: 'PIPELINE',
        PipelineConfig: { Functions: Array.from({ length: 11 }, String) },
      },
      'at most 10 functions',
    ],
    ['AWS::AppSync::ApiKey', { ApiId: 'nope' }, 'GraphQL API nope not found'],
  ])('%s refuses %j', async (type, properties, message) => {
    const own = type === 'AWS::AppSync::GraphQLApi' ? {} : { ApiId: server.apiId };
    await expect(apply(type, 'Wrong', { ...own, ...properties })).rejects.toThrow(message);
  });

  it('say what is ignored', async () => {
    await apply('AWS::AppSync::ApiCache', 'Cache', { ApiId: server.apiId });
    expect(server.logged.some((line) => line.includes('ApiCache is ignored'))).toBe(true);
  });
});
