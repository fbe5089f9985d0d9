import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { AppliedResource } from '../assembly/StackState.ts';
import { consoleRoute } from '../console/consoleRoute.ts';
import { describeConsole } from '../console/describeConsole.ts';
import { meterRoute } from '../console/meterRoute.ts';
import type { LocalCloud } from '../LocalCloud.ts';
import type { JsonObject } from '../platform/Json.ts';
import { amplifyOutputs } from './amplifyOutputs.ts';
import type { DemoUser } from './demoUsers.ts';
import type { Outputs } from './Outputs.ts';
import { writeFileAtomically } from './writeFileAtomically.ts';

/** Writes `DIR/outputs.json` and `DIR/amplify_outputs.json` for a cloud that is ready, opens its console, and answers the former's content. */
export function writeOutputs(cloud: LocalCloud, users: readonly DemoUser[]): Outputs {
  const outputs = describe(cloud, users);
  const { directory } = cloud.platform;
  mkdirSync(directory, { recursive: true });
  const poolProperties = find(cloud, 'AWS::Cognito::UserPool')?.properties;
  const amplify = amplifyOutputs({
    outputs,
    userPool: poolProperties,
    api: find(cloud, 'AWS::AppSync::GraphQLApi')?.properties,
    groups: cloud.resources
      .filter(({ type }) => type === 'AWS::Cognito::UserPoolGroup')
      .map(({ physicalId }) => physicalId),
  });
  cloud.front.add(consoleRoute(describeConsole(cloud, outputs)));
  cloud.front.add(meterRoute(cloud.platform.meter));
  writeFileAtomically(join(directory, 'amplify_outputs.json'), json(amplify));
  writeFileAtomically(join(directory, 'outputs.json'), json(outputs));
  return outputs;
}

/** The first user pool of the template and its first client without a secret, as apps have, are the ones that clients are told of, as of the API. */
function describe(cloud: LocalCloud, users: readonly DemoUser[]): Outputs {
  const { platform, baseUrl, secureBaseUrl } = cloud;
  const pool = find(cloud, 'AWS::Cognito::UserPool')?.physicalId;
  const clients = cloud.resources.filter(({ type }) => type === 'AWS::Cognito::UserPoolClient');
  const client = (clients.find(({ attributes }) => attributes.ClientSecret === undefined) ?? clients[0])?.physicalId;
  const apiKey = find(cloud, 'AWS::AppSync::ApiKey')?.attributes.ApiKey;
  const path = graphqlPath(find(cloud, 'AWS::AppSync::GraphQLApi'));
  const serviceRole = Object.values(cloud.result.outputs).find((stack) => stack.ServiceRoleArn)?.ServiceRoleArn;
  return {
    pid: process.pid,
    region: platform.region,
    accountId: platform.accountId,
    awsEndpoint: baseUrl,
    awsEndpointTls: secureBaseUrl,
    caCertificate: resolve(platform.directory, 'ca.pem'),
    consoleUrl: `${baseUrl}/_local/console`,
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
    users,
    ...(typeof serviceRole === 'string' ? { service: platform.credentials(serviceRole) } : {}),
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

function json(value: Outputs | JsonObject): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
