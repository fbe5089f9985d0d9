import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Clock,
  type LocalCloud,
  loadAssembly,
  type RoleCredentials,
  silentLog,
  startLocalCloud,
} from 'local-cloud';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { demoSecretsFor } from '../../infra/start/demo/demoSecrets.ts';
import { seedDemoUsers } from '../../infra/start/demo/seedDemoUsers.ts';
import { openHeliograph } from '../../infra/start/openHeliograph.ts';
import type { HeliographOutputs } from './Runtime.ts';

export interface Heliograph extends AsyncDisposable {
  readonly cloud: LocalCloud;
  readonly outputs: HeliographOutputs;
  /** Returns the key of the role whose logical id begins so. A function or data source calls with it. */
  credentialsOf(role: string): RoleCredentials;
}

export interface StartHeliographOptions {
  /** The folder of an assembly. @default the app's own */
  readonly assembly?: string;
  /** @default the system's clock */
  readonly clock?: Clock;
  /** Secrets by name, besides the credentials of the push services. @default none */
  readonly secrets?: Readonly<Record<string, () => string>>;
}

/** Starts what `npm start` runs, within this process: for tests that reach behind the endpoints. */
export async function startHeliograph(options: StartHeliographOptions = {}): Promise<Heliograph> {
  const directory = temporaryFolder('heliograph');
  const assembly = loadAssembly(options.assembly ?? (await synthesizeCached(join(directory, 'cdk.out'))));
  const cloud = await startLocalCloud({
    assembly,
    directory,
    port: 0,
    log: silentLog,
    secrets: { ...demoSecretsFor(assembly), ...options.secrets },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  });
  const outputs = openHeliograph(cloud, await seedDemoUsers(cloud)) as HeliographOutputs;
  return {
    cloud,
    outputs,
    credentialsOf(role) {
      const found = cloud.resources.filter(
        ({ type, logicalId }) => type === 'AWS::IAM::Role' && logicalId.startsWith(role),
      );
      const arn = found[0]?.attributes.Arn;
      if (found.length !== 1 || typeof arn !== 'string') throw new Error(`${found.length} roles begin with ${role}.`);
      return cloud.platform.credentials(arn);
    },
    async [Symbol.asyncDispose]() {
      await cloud.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
