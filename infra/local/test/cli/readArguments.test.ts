import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { readArguments } from '../../cli/readArguments.ts';
import { UsageError } from '../../cli/UsageError.ts';

it('has defaults for all but the assembly', () => {
  expect(readArguments([])).toEqual({
    assembly: undefined,
    port: 4600,
    directory: resolve('.local'),
    fresh: false,
    allowedHosts: [],
    pairs: { parameter: {} },
  });
});

it('reads every option, and those of the command itself', () => {
  const args = [
    '--assembly',
    'out',
    '--port',
    '0',
    '--data',
    'kept',
    '--fresh',
    '--parameter',
    'A=1',
    '--parameter',
    'B=x=y',
  ];
  const hosts = ['--allow-host', '10.0.2.2', '--allow-host', 'laptop'];
  expect(readArguments([...args, ...hosts, '-c', 'rate=2', '--context', 'empty='], { context: 'c' })).toEqual({
    assembly: resolve('out'),
    port: 0,
    directory: resolve('kept'),
    fresh: true,
    allowedHosts: ['10.0.2.2', 'laptop'],
    pairs: { parameter: { A: '1', B: 'x=y' }, context: { rate: '2', empty: '' } },
  });
});

it('returns null for --help', () => {
  expect(readArguments(['--port', '1', '-h'])).toBeNull();
});

it.each([
  ['an unknown flag', ['--prot', '1'], '--prot'],
  ['a port that is none', ['--port', 'http'], '"http"'],
  ['a port out of range', ['--port', '70000'], '"70000"'],
  ['a parameter without a value', ['--parameter', 'Stage'], '--parameter must be Name=Value, not "Stage"'],
  ['a pair of the command without a name', ['--context', '=x'], '--context must be Name=Value, not "=x"'],
  ['a host with a port', ['--allow-host', '10.0.2.2:4600'], '"10.0.2.2:4600"'],
  ['a URL for a host', ['--allow-host', 'http://laptop'], '"http://laptop"'],
  ['an argument without a flag', ['4600'], '4600'],
])('refuses %s', (_, args, named) => {
  const read = () => readArguments(args, { context: 'c' });
  expect(read).toThrow(UsageError);
  expect(read).toThrow(named);
});
