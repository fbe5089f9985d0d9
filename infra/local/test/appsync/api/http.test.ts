import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAppSync } from './startAppSync.ts';

const schema = /* GraphQL */ `
  # Where every request begins.
  type Query {
    echo(text: String!): String
    greeting(name: String = "world"): Greeting
    unresolved: String
    strict: Strict
    when(at: AWSDateTime!): AWSDateTime
    json(value: AWSJSON): AWSJSON
    list: [Greeting]
    paint(colour: Colour): Colour
    find(input: FindInput): String
    sum(numbers: [Int]): Int
  }
  input FindInput { id: ID! limit: Int }
  enum Colour { RED GREEN }
  type Strict { must: String! may: String }
  type Greeting { text: String! name: String again: Greeting }
`;

const payload = (expression: string) =>
  `export function request(ctx) { return { payload: ${expression} }; } export function response(ctx) { return ctx.result; }`;

describe('The GraphQL endpoint', () => {
  let server: Awaited<ReturnType<typeof startAppSync>>;
  beforeAll(async () => {
    server = await startAppSync({
      schema,
      resolvers: {
        'Query.echo': { code: payload('ctx.args.text') },
        'Query.greeting': { code: payload('({ text: "hello " + ctx.args.name, name: ctx.args.name })') },
        'Query.strict': { code: payload('({ may: "yes" })') },
        'Query.when': { code: payload('ctx.args.at') },
        'Query.json': { code: payload('({ seen: typeof ctx.args.value, value: ctx.args.value })') },
        'Query.list': { code: payload('"not a list"') },
        'Query.paint': { code: payload('"BLUE"') },
        'Query.find': { code: payload('ctx.args.input.id') },
        'Greeting.again': { code: payload('({ text: ctx.source.text + " again" })') },
      },
    });
  });
  afterAll(() => server.stop());

  it('answers a query with its data, request id and content type', async () => {
    const response = await server.post(JSON.stringify({ query: '{ echo(text: "hi") }' }));
    expect(response.status).toBe(200);
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual({ data: { echo: 'hi' } });
  });

  it('resolves nested fields with their source, aliases and defaults', async () => {
    const query = '{ a: greeting { text again { t: text } } b: greeting(name: "you") { name __typename } }';
    expect(await server.query(query)).toEqual({
      data: {
        a: { text: 'hello world', again: { t: 'hello world again' } },
        b: { name: 'you', __typename: 'Greeting' },
      },
    });
  });

  it('answers null for a field without a resolver', async () => {
    expect(await server.query('{ unresolved }')).toEqual({ data: { unresolved: null } });
  });

  it.each([
    ['', 'Request body is empty.'],
    ['junk', 'Unable to parse GraphQL query.'],
    ['{"query": 5}', 'Unable to parse GraphQL query.'],
    ['{"query": "{ echo("}', 'Unable to parse GraphQL query.'],
  ])('refuses the body %j as malformed', async (body, message) => {
    const response = await server.post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: [{ errorType: 'MalformedHttpRequestException', message }] });
  });

  it.each([
    ['without a credential', {}, 'Valid authorization header not provided.'],
    ['with a wrong API key', { 'x-api-key': 'da2-wrong' }, 'You are not authorized to make this call.'],
    [
      'with a token where no mode takes one',
      { authorization: 'e30.e30.e30' },
      'Valid authorization header not provided.',
    ],
  ])('refuses a request %s with 401', async (_, headers, message) => {
    const response = await server.post(JSON.stringify({ query: '{ echo(text: "hi") }' }), headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ errorType: 'UnauthorizedException', message }],
    });
  });

  it.each([
    ['{ x }', "FieldUndefined: Field 'x' in type 'Query' is undefined @ 'x'"],
    ['{ greeting { nope } }', "FieldUndefined: Field 'nope' in type 'Greeting' is undefined @ 'greeting/nope'"],
    ['{ greeting }', "SubSelectionRequired: Sub selection required for type Greeting of field greeting @ 'greeting'"],
    [
      '{ unresolved { a } }',
      "SubSelectionNotAllowed: Sub selection not allowed on leaf type String of field unresolved @ 'unresolved'",
    ],
    ['{ echo }', "MissingFieldArgument: Missing field argument text @ 'echo'"],
    ['{ echo(text: "a", other: 1) }', "UnknownArgument: Unknown field argument other @ 'echo'"],
    ['{ echo(text: $t) }', "UndefinedVariable: Undefined variable t @ 'echo'"],
    ['query($t: String) { unresolved }', 'UnusedVariable: Unused variable t'],
    [
      'query($t: Int) { echo(text: $t) }',
      "VariableTypeMismatch: Variable type 'Int' doesn't match expected type 'String!' @ 'echo'",
    ],
    ['{ ...nope }', 'UndefinedFragment: Undefined fragment nope'],
    [
      '{ when(at: "yesterday") }',
      "WrongType: argument 'at' with value 'StringValue{value='yesterday'}' is not a valid 'AWSDateTime' @ 'when'",
    ],
    [
      '{ when(at: 5) }',
      "WrongType: argument 'at' with value 'IntValue{value=5}' is not a valid 'AWSDateTime' @ 'when'",
    ],
    [
      '{ json(value: { upvotes: 10 }) }',
      "WrongType: argument 'value' with value 'ObjectValue{objectFields=[ObjectField{name='upvotes', value=IntValue{value=10}}]}' is not a valid 'AWSJSON' @ 'json'",
    ],
    [
      '{ find(input: { id: "a", limit: "b" }) }',
      "WrongType: argument 'input.limit' with value 'StringValue{value='b'}' is not a valid 'Int' @ 'find'",
    ],
    [
      '{ paint(colour: BLUE) }',
      "WrongType: argument 'colour' with value 'EnumValue{name='BLUE'}' is not a valid 'Colour' @ 'paint'",
    ],
  ])('words the validation error of %s as graphql-java does', async (query, words) => {
    const answer = await server.query(query);
    expect(answer.data).toBeNull();
    expect(answer.errors?.[0]).toEqual({
      path: null,
      locations: [{ line: 1, column: expect.any(Number), sourceName: null }],
      message: `Validation error of type ${words}`,
    });
  });

  it.each([
    ['query($t: String!) { echo(text: $t) }', {}, "Variable 't' has coerced Null value for NonNull type 'String!'"],
    ['query($t: AWSDateTime!) { when(at: $t) }', { t: 'yesterday' }, "Variable 't' has an invalid value."],
    [
      'query($i: FindInput) { find(input: $i) }',
      { i: { id: '1', other: 1 } },
      "The variables input contains a field name 'other' that is not defined for input object type 'FindInput' ",
    ],
    [
      'query($i: FindInput) { find(input: $i) }',
      { i: {} },
      "Variable 'id' has coerced Null value for NonNull type 'ID!'",
    ],
    [
      'query($c: Colour) { paint(colour: $c) }',
      { c: 'BLUE' },
      "Variable 'c' has an invalid value. Invalid input for Enum 'Colour'.",
    ],
    [
      'query($l: [Int]) { sum(numbers: $l) }',
      { l: [1, 'two'] },
      "Variable 'l[1]' has an invalid value. Expected type 'Int'.",
    ],
  ])('refuses the variables of %s %j', async (query, variables, message) => {
    const answer = await server.query(query, variables);
    expect(answer).toEqual({ data: null, errors: [{ path: null, locations: [expect.anything()], message }] });
  });

  it('words errors of values as AppSync does', async () => {
    expect((await server.query('{ strict { must may } }'))?.errors?.[0]?.message).toBe(
      "Cannot return null for non-nullable type: 'String' within parent 'Strict' (/strict/must)",
    );
    expect((await server.query('{ list { text } }'))?.errors?.[0]?.message).toBe(
      "Can't resolve value (/list) : type mismatch error, expected type LIST",
    );
    expect((await server.query('{ paint }'))?.errors?.[0]?.message).toBe(
      "Can't serialize value (/paint) : Invalid input for Enum 'Colour'. No value found for name 'BLUE'",
    );
  });

  it('hands AWSJSON to resolvers parsed and returns it as text', async () => {
    const answer = await server.query('query($v: AWSJSON) { json(value: $v) }', { v: '{"a":[1]}' });
    expect(JSON.parse(String(answer.data?.json))).toEqual({ seen: 'object', value: { a: [1] } });
  });

  it('survives abusive documents', async () => {
    const abuses = [
      `{ ${'greeting { again '.repeat(3000)}`,
      `{ ${'greeting { again { '.repeat(2000)} text ${'} }'.repeat(2000)} }`,
      `{ ${Array.from({ length: 4000 }, () => 'unresolved').join(' ')} }`,
      `{ ${Array.from({ length: 20000 }, (_, index) => `a${index}: unresolved`).join(' ')} }`,
      `{ greeting { ...f0 } } ${Array.from({ length: 60 }, (_, index) => `fragment f${index} on Greeting { a: again { ...f${index + 1} } b: again { ...f${index + 1} } }`).join(' ')} fragment f60 on Greeting { text }`,
      '{ greeting { ...f } } fragment f on Greeting { ...g } fragment g on Greeting { ...f }',
    ];
    for (const query of abuses) {
      const response = await server.post(JSON.stringify({ query }));
      expect([200, 400]).toContain(response.status);
      expect(await response.json()).toHaveProperty('errors');
    }
    expect((await server.post('x'.repeat(2 * 1024 * 1024))).status).toBe(413);
    expect(await server.query('{ echo(text: "still here") }')).toEqual({ data: { echo: 'still here' } });
  });
});
