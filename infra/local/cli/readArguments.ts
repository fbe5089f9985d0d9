import { resolve } from 'node:path';
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { readHosts } from './readHosts.ts';
import { readPair } from './readPair.ts';
import { readPort } from './readPort.ts';
import { UsageError } from './UsageError.ts';

/** What a command that runs a local cloud was given. Paths are absolute. */
export interface RunArguments<Pair extends string> {
  readonly assembly: string | undefined;
  readonly port: number;
  readonly directory: string;
  readonly fresh: boolean;
  /** Hosts to serve beside this machine's own names. */
  readonly allowedHosts: readonly string[];
  /** The values of each option that takes `Name=Value`. */
  readonly pairs: Readonly<Record<'parameter' | Pair, Readonly<Record<string, string>>>>;
}

const options = {
  assembly: { type: 'string' },
  port: { type: 'string' },
  data: { type: 'string' },
  fresh: { type: 'boolean' },
  parameter: { type: 'string', multiple: true },
  'allow-host': { type: 'string', multiple: true },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the arguments of a command that runs a local cloud. Returns null for `--help`.
 * Throws a UsageError that names a wrong argument.
 * @param pairs Options of the command's own that take `Name=Value`, with their short form.
 */
export function readArguments<Pair extends string = never>(
  args: readonly string[],
  pairs?: Readonly<Record<Pair, string>>,
): RunArguments<Pair> | null {
  const shorts = Object.entries<string>(pairs ?? {});
  const own = shorts.map(([name, short]) => [name, { type: 'string', multiple: true, short }] as const);
  const values = parse(args, Object.fromEntries(own));
  if (values.help) return null;
  const text = (name: keyof typeof options) => (values[name] === undefined ? undefined : String(values[name]));
  const texts = (name: string): readonly string[] => [values[name] ?? []].flat().map(String);
  const pairsOf = (name: string) => Object.fromEntries(texts(name).map((pair) => readPair(`--${name}`, pair)));
  const assembly = text('assembly');
  return {
    assembly: assembly === undefined ? undefined : resolve(assembly),
    port: readPort(text('port')),
    directory: resolve(text('data') ?? '.local'),
    fresh: values.fresh === true,
    allowedHosts: readHosts(texts('allow-host')),
    pairs: Object.fromEntries(
      ['parameter', ...Object.keys(pairs ?? {})].map((name) => [name, pairsOf(name)]),
    ) as RunArguments<Pair>['pairs'],
  };
}

function parse(args: readonly string[], own: ParseArgsOptionsConfig): Readonly<Record<string, unknown>> {
  try {
    return parseArgs({ args: [...args], options: { ...own, ...options } }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
