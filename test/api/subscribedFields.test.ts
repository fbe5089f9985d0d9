import { startTemplate } from 'local-cloud/testing/startTemplate';
import { expect, it } from 'vitest';
import { feedTemplate } from '../client/feedTemplate.ts';

it('no subscriber gets a field that they may not query: AppSync does not check those', async () => {
  const warnings: string[] = [];
  await using _cloud = await startTemplate(feedTemplate, {
    log: (level, _source, message, fields) => {
      if (level === 'warn') warnings.push(`${message} ${JSON.stringify(fields)}`);
    },
  });
  expect(warnings).toEqual([]);
});
