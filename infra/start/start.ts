import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createLog, type LocalCloud, loadAssembly, startLocalCloud, summary, systemClock } from 'local-cloud';
import { DEFAULT_PORT, Progress, readHosts, readPair, readPort, runCommand, UsageError } from 'local-cloud/cli';
import { synthesizeCached } from '../aws/synthesizeCached.ts';
import { demoCommand } from './demo/demoCommand.ts';
import { demoSecretsFor } from './demo/demoSecrets.ts';
import type { DemoUser } from './demo/demoUsers.ts';
import { seedDemoUsers } from './demo/seedDemoUsers.ts';
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

interface Arguments {
  readonly port: number;
  readonly directory: string;
  readonly fresh: boolean;
  readonly allowedHosts: readonly string[];
  readonly assembly: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, string>>;
}

/** Returns null for `--help`. */
function readArguments(args: readonly string[]): Arguments | null {
  const values = parse(args);
  if (values.help) return null;
  const context = Object.fromEntries((values.context ?? []).map((text) => readPair('--context', text)));
  if (values.assembly !== undefined && Object.keys(context).length > 0) {
    throw new UsageError('--context is for the CDK app; an assembly has been synthesized.');
  }
  return {
    port: readPort(values.port),
    directory: resolve(values.data ?? '.local'),
    fresh: values.fresh ?? false,
    allowedHosts: readHosts(values['allow-host']),
    assembly: values.assembly === undefined ? undefined : resolve(values.assembly),
    parameters: Object.fromEntries((values.parameter ?? []).map((text) => readPair('--parameter', text))),
    context,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        assembly: { type: 'string' },
        parameter: { type: 'string', multiple: true },
        context: { type: 'string', multiple: true, short: 'c' },
        'allow-host': { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** Returns the cloud assembly's folder. */
async function assemble({ assembly, directory, context }: Arguments, progress: Progress): Promise<string> {
  if (assembly !== undefined) return assembly;
  // The variable in which the CDK command passes its `--context`.
  const { CDK_CONTEXT_JSON = '{}' } = process.env;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...JSON.parse(CDK_CONTEXT_JSON), ...context });
  const folder = await synthesizeCached(join(directory, 'cdk.out'));
  progress.step('bundled and synthesized the CDK app');
  return folder;
}

async function start(): Promise<LocalCloud | null> {
  const given = readArguments(process.argv.slice(2));
  if (given === null) {
    process.stdout.write(usage);
    return null;
  }
  const progress = new Progress();
  const assembly = loadAssembly(await assemble(given, progress));
  const { port, directory, fresh, allowedHosts, parameters } = given;
  const log = createLog(systemClock);
  const secrets = demoSecretsFor(assembly);
  const cloud = await startLocalCloud({ assembly, directory, port, fresh, allowedHosts, parameters, log, secrets });
  try {
    progress.applied(cloud.result);
    const outputs = openHeliograph(cloud, await seedDemoUsers(cloud));
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
