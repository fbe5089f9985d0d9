#!/usr/bin/env node
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { loadAssembly } from '../assembly/loadAssembly.ts';
import { type LocalCloud, startLocalCloud } from '../LocalCloud.ts';
import { describeOutputs } from '../outputs/describeOutputs.ts';
import { summary } from '../outputs/summary.ts';
import { writeOutputs } from '../outputs/writeOutputs.ts';
import { Progress } from './Progress.ts';
import { readHosts } from './readHosts.ts';
import { readPair } from './readPair.ts';
import { DEFAULT_PORT, readPort } from './readPort.ts';
import { runCommand } from './runCommand.ts';
import { UsageError } from './UsageError.ts';

const usage = `Usage: npx local-cloud --assembly PATH [options]

Runs a cloud assembly on this machine.

  --assembly PATH    a CDK cloud assembly's folder, or a CloudFormation template in JSON or YAML
  --port N           port of everything; 0 picks a free one (default ${DEFAULT_PORT})
  --data DIR         where state and outputs live (default .local)
  --fresh            starts with empty state
  --parameter N=V    gives the templates' parameter N the value V (default its default); may be repeated
  --allow-host HOST  serves requests to HOST too, beside localhost, 127.0.0.1 and [::1]; may be repeated.
                     The Android emulator's name for this machine is 10.0.2.2
  --help             prints this
`;

interface Arguments {
  readonly assembly: string;
  readonly port: number;
  readonly directory: string;
  readonly fresh: boolean;
  readonly allowedHosts: readonly string[];
  readonly parameters: Readonly<Record<string, string>>;
}

/** Returns null for `--help`. */
function readArguments(args: readonly string[]): Arguments | null {
  const values = parse(args);
  if (values.help) return null;
  if (values.assembly === undefined) throw new UsageError('--assembly is missing: name what is to run.');
  return {
    assembly: resolve(values.assembly),
    port: readPort(values.port),
    directory: resolve(values.data ?? '.local'),
    fresh: values.fresh ?? false,
    allowedHosts: readHosts(values['allow-host']),
    parameters: Object.fromEntries((values.parameter ?? []).map((text) => readPair('--parameter', text))),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        assembly: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        parameter: { type: 'string', multiple: true },
        'allow-host': { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function start(): Promise<LocalCloud | null> {
  const given = readArguments(process.argv.slice(2));
  if (given === null) {
    process.stdout.write(usage);
    return null;
  }
  const progress = new Progress();
  const assembly = loadAssembly(given.assembly);
  const { port, directory, fresh, allowedHosts, parameters } = given;
  const cloud = await startLocalCloud({ assembly, directory, port, fresh, allowedHosts, parameters });
  progress.applied(cloud.result);
  const outputs = describeOutputs(cloud);
  writeOutputs(cloud, outputs);
  const names = assembly.stacks.map(({ name }) => name).join(', ');
  const title = `${names} runs here, started in ${progress.seconds()} s`;
  process.stdout.write(`\n${summary(title, outputs, directory)}`);
  return cloud;
}

await runCommand(usage, start);
