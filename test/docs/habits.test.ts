import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { project } from './markdown.ts';

interface Habit {
  readonly wrong: RegExp;
  /** What a test does instead. */
  readonly instead: string;
  /** Files that may, with the reason. */
  readonly allowed?: Readonly<Record<string, string>>;
}

const habits: readonly Habit[] = [
  {
    wrong: /\bMath\.random\b|\brandomInt\b/,
    instead: 'draw with fast-check, which setup/seed.ts seeds',
    allowed: { 'infra/local/test/appsync/runtime/builtIns.test.ts': 'It tests the one of resolver code.' },
  },
  {
    wrong: /\bsetTimeout\b|\bsetInterval\b|timers\/promises|\bAtomics\.wait|\bscheduler\.wait\b/,
    instead: 'wait for an event, move a ManualClock, or ask again with until',
    allowed: {
      'infra/local/test/appsync/runtime/builtIns.test.ts': 'It tests that resolver code has none.',
      'infra/local/test/createPlatform.test.ts': 'A process has to stay until it is killed.',
      'test/setup/runFolder.ts': 'Processes that are no children of this one cannot be awaited.',
      'test/support/clock.ts': "Cognito's times are whole seconds of the system's clock.",
      'test/support/observe.ts': 'until asks another process again.',
    },
  },
  { wrong: /new Error\(\)\.stack|captureStackTrace|prepareStackTrace/, instead: 'pass what the test must know' },
  {
    wrong: /implements Clock\b|\bafter: \(\) =>/,
    instead: 'use ManualClock',
    allowed: {
      'infra/local/testing/ManualClock.ts': 'It is the one.',
      'infra/local/testing/MovableClock.ts': "It goes on by itself, for clients that take the system's time.",
    },
  },
];

/** Measurements take time, and this file names what it refuses. */
const exempt = /^test\/(bench\/|docs\/habits\.test\.ts$)/;

const files = globSync(['test/**/*.ts', 'infra/local/{test,testing}/**/*.ts'], { cwd: project }).filter(
  (file) => !exempt.test(file),
);

it('finds the files that it judges', () => {
  expect(files.length).toBeGreaterThan(250);
});

describe.each(habits)('tests $instead', ({ wrong, allowed = {} }) => {
  const found = files.filter((file) => wrong.test(readFileSync(join(project, file), 'utf8')));

  it('and nothing else', () => {
    expect(found.filter((file) => !(file in allowed))).toEqual([]);
  });

  it('but for files that still need their exception', () => {
    expect(Object.keys(allowed).filter((file) => !found.includes(file))).toEqual([]);
  });
});

it('stories register no device by a name that another story may have', () => {
  const stories = files.filter((file) => file.endsWith('.flow.test.ts'));
  const sources = stories.map((file) => ({ file, source: readFileSync(join(project, file), 'utf8') }));
  const shared = sources.filter(({ source }) => source.includes('sharedRuntime'));
  expect(shared.length).toBeGreaterThan(15);
  const named = shared.flatMap(({ file, source }) =>
    [...source.matchAll(/\bregister(?:Device)?\((?:outputs, )?\w+, '.*/g)].map(([call]) => `${file}: ${call}`),
  );
  expect(named).toEqual([]);
});
