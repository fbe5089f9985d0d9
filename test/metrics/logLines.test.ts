import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { metricTable } from '../../functions/rules/metrics/metricTable.ts';
import { project } from '../docs/markdown.ts';

const sources = globSync('functions/**/*.ts', { cwd: project }).map(
  (file) => [file, readFileSync(join(project, file), 'utf8')] as const,
);

it('functions write to the log by one module, which makes each line a JSON object', () => {
  const writing = sources.filter(([, text]) =>
    /\bconsole\.|process\.std(out|err)/.test(text.replace(/^\s*\*.*$/gm, '')),
  );
  expect(writing.map(([file]) => file)).toEqual(['functions/aws/logging/log.ts']);
});

it('every entry of the log says what it is about, but for those that concern no one thing', () => {
  const general = [
    'functions/aws/cognito/CognitoStepUpSignIn.ts',
    'functions/aws/logging/runInvocation.ts',
    'functions/aws/putBackIfPassing.ts',
    'functions/reporting/findOpenFeeds.ts',
  ];
  const bare = sources.filter(([, text]) => /\blogFailure\(['`][^,]*['`], \w+\);|\blog\('\w+', [^,()]+\);/.test(text));
  expect(bare.map(([file]) => file).filter((file) => !general.includes(file))).toEqual([]);
});

it('each metric of the table is counted somewhere', () => {
  const names = Object.values(metricTable).flatMap(({ metrics }) => Object.keys(metrics));
  const text = sources
    .filter(([file]) => !file.includes('metricTable'))
    .map(([, source]) => source)
    .join('\n');
  const byStatus = names.filter((name) => name.startsWith('Deliveries'));
  const elsewhere = [...byStatus, 'FieldsUnavailable'];
  expect(names.filter((name) => !elsewhere.includes(name) && !text.includes(name))).toEqual([]);
});
