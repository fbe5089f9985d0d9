import { describeOutputs, type LocalCloud, writeOutputs } from 'local-cloud';
import { consoleRoute } from './console/consoleRoute.ts';
import { describeConsole } from './console/describeConsole.ts';
import { readHealth } from './console/readHealth.ts';
import type { DemoUser } from './demo/demoUsers.ts';
import type { HeliographOutputs } from './HeliographOutputs.ts';

/** Opens the console of a cloud that is ready and writes its outputs. Returns them. */
export function openHeliograph(cloud: LocalCloud, users: readonly DemoUser[]): HeliographOutputs {
  const { platform, baseUrl } = cloud;
  const serviceRole = Object.values(cloud.result.outputs).find((stack) => stack.ServiceRoleArn)?.ServiceRoleArn;
  const outputs: HeliographOutputs = {
    ...describeOutputs(cloud),
    consoleUrl: `${baseUrl}/_local/console`,
    users,
    ...(typeof serviceRole === 'string' ? { service: platform.credentials(serviceRole) } : {}),
  };
  cloud.front.add(consoleRoute(describeConsole(cloud, outputs), () => readHealth(cloud)));
  writeOutputs(cloud, outputs);
  return outputs;
}
