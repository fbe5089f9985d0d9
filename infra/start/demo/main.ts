import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { HeliographOutputs } from '../HeliographOutputs.ts';
import { DemoContext } from './DemoContext.ts';
import { jsonProgress, peopleProgress } from './Progress.ts';
import { runStory } from './runStory.ts';
import { story } from './story.ts';

const usage = `npm run demo -- [--data DIR] [--json]

Plays Heliograph's story against the local runtime that serves DIR (.local), through aws-amplify.
--json prints one JSON line per step.`;

const write = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<number> {
  let options: { data: string; json: boolean; help: boolean };
  try {
    const { values } = parseArgs({
      options: {
        data: { type: 'string', default: '.local' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    options = values;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  if (options.help) {
    write(usage);
    return 0;
  }
  const outputs = await readOutputs(options.data);
  if (outputs === null) {
    console.error(`No local runtime serves ${options.data}: start one with npm start, or name its folder with --data.`);
    return 1;
  }
  const context = new DemoContext(options.data, outputs, options.json ? jsonProgress(write) : peopleProgress(write));
  try {
    if (!options.json) write(`\nHeliograph at ${outputs.graphqlEndpoint}\n`);
    const happened = await runStory(story(context), context.progress);
    if (!options.json) write(happened ? '\nAll of it happened.\n' : '\nThe story ended early.\n');
    return happened ? 0 : 1;
  } finally {
    context.close();
  }
}

/** Returns the outputs of the runtime that serves the folder now. Null if none does. */
async function readOutputs(directory: string): Promise<HeliographOutputs | null> {
  try {
    const outputs = JSON.parse(await readFile(join(directory, 'outputs.json'), 'utf8')) as HeliographOutputs;
    process.kill(outputs.pid, 0);
    return outputs;
  } catch {
    return null;
  }
}

process.exitCode = await main();
