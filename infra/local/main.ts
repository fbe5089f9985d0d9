import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { synthesizeCached } from '../aws/synthesizeCached.ts';
import { loadAssembly } from './assembly/loadAssembly.ts';
import { TemplateError } from './assembly/TemplateError.ts';
import { type LocalCloud, startLocalCloud } from './LocalCloud.ts';
import { demoCommand } from './outputs/demoCommand.ts';
import { demoSecretsFor } from './outputs/demoSecrets.ts';
import { onClosedOutput } from './outputs/onClosedOutput.ts';
import { seedDemoUsers } from './outputs/seedDemoUsers.ts';
import { summary } from './outputs/summary.ts';
import { writeOutputs } from './outputs/writeOutputs.ts';
import { systemClock } from './platform/Clock.ts';
import { createLog } from './platform/createLog.ts';

const DEFAULT_PORT = 4600;
/** Of the resources of a type that are left out, so many are named. */
const SHOWN = 2;

const USAGE = `Usage: npm start -- [options]

Runs a cloud assembly on this machine. Without --assembly: bundles and synthesizes this project's own CDK app first.

  --port N           port of everything; 0 picks a free one (default ${DEFAULT_PORT})
  --data DIR         where state and outputs live (default .local)
  --fresh            starts with empty state
  --assembly PATH    a CDK cloud assembly's folder, or a CloudFormation template in JSON or YAML
  --parameter N=V    gives the templates' parameter N the value V (default its default); may be repeated
  --context K=V      gives this project's CDK app the context K (default cdk.json's), as cdk does; may be repeated
  --help             prints this
`;

/** What went wrong is the person's to mend: shown without a stack. */
class UsageError extends Error {}

interface Arguments {
  readonly port: number;
  readonly directory: string;
  readonly fresh: boolean;
  readonly assembly: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly context: Readonly<Record<string, string>>;
  readonly help: boolean;
}

function readArguments(args: readonly string[]): Arguments {
  let values: {
    port?: string;
    data?: string;
    fresh?: boolean;
    assembly?: string;
    parameter?: string[];
    context?: string[];
    help?: boolean;
  };
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        assembly: { type: 'string' },
        parameter: { type: 'string', multiple: true },
        context: { type: 'string', multiple: true, short: 'c' },
        help: { type: 'boolean', short: 'h' },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.port === '') {
    throw new UsageError(`--port must be a whole number from 0 to 65535, not "${values.port}".`);
  }
  const context = Object.fromEntries((values.context ?? []).map((text) => readPair('--context', text)));
  if (values.assembly !== undefined && Object.keys(context).length > 0) {
    throw new UsageError('--context is for this project’s own CDK app; an assembly has been synthesized.');
  }
  return {
    port,
    directory: resolve(values.data ?? '.local'),
    fresh: values.fresh ?? false,
    assembly: values.assembly === undefined ? undefined : resolve(values.assembly),
    parameters: Object.fromEntries((values.parameter ?? []).map((text) => readPair('--parameter', text))),
    context,
    help: values.help ?? false,
  };
}

function readPair(option: string, text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`${option} must be Name=Value, not "${text}".`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

/** Bundles and synthesizes this project's own app. Answers the cloud assembly's folder. */
function synthesizeOwnApp(directory: string, context: Readonly<Record<string, string>>): Promise<string> {
  // Where the CDK command leaves its `--context`.
  const { CDK_CONTEXT_JSON = '{}' } = process.env;
  process.env.CDK_CONTEXT_JSON = JSON.stringify({ ...JSON.parse(CDK_CONTEXT_JSON), ...context });
  return synthesizeCached(join(directory, 'cdk.out'));
}

async function run({ port, directory, fresh, assembly, parameters, context }: Arguments): Promise<LocalCloud> {
  const begun = performance.now();
  let last = begun;
  const progress = (line: string) => {
    const now = performance.now();
    print(`  ${line} (${((now - last) / 1000).toFixed(1)} s)\n`);
    last = now;
  };

  const folder = assembly ?? (await synthesizeOwnApp(directory, context));
  if (assembly === undefined) progress('bundled and synthesized the CDK app');
  const loaded = loadAssembly(folder);
  const cloud = await startLocalCloud({
    assembly: loaded,
    directory,
    port,
    fresh,
    parameters,
    log: createLog(systemClock),
    secrets: demoSecretsFor(loaded),
  });
  try {
    const { applied, removed, ignored } = cloud.result;
    progress(`applied ${applied} resources${removed > 0 ? `, removed ${removed}` : ''}`);
    for (const [type, logicalIds] of ignored) print(`  left out ${type}: ${someOf(logicalIds)}\n`);
    const users = await seedDemoUsers(cloud);
    const outputs = writeOutputs(cloud, users);
    const names = loaded.stacks.map(({ name }) => name).join(', ');
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const demo: readonly (readonly [string, string])[] =
      assembly === undefined ? [['Demo', demoCommand(directory)]] : [];
    print(
      `\n${summary(`${names} runs here, started in ${seconds} s`, outputs, directory, [...demo, ['Stop', 'Ctrl-C']])}`,
    );
  } catch (error) {
    await cloud.stop();
    throw error;
  }
  return cloud;
}

/** Ctrl-C and SIGTERM stop the cloud once it is up; a second one ends the process at once. */
async function main(args: readonly string[]): Promise<void> {
  const given = readArguments(args);
  if (given.help) {
    print(USAGE);
    return;
  }
  const asked = Promise.withResolvers<void>();
  let signals = 0;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      signals += 1;
      if (signals > 1) process.exit(130);
      asked.resolve();
    });
  }
  onClosedOutput([process.stdout, process.stderr], asked.resolve);
  // A fault in one request or one background task must not take down what everybody else is using.
  const log = createLog(systemClock);
  process.on('uncaughtException', (error) => log('error', 'runtime', 'Uncaught exception', { error }));
  process.on('unhandledRejection', (error) => log('error', 'runtime', 'Unhandled rejection', { error }));

  const cloud = await run(given);
  await asked.promise;
  print('\n  stopping\n');
  await cloud.stop();
}

/** All of a few, the first of many. */
function someOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown} and ${names.length - SHOWN} more` : shown;
}

function print(text: string): void {
  process.stdout.write(text);
}

/** The exit code, after telling why. */
function report(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof TemplateError || (error instanceof Error && error.constructor === Error)) {
    process.stderr.write(`${error.message}\n`);
  } else {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
  return 1;
}

try {
  await main(process.argv.slice(2));
  process.exit(0);
} catch (error) {
  process.exit(report(error));
}
