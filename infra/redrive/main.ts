import { describeError } from '../../functions/aws/logging/describeError.ts';
import { listPlaces } from './listPlaces.ts';
import { openAccount } from './openAccount.ts';
import { type Arguments, readArguments, usage } from './readArguments.ts';
import { listPlace, redrivePlace } from './redrivePlace.ts';

const print = (line: string) => process.stdout.write(`${line}\n`);

/** Returns the exit code: 0 done, 1 something stays, 2 wrong arguments. */
async function main(args: readonly string[]): Promise<number> {
  let given: Arguments | null;
  try {
    given = readArguments(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  if (given === null) {
    process.stdout.write(usage);
    return 0;
  }
  try {
    const account = await openAccount(given);
    if (given.name === undefined) await listPlaces(account, print);
    else if (given.dryRun) await listPlace(account, given.name, print);
    else return (await redrivePlace(account, given.name, print)) ? 0 : 1;
    return 0;
  } catch (error) {
    // What the command itself says is safe. Of AWS's words only the known ones are: they may quote what lies there.
    const words = error instanceof Error && !('$metadata' in error) ? error.message : describeError(error).message;
    process.stderr.write(`${error instanceof Error ? error.name : 'Error'}: ${words}\n`);
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
