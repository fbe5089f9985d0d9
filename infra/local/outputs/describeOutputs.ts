import { resolve } from 'node:path';
import type { AppliedResource } from '../assembly/StackState.ts';
import type { LocalCloud } from '../LocalCloud.ts';
import type { Outputs } from './Outputs.ts';

/**
 * Returns what clients need of a running cloud: the first API, the first user pool, and its first client without a
 * secret.
 */
export function describeOutputs(cloud: LocalCloud): Outputs {
  const { platform, baseUrl, secureBaseUrl } = cloud;
  const pool = find(cloud, 'AWS::Cognito::UserPool')?.physicalId;
  const clients = cloud.resources.filter(({ type }) => type === 'AWS::Cognito::UserPoolClient');
  const client = (clients.find(({ attributes }) => attributes.ClientSecret === undefined) ?? clients[0])?.physicalId;
  const apiKey = find(cloud, 'AWS::AppSync::ApiKey')?.attributes.ApiKey;
  const path = graphqlPath(find(cloud, 'AWS::AppSync::GraphQLApi'));
  return {
    pid: process.pid,
    region: platform.region,
    accountId: platform.accountId,
    awsEndpoint: baseUrl,
    awsEndpointTls: secureBaseUrl,
    caCertificate: resolve(platform.directory, 'ca.pem'),
    ...(path === undefined
      ? {}
      : {
          graphqlEndpoint: `${baseUrl}${path}`,
          graphqlEndpointTls: `${secureBaseUrl}${path}`,
          realtimeEndpoint: `${baseUrl.replace(/^http/, 'ws')}${path}/realtime`,
          realtimeEndpointTls: `${secureBaseUrl.replace(/^http/, 'ws')}${path}/realtime`,
        }),
    ...(typeof apiKey === 'string' ? { apiKey } : {}),
    ...(pool === undefined ? {} : { userPoolId: pool, userPoolEndpoint: baseUrl }),
    ...(client === undefined ? {} : { userPoolClientId: client }),
    root: platform.iam.rootCredentials(),
    stackOutputs: cloud.result.outputs,
  };
}

function find(cloud: LocalCloud, type: string): AppliedResource | undefined {
  return cloud.resources.find((resource) => resource.type === type);
}

function graphqlPath(api: AppliedResource | undefined): string | undefined {
  const url = api?.attributes.GraphQLUrl;
  return typeof url === 'string' ? new URL(url).pathname : undefined;
}
