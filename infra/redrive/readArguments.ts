import { parseArgs } from 'node:util';
import { type PlaceName, places } from './places.ts';

export const usage = `npm run redrive -- [name] [--dry-run] [options]

Without a name, lists the dead-letter places with the number of messages in each.
With one, such as GivenUp, gives what lies there back to where it failed, and says what it did. It ends with 1 if
something stays. It may be stopped and repeated at any time.

  --dry-run        lists what lies there, since when and why, and changes nothing
  --stack NAME     the stack whose outputs CloudFormation tells (default heliograph-prod, or the only one in a file)
  --region REGION  its region (default that of the AWS configuration)
  --outputs FILE   takes the outputs from the file of cdk deploy --outputs-file instead
  --endpoint URL   asks this endpoint instead of AWS's
  --data DIR       the local runtime that serves DIR: npm start serves .local
`;

/** Whose places. */
export interface Target {
  /** @default - the only one in the file, or heliograph-prod */
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
  readonly outputs?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly data?: string | undefined;
}

export interface Arguments extends Target {
  /** Undefined: all are listed. */
  readonly name: PlaceName | undefined;
  readonly dryRun: boolean;
}

/** Reads the command's arguments. Returns null for `--help`. Throws an Error whose words say what is wrong. */
export function readArguments(args: readonly string[]): Arguments | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      stack: { type: 'string' },
      region: { type: 'string' },
      outputs: { type: 'string' },
      endpoint: { type: 'string' },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { help, 'dry-run': dryRun, ...target } = values;
  if (help) return null;
  const [name, ...more] = positionals;
  if (more.length > 0) throw new Error('One place at a time.');
  if (name !== undefined && !isPlaceName(name)) {
    throw new Error(`There is no place ${name}. There are ${Object.keys(places).join(', ')}.`);
  }
  return { ...target, name, dryRun };
}

function isPlaceName(name: string): name is PlaceName {
  return Object.hasOwn(places, name);
}
