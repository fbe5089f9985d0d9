import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery, printSchema } from 'graphql';
import { describe, expect } from 'vitest';
import { graphqlData } from '../support/graphql.ts';
import { test as it } from '../support/sharedRuntime.ts';
import { newUser } from '../support/users.ts';

describe('a generator that knows the endpoint alone', () => {
  it('reads the whole schema with graphql-js’s own query, with every option that it has', async ({ runtime }) => {
    const { outputs } = runtime;
    const { accessToken } = await newUser(outputs);
    const query = getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    const read = buildClientSchema(await graphqlData<IntrospectionQuery>(outputs, accessToken, query));
    const written = await readFile(join(import.meta.dirname, '../../schema/schema.graphql'), 'utf8');
    const types = [...written.matchAll(/^(?:type|input|enum) (\w+)/gm)].map(([, name]) => name);
    expect(types.length).toBeGreaterThan(0);
    expect(Object.keys(read.getTypeMap())).toEqual(expect.arrayContaining(types));
    expect(printSchema(read)).toContain('registerDevice(input: RegisterDeviceInput!): RegisterDevicePayload!');
  });
});
