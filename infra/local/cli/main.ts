#!/usr/bin/env node
import { loadAssembly } from '../assembly/loadAssembly.ts';
import { type LocalCloud, startLocalCloud } from '../LocalCloud.ts';
import { describeOutputs } from '../outputs/describeOutputs.ts';
import { summary } from '../outputs/summary.ts';
import { writeOutputs } from '../outputs/writeOutputs.ts';
import { Progress } from './Progress.ts';
import { readArguments } from './readArguments.ts';
import { DEFAULT_PORT } from './readPort.ts';
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

async function start(): Promise<LocalCloud | null> {
  const given = readArguments(process.argv.slice(2));
  if (given === null) {
    process.stdout.write(usage);
    return null;
  }
  if (given.assembly === undefined) throw new UsageError('--assembly is missing: name what is to run.');
  const progress = new Progress();
  const assembly = loadAssembly(given.assembly);
  const { port, directory, fresh, allowedHosts, pairs } = given;
  const cloud = await startLocalCloud({ assembly, directory, port, fresh, allowedHosts, parameters: pairs.parameter });
  progress.applied(cloud.result);
  const outputs = describeOutputs(cloud);
  writeOutputs(cloud, outputs);
  const names = assembly.stacks.map(({ name }) => name).join(', ');
  const title = `${names} runs here, started in ${progress.seconds()} s`;
  process.stdout.write(`\n${summary(title, outputs, directory)}`);
  return cloud;
}

await runCommand(usage, start);
