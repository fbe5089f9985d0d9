import { parseArgs } from 'node:util';

export const usage = `npm run smoke -- --outputs FILE | --data DIR [options]

Plays a story against a running Heliograph through aws-amplify: people sign in, register, publish, watch and prove who
they are. Makes its people in the user pool by the AWS credentials at hand, and deletes them. Ends with 1 if a step
fails. Needs cognito-idp:Admin* on the pool, and no phone: an answer of the push service ends a delivery, whichever
it is.

  --outputs FILE   the file of cdk deploy --outputs-file
  --stack NAME     which stack of the file, if it has several
  --data DIR       the local runtime that serves DIR instead: npm start serves .local
  --minutes N      how long a push service may take to answer (default 10)
  --json           prints one JSON line a step
`;

export interface Arguments {
  readonly outputs?: string | undefined;
  readonly stack?: string | undefined;
  readonly data?: string | undefined;
  readonly minutes: number;
  readonly json: boolean;
}

/** Reads the command's arguments. Returns null for `--help`. Throws an Error whose words say what is wrong. */
export function readArguments(args: readonly string[]): Arguments | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      outputs: { type: 'string' },
      stack: { type: 'string' },
      data: { type: 'string' },
      minutes: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { help, minutes, ...given } = values;
  if (help) return null;
  if ((given.outputs === undefined) === (given.data === undefined)) {
    throw new Error('Name what is deployed by --outputs, or what runs here by --data.');
  }
  if (!/^[1-9]\d?$/.test(minutes)) throw new Error(`--minutes is ${minutes}: a whole number from 1 to 99 is needed.`);
  return { ...given, minutes: Number(minutes) };
}
