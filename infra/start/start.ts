import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createLog, type LocalCloud, loadAssembly, startLocalCloud, summary, systemClock } from 'local-cloud';
import { DEFAULT_PORT, Progress, type RunArguments, readArguments, runCommand, UsageError } from 'local-cloud/cli';
import { synthesizeCached } from '../aws/synthesizeCached.ts';
import { demoCommand } from './demo/demoCommand.ts';
import { demoSecretsFor } from './demo/demoSecrets.ts';
import type { DemoUser } from './demo/demoUsers.ts';
import { seedDemoUsers } from './demo/seedDemoUsers.ts';
import { logFailures } from './logFailures.ts';
import { openHeliograph } from './openHeliograph.ts';

const usage = `Usage: npm start -- [options]

Bundles and synthesizes Heliograph's CDK app and runs its template on this machine.

  --port N           port of everything; 0 picks a free one (default ${DEFAULT_PORT})
  --data DIR         where state and outputs live (default .local)
  --fresh            starts with empty state
  --assembly DIR     runs this cloud assembly of Heliograph, synthesized before
  --parameter N=V    gives the template's parameter N the value V (default its default); may be repeated
  --context K=V      gives the CDK app the context K (default cdk.json's), as cdk does; may be repeated
  --allow-host HOST  serves requests to HOST too, beside localhost, 127.0.0.1 and [::1]; may be repeated.
                     The Android emulator's name for this machine is 10.0.2.2
  --help             prints this
`;

type Arguments = RunArguments<'context'>;

/** Returns null for `--help`. */
function read(args: readonly string[]): Arguments | null {
  const given = readArguments(args, { context: 'c' });
  if (given?.assembly !== undefined && Object.keys(given.pairs.context).length > 0) {
    throw new UsageError('--context is for the CDK app; an assembly has been synthesized.');
  }
  return given;
}

/** Returns the cloud assembly's folder. */
async function assemble({ assembly, directory, pairs }: Arguments, progress: Progress): Promise<string> {
  if (assembly !== undefined) return assembly;
  // The variable in which the CDK command passes its `--context`.
  const { CDK_CONTEXT_JSON = '{}' } = process.env;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...JSON.parse(CDK_CONTEXT_JSON), ...pairs.context });
  // Made here, it is for its owner alone: what it will hold has secrets.
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const folder = await synthesizeCached(join(directory, 'cdk.out'));
  progress.step('bundled and synthesized the CDK app');
  return folder;
}

async function start(): Promise<LocalCloud | null> {
  const given = read(process.argv.slice(2));
  if (given === null) {
    process.stdout.write(usage);
    return null;
  }
  const progress = new Progress();
  const assembly = loadAssembly(await assemble(given, progress));
  const { port, directory, fresh, allowedHosts } = given;
  const { parameter: parameters } = given.pairs;
  const log = createLog(systemClock);
  const secrets = demoSecretsFor(assembly);
  const cloud = await startLocalCloud({ assembly, directory, port, fresh, allowedHosts, parameters, log, secrets });
  try {
    progress.applied(cloud.result);
    const outputs = openHeliograph(cloud, await seedDemoUsers(cloud));
    await logFailures(cloud);
    const title = `Heliograph runs here, started in ${progress.seconds()} s`;
    const hints = [['Console', outputs.consoleUrl] as const, ...userRows(outputs.users), ...demoRow(given)];
    process.stdout.write(`\n${summary(title, outputs, directory, hints)}`);
    return cloud;
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

function demoRow({ directory }: Arguments): readonly (readonly [string, string])[] {
  return [['Demo', demoCommand(directory)]];
}

function userRows(users: readonly DemoUser[]): readonly (readonly [string, string])[] {
  return users.map(({ username, password, groups, totpSecret }, index) => {
    const columns = [username.padEnd(8), password.padEnd(16), groups.join(', ').padEnd(11), totpSecret ? 'TOTP' : ''];
    return [index === 0 ? 'Demo users' : '', columns.join(' ').trimEnd()];
  });
}

/** Runs the command. Ends the process, as `runCommand` does. */
export function run(): Promise<never> {
  return runCommand(usage, start);
}
