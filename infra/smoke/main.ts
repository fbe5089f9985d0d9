import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { jsonProgress, peopleProgress } from '../start/demo/Progress.ts';
import { runStory } from '../start/demo/runStory.ts';
import { type Arguments, readArguments, usage } from './readArguments.ts';
import { readTarget } from './readTarget.ts';
import { SmokeContext } from './SmokeContext.ts';
import { SmokePeople } from './SmokePeople.ts';
import { smokeStory } from './smokeStory.ts';

const write = (line: string) => process.stdout.write(`${line}\n`);
const MINUTE = 60_000;

/** Returns the exit code: 0 all passed, 1 a step failed, 2 wrong arguments. */
async function main(args: readonly string[]): Promise<number> {
  let given: Arguments | null;
  try {
    given = readArguments(args);
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n\n${usage}`);
    return 2;
  }
  if (given === null) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    return (await smoke(given)) ? 0 : 1;
  } catch (error) {
    process.stderr.write(`${wordsOf(error)}\n`);
    return 1;
  }
}

async function smoke(given: Arguments): Promise<boolean> {
  const target = await readTarget(given);
  const run = randomBytes(8).toString('hex');
  const people = new SmokePeople(target, run);
  const progress = given.json ? jsonProgress(write) : peopleProgress(write);
  if (!given.json) write(`\nHeliograph at ${target.graphqlEndpoint}\n`);
  try {
    const passed = await runStory(
      smokeStory(new SmokeContext(people, progress, run, given.minutes * MINUTE)),
      progress,
    );
    if (!given.json) write(passed ? '\nIt works.\n' : '\nIt does not work.\n');
    return passed;
  } finally {
    if (target.temporary) await rm(target.folder, { recursive: true });
    await people.delete();
  }
}

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.name === 'Error' ? error.message : `${error.name}: ${error.message}`;
}

process.exitCode = await main(process.argv.slice(2));
