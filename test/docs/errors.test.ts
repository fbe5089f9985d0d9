import { isObjectType } from 'graphql';
import { buildApiSchema } from 'local-cloud/appsync';
import { expect, it } from 'vitest';
import { mergeSchema } from '../../schema/mergeSchema.ts';
import { linesOf } from './markdown.ts';

it('README has a row for every error type that the schema names', () => {
  const schema = buildApiSchema(mergeSchema());
  const types = ['Query', 'Mutation', 'Subscription'].map((name) => schema.getType(name)).filter(isObjectType);
  const named = types.flatMap((type) =>
    Object.values(type.getFields()).flatMap(({ description }) => {
      const [, errors = ''] = /Errors:(.*)/s.exec(description ?? '') ?? [];
      return [...errors.matchAll(/`([A-Z]\w+)`/g)].map(([, name = '']) => name);
    }),
  );
  const rows = linesOf('README.md').flatMap(({ text }) => /^\| ((`[A-Z]\w+`(, )?)+) \|/.exec(text)?.[1] ?? []);
  const listed = rows.join().match(/\w+/g);
  expect(listed).toContain('InvalidInput');
  expect([...new Set(named)].filter((name) => !listed?.includes(name))).toEqual([]);
});
