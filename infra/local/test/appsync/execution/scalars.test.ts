import { describe, expect, it } from 'vitest';
import { buildApiSchema } from '../../../appsync/schema/buildApiSchema.ts';
import { awsScalars } from '../../../appsync/schema/scalars.ts';

const scalarOf = (name: string) => {
  const scalar = awsScalars.find((candidate) => candidate.name === name);
  if (scalar === undefined) throw new Error(`No scalar ${name}.`);
  return scalar;
};

const good: Record<string, readonly unknown[]> = {
  AWSDate: ['1970-01-01', '1970-01-01Z', '1970-01-01-07:00', '1970-01-01+05:30', '2024-02-29'],
  AWSTime: ['12:00:34.', '12:00', '23:59:59.999Z', '12:00:34+05:30', '12:00:00-07:00:30'],
  AWSDateTime: ['1930-01-01T16:00:00-07:00', '2024-02-29T00:00:00.000Z', '2024-01-01T10:00Z', '2024-01-01T10:00:00'],
  AWSTimestamp: [-123123, 0, 1_700_000_000],
  AWSEmail: ['example@example.com', 'a+b@c.co'],
  AWSJSON: ['{"a":1}', '[1]', '"text"', '1', 'null'],
  AWSURL: ['https://www.amazon.com/dp/B000NZW3KC/', 'mailto:example@example.com'],
  AWSPhone: ['+1 555 764 4377', '555-764-4377', '+49 30 1234567'],
  AWSIPAddress: ['127.0.0.1/8', '123.12.34.56', '1a2b:3c4b::1234:4567', '::1/128'],
};
const bad: Record<string, readonly unknown[]> = {
  AWSDate: ['1970-13-01', '2023-02-29', '1970-01-01T00:00', '70-01-01', 5],
  AWSTime: ['25:00', '12', '12:60', 'noon'],
  AWSDateTime: ['2024-01-01', '2024-01-01 10:00:00Z', '2023-02-29T10:00:00Z', '2024-01-01T24:30:00Z'],
  AWSTimestamp: ['1', 1.5, true],
  AWSEmail: ['no at', '@x', 'a@b@c', 'a@-b.c'],
  AWSJSON: ['{a:1}', 'plain', 5, { a: 1 }],
  AWSURL: ['www.amazon.com', '/path', 'https://x.com/a//b'],
  AWSPhone: ['abc', '12', '+'],
  AWSIPAddress: ['256.1.1.1', '1.2.3', '[::1]', '1.2.3.4/33', '::1/129', '1.2.3.4/8/8'],
};

describe.each(Object.keys(good))('%s', (name) => {
  it.each(good[name] ?? [])('takes %j', (value) => {
    expect(() => scalarOf(name).parseValue(value)).not.toThrow();
  });
  it.each(bad[name] ?? [])('refuses %j', (value) => {
    expect(() => scalarOf(name).parseValue(value)).toThrow(
      `\`${name === 'AWSJSON' && typeof value === 'string' ? value : ''}`,
    );
  });
});

describe('Serialization', () => {
  it('words what does not fit as AppSync does', () => {
    expect(() => scalarOf('AWSDateTime').serialize('soon')).toThrow(
      'Unable to serialize `soon` as a valid DateTime Object.',
    );
    expect(() => scalarOf('AWSTimestamp').serialize('soon')).toThrow('Unable to serialize `soon`');
  });
  it('makes text of AWSJSON values once', () => {
    expect(scalarOf('AWSJSON').serialize({ a: [1] })).toBe('{"a":[1]}');
    expect(scalarOf('AWSJSON').serialize('{"a":[1]}')).toBe('{"a":[1]}');
    expect(scalarOf('AWSJSON').serialize('plain')).toBe('"plain"');
  });
});

describe('buildApiSchema', () => {
  it('takes comments for descriptions where there are no others', () => {
    const schema = buildApiSchema('# The root.\ntype Query {\n  # A field.\n  a: String\n  "Its own."\n  b: String\n}');
    expect(schema.getQueryType()?.description).toBe('The root.');
    expect(schema.getQueryType()?.getFields().a?.description).toBe('A field.');
    expect(schema.getQueryType()?.getFields().b?.description).toBe('Its own.');
  });
  it.each([
    ['type Query { a: Nope }', 'Nope'],
    ['type AWSThing { a: String } type Query { a: AWSThing }', 'AWSThing'],
    ['type Query { a: String', 'Syntax Error'],
  ])('refuses %s', (sdl, message) => {
    expect(() => buildApiSchema(sdl)).toThrow(message);
  });
  it('takes its directives and scalars whether or not they are defined there too', () => {
    expect(() =>
      buildApiSchema('scalar AWSJSON directive @aws_iam on OBJECT type Query @aws_iam { a: AWSJSON }'),
    ).not.toThrow();
  });
  it('takes what AppSync takes without effect, and warns of it', () => {
    const warnings: string[] = [];
    const schema = buildApiSchema(
      `type Query { "a;b" a(i: In): String; # c;d
        b: String @model(x: 1) @deprecated }
      input In @aws_iam { a: ID @aws_api_key; }
      enum E @auth { A }
      directive @own on OBJECT
      type T @own { e: E @own }`,
      (message) => warnings.push(message),
    );
    expect(schema.getQueryType()?.getFields().a?.description).toBe('a;b');
    expect(schema.getQueryType()?.getFields().b?.deprecationReason).toBeDefined();
    expect(warnings).toEqual([
      'The schema has semicolons between fields, which are no GraphQL.',
      "The schema's directive @model has no effect on FIELD_DEFINITION, line 2.",
      "The schema's directive @aws_iam has no effect on INPUT_OBJECT, line 3.",
      "The schema's directive @aws_api_key has no effect on INPUT_FIELD_DEFINITION, line 3.",
      "The schema's directive @auth has no effect on ENUM, line 4.",
      "The schema's directive @own has no effect on FIELD_DEFINITION, line 6.",
    ]);
  });
});
