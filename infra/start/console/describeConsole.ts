import type { LocalCloud } from 'local-cloud';
import type { HeliographOutputs } from '../HeliographOutputs.ts';
import type { ConsoleApi, ConsoleState } from './ConsoleState.ts';

/** Returns what the console shows of a cloud that is ready. */
export function describeConsole(cloud: Pick<LocalCloud, 'resources'>, outputs: HeliographOutputs): ConsoleState {
  const endpoints: Readonly<Record<string, string | undefined>> = {
    GraphQL: outputs.graphqlEndpoint,
    'GraphQL over TLS': outputs.graphqlEndpointTls,
    'Real time': outputs.realtimeEndpoint,
    'AWS endpoint': outputs.awsEndpoint,
    Region: outputs.region,
    'User pool': outputs.userPoolId,
    'App client': outputs.userPoolClientId,
    'Certificate authority': outputs.caCertificate,
  };
  const api = apiOf(cloud, outputs);
  return {
    stacks: Object.keys(outputs.stackOutputs),
    endpoints: defined(endpoints),
    outputs: Object.fromEntries(
      Object.entries(outputs.stackOutputs).map(([stack, values]) => [
        stack,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
      ]),
    ),
    users: outputs.users
      .filter(({ totpSecret }) => totpSecret === undefined)
      .map(({ username, password, groups }) => ({ username, password, groups })),
    ...(api === undefined ? {} : { api }),
  };
}

function apiOf(cloud: Pick<LocalCloud, 'resources'>, outputs: HeliographOutputs): ConsoleApi | undefined {
  const { graphqlEndpoint, userPoolId, userPoolClientId } = outputs;
  if (graphqlEndpoint === undefined || userPoolId === undefined || userPoolClientId === undefined) return undefined;
  const fields = cloud.resources
    .filter(({ type }) => type === 'AWS::AppSync::Resolver')
    .map(({ properties }) => `${properties.TypeName}.${properties.FieldName}`);
  return { path: new URL(graphqlEndpoint).pathname, userPoolId, userPoolClientId, fields };
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
