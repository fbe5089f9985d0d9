import { NotSupportedLocally } from '../../platform/AwsError.ts';
import { isJsonObject } from '../../platform/Json.ts';
import type { ResourceProvider, ResourceRequest } from '../../platform/ResourceProvider.ts';
import type { Api } from '../Api.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import type { DataSource } from '../datasources/DataSource.ts';
import { DynamoDbDataSource } from '../datasources/dynamodb/DynamoDbDataSource.ts';
import type { PagingTokens } from '../datasources/dynamodb/PagingTokens.ts';
import { EventBridgeDataSource } from '../datasources/EventBridgeDataSource.ts';
import { HttpDataSource } from '../datasources/HttpDataSource.ts';
import { LambdaDataSource } from '../datasources/LambdaDataSource.ts';
import { NoneDataSource } from '../datasources/NoneDataSource.ts';
import { refuseOption, ServiceRole } from '../datasources/ServiceRole.ts';
import { apiOf, assertKnown, invalid, object, optionalText, text } from './properties.ts';

const type = 'AWS::AppSync::DataSource';

const known = [
  'ApiId',
  'Name',
  'Type',
  'Description',
  'ServiceRoleArn',
  'MetricsConfig',
  'DynamoDBConfig',
  'LambdaConfig',
  'HttpConfig',
  'EventBridgeConfig',
];

export function dataSourceProvider(
  platform: AppSyncPlatform,
  apis: ReadonlyMap<string, Api>,
  tokens: PagingTokens,
): ResourceProvider {
  return {
    type,
    apply(request) {
      const kind = text(request, 'Type');
      const create = dataSourceKinds.get(kind);
      if (create === undefined) {
        throw new NotSupportedLocally(`AppSync data source type ${kind} (${request.logicalId})`);
      }
      assertKnown(request, type, known);
      const api = apiOf(request, apis);
      const name = text(request, 'Name');
      if (!/^[_A-Za-z][_0-9A-Za-z]*$/.test(name)) {
        throw invalid(request, `A data source's name is letters, digits and _, not ${name}.`);
      }
      api.dataSources.set(name, create({ platform, request, name, tokens, apiArn: api.arn }));
      api.changed();
      const arn = `${api.arn}/datasources/${name}`;
      return { physicalId: arn, attributes: { DataSourceArn: arn, Name: name } };
    },
  };
}

interface Creation {
  readonly platform: AppSyncPlatform;
  readonly request: ResourceRequest;
  readonly name: string;
  readonly apiArn: string;
  readonly tokens: PagingTokens;
}

const creators: Readonly<Record<string, (creation: Creation) => DataSource>> = {
  NONE: ({ name }) => new NoneDataSource(name),
  AMAZON_DYNAMODB(creation) {
    const { request, name, tokens } = creation;
    const config = object(request, 'DynamoDBConfig');
    for (const option of ['Versioned', 'DeltaSyncConfig', 'UseCallerCredentials']) {
      refuseOption(name, option, config[option]);
    }
    return new DynamoDbDataSource({
      name,
      tokens,
      tableName: text(request, 'TableName', config),
      role: roleOf(creation),
    });
  },
  AWS_LAMBDA(creation) {
    const functionArn = text(creation.request, 'LambdaFunctionArn', object(creation.request, 'LambdaConfig'));
    return new LambdaDataSource(creation.name, functionArn, roleOf(creation));
  },
  HTTP({ platform, request, name }) {
    const config = object(request, 'HttpConfig');
    const endpoint = text(request, 'Endpoint', config);
    if (!URL.canParse(endpoint)) throw invalid(request, `Endpoint is no URL: ${endpoint}`);
    const authorization = config.AuthorizationConfig;
    if (!isJsonObject(authorization)) return new HttpDataSource({ name, endpoint, platform });
    const iam = object(request, 'AwsIamConfig', authorization);
    const signing = {
      roleArn: text(request, 'ServiceRoleArn'),
      region: optionalText(request, 'SigningRegion', iam) ?? platform.region,
      service: text(request, 'SigningServiceName', iam),
    };
    return new HttpDataSource({ name, endpoint, platform, signing });
  },
  AMAZON_EVENTBRIDGE(creation) {
    const busArn = text(creation.request, 'EventBusArn', object(creation.request, 'EventBridgeConfig'));
    return new EventBridgeDataSource(creation.name, busArn, roleOf(creation));
  },
};

/** Creators of data sources by their `Type`. */
export const dataSourceKinds: ReadonlyMap<string, (creation: Creation) => DataSource> = new Map(
  Object.entries(creators),
);

function roleOf({ platform, request, apiArn }: Creation): ServiceRole {
  return new ServiceRole(platform, text(request, 'ServiceRoleArn'), apiArn);
}
