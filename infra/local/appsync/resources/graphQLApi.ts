import { NotSupportedLocally } from '../../platform/AwsError.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../platform/Json.ts';
import type { ResourceProvider, ResourceRequest } from '../../platform/ResourceProvider.ts';
import { Api, type ApiSettings } from '../Api.ts';
import type { AppSyncPlatform } from '../AppSync.ts';
import type { AuthorizationProvider } from '../auth/AuthorizationProvider.ts';
import { authorizationModes } from '../auth/Caller.ts';
import { appSyncId } from './appSyncId.ts';
import { assertKnown, invalid, number, object, optionalText, text } from './properties.ts';

const type = 'AWS::AppSync::GraphQLApi';

const known = [
  'Name',
  'AuthenticationType',
  'AdditionalAuthenticationProviders',
  'UserPoolConfig',
  'OpenIDConnectConfig',
  'LambdaAuthorizerConfig',
  'IntrospectionConfig',
  'QueryDepthLimit',
  'ResolverCountLimit',
  'EnvironmentVariables',
  'ApiType',
  'LogConfig',
  // These mean nothing on one machine: where metrics and traces go, and who owns the API.
  'XrayEnabled',
  'EnhancedMetricsConfig',
  'Tags',
  'OwnerContact',
  'Visibility',
];

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-appsync-graphqlapi.html */
export function graphQLApiProvider(platform: AppSyncPlatform, apis: Map<string, Api>): ResourceProvider {
  return {
    type,
    apply(request) {
      assertKnown(request, type, known);
      if (request.properties.ApiType === 'MERGED') throw new NotSupportedLocally(`A merged API (${request.logicalId})`);
      const apiId = appSyncId(request.generatedName);
      const settings = settingsOf(platform, request);
      const existing = apis.get(apiId);
      const api = existing ?? new Api(platform, apiId, settings);
      if (existing === undefined) apis.set(apiId, api);
      else existing.configure(settings);
      const base = new URL(platform.baseUrl());
      const isFirst = [...apis.keys()][0] === apiId;
      const path = isFirst ? '/graphql' : `/apis/${apiId}/graphql`;
      return {
        physicalId: api.arn,
        attributes: {
          ApiId: apiId,
          Arn: api.arn,
          GraphQLUrl: `${base.origin}${path}`,
          GraphQLDns: base.host,
          GraphQLEndpointArn: `arn:aws:appsync:${platform.region}:${platform.accountId}:endpoints/graphql-api/${apiId}`,
          RealtimeUrl: `ws://${base.host}${path}/realtime`,
          RealtimeDns: base.host,
        },
      };
    },
    remove(physicalId) {
      apis.delete(physicalId.split('/').at(-1) ?? '');
    },
  };
}

function settingsOf(platform: AppSyncPlatform, request: ResourceRequest): ApiSettings {
  const { properties } = request;
  const additional = properties.AdditionalAuthenticationProviders;
  const providers = [properties, ...(Array.isArray(additional) ? additional.filter(isJsonObject) : [])].map(
    (provider) => providerOf(platform, request, provider),
  );
  const environment = isJsonObject(properties.EnvironmentVariables) ? properties.EnvironmentVariables : {};
  return {
    name: text(request, 'Name'),
    providers,
    introspection: properties.IntrospectionConfig !== 'DISABLED',
    queryDepthLimit: bounded(request, 'QueryDepthLimit', 75),
    resolverCountLimit: bounded(request, 'ResolverCountLimit', 10_000),
    environment: Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, String(value)])),
    ...logOf(request),
  };
}

const logLevels = ['ALL', 'DEBUG', 'ERROR', 'INFO', 'NONE'] as const;

function logOf(request: ResourceRequest): Pick<ApiSettings, 'log'> {
  const { LogConfig } = request.properties;
  if (!isJsonObject(LogConfig)) return {};
  const level = logLevels.find((name) => name === (LogConfig.FieldLogLevel ?? 'NONE'));
  if (level === undefined) throw invalid(request, `FieldLogLevel must be one of ${logLevels.join(', ')}.`);
  return { log: { roleArn: text(request, 'CloudWatchLogsRoleArn', LogConfig), level } };
}

function bounded(request: ResourceRequest, name: string, most: number): number {
  const value = number(request, name, 0);
  if (!Number.isInteger(value) || value < 0 || value > most) {
    throw invalid(request, `${name} must be from 0 to ${most}, not ${value}.`);
  }
  return value;
}

function providerOf(platform: AppSyncPlatform, request: ResourceRequest, from: JsonObject): AuthorizationProvider {
  const mode = authorizationModes.find((name) => name === from.AuthenticationType);
  switch (mode) {
    case 'API_KEY':
    case 'AWS_IAM':
      return { mode };
    case 'AMAZON_COGNITO_USER_POOLS': {
      const pool = object(request, 'UserPoolConfig', from);
      return {
        mode,
        userPoolId: text(request, 'UserPoolId', pool),
        region: optionalText(request, 'AwsRegion', pool) ?? platform.region,
        appIdClientRegex: expression(request, 'AppIdClientRegex', pool),
        defaultAction: pool.DefaultAction === 'DENY' ? 'DENY' : 'ALLOW',
      };
    }
    case 'OPENID_CONNECT': {
      const config = object(request, 'OpenIDConnectConfig', from);
      return {
        mode,
        issuer: text(request, 'Issuer', config),
        clientId: expression(request, 'ClientId', config),
        issuedAtTtl: number(request, 'IatTTL', 0, config),
        authTtl: number(request, 'AuthTTL', 0, config),
      };
    }
    case 'AWS_LAMBDA': {
      const config = object(request, 'LambdaAuthorizerConfig', from);
      return {
        mode,
        functionArn: text(request, 'AuthorizerUri', config),
        resultTtl: number(request, 'AuthorizerResultTtlInSeconds', 0, config),
        identityValidationExpression: expression(request, 'IdentityValidationExpression', config),
      };
    }
    case undefined: {
      const given: JsonValue = from.AuthenticationType ?? null;
      throw invalid(
        request,
        `AuthenticationType must be one of ${authorizationModes.join(', ')}, not ${JSON.stringify(given)}.`,
      );
    }
  }
}

/** Reads a regular expression, so that a bad one fails here and not at the first request. */
function expression(request: ResourceRequest, name: string, from: JsonObject): string | undefined {
  const source = optionalText(request, name, from);
  if (source === undefined || source === '') return undefined;
  try {
    new RegExp(source);
    return source;
  } catch {
    throw invalid(request, `${name} is no regular expression: ${source}`);
  }
}
