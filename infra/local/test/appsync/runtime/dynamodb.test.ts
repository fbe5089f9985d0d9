import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toDynamoDB } from '../../../appsync/runtime/library/dynamodbValues.ts';
import { evaluate } from './evaluate.ts';

describe('util.dynamodb', () => {
  test.each([
    ["toDynamoDB('test')", { S: 'test' }],
    ['toDynamoDB(12345)', { N: 12345 }],
    ['toDynamoDB(true)', { BOOL: true }],
    ['toDynamoDB(null)', { NULL: null }],
    ['toDynamoDB(["foo", 123, { bar: "baz" }])', { L: [{ S: 'foo' }, { N: 123 }, { M: { bar: { S: 'baz' } } }] }],
    ["toString('test')", { S: 'test' }],
    ['toString(null)', null],
    ["toStringSet(['foo', 'bar'])", { SS: ['foo', 'bar'] }],
    ['toNumber(12345)', { N: 12345 }],
    ['toNumberSet([1, 23, 4.56])', { NS: [1, 23, 4.56] }],
    ["toBinary('foo')", { B: 'foo' }],
    ["toBinarySet(['foo'])", { BS: ['foo'] }],
    ['toBoolean(false)', { BOOL: false }],
    ['toNull()', { NULL: null }],
    ["toList(['a', 1])", { L: [{ S: 'a' }, { N: 1 }] }],
    ['toMap({ a: [1] })', { M: { a: { L: [{ N: 1 }] } } }],
    ['toMapValues({ a: { b: null } })', { a: { M: { b: { NULL: null } } } }],
    ["toS3Object('foo', 'bar', 'baz')", { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz"}}' }],
    [
      "toS3Object('foo', 'bar', 'baz', 'beep')",
      { S: '{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}' },
    ],
    [
      'fromS3ObjectJson(\'{"s3":{"key":"foo","bucket":"bar","region":"baz","version":"beep"}}\')',
      { key: 'foo', bucket: 'bar', region: 'baz', version: 'beep' },
    ],
    ["fromS3ObjectJson('nonsense')", null],
  ])('%s', (call, value) => {
    expect(evaluate(`util.dynamodb.${call}`)).toEqual(value);
  });

  test('what toDynamoDB writes reads back as the value', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(fromDynamoDB(toDynamoDB(value))).toEqual(value);
      }),
    );
  });
});

function fromDynamoDB(attribute: unknown): unknown {
  const [[type, value] = ['', undefined]] = Object.entries(attribute as object);
  if (type === 'L') return (value as unknown[]).map(fromDynamoDB);
  if (type === 'M') {
    return Object.fromEntries(Object.entries(value as object).map(([name, member]) => [name, fromDynamoDB(member)]));
  }
  return value;
}

/** Forms recorded from AWS. */
describe('util.transform.toDynamoDBFilterExpression and toDynamoDBConditionExpression', () => {
  test.each([
    ['{ v: { eq: "x" } }', '(#v = :v_eq)', { ':v_eq': { S: 'x' } }],
    ['{ v: { ne: 1.5 } }', '(#v <> :v_ne)', { ':v_ne': { N: 1.5 } }],
    ['{ v: { lt: 1 } }', '(#v < :v_lt)', { ':v_lt': { N: 1 } }],
    ['{ v: { le: 1 } }', '(#v <= :v_le)', { ':v_le': { N: 1 } }],
    ['{ v: { gt: 1 } }', '(#v > :v_gt)', { ':v_gt': { N: 1 } }],
    ['{ v: { ge: 1, le: 5 } }', '((#v >= :v_ge) AND (#v <= :v_le))', { ':v_ge': { N: 1 }, ':v_le': { N: 5 } }],
    ['{ v: { contains: "x" } }', '(contains(#v,:v_contains))', { ':v_contains': { S: 'x' } }],
    ['{ v: { notContains: "x" } }', '(NOT contains(#v,:v_notContains))', { ':v_notContains': { S: 'x' } }],
    ['{ v: { beginsWith: "x" } }', '(begins_with(#v,:v_beginsWith))', { ':v_beginsWith': { S: 'x' } }],
    [
      '{ v: { between: ["1", "9", "3"] } }',
      '(#v BETWEEN :v_between_start AND :v_between_end)',
      { ':v_between_start': { S: '1' }, ':v_between_end': { S: '9' } },
    ],
    ['{ v: { in: ["a", "b"] } }', '(#v IN (:v_in_0, :v_in_1))', { ':v_in_0': { S: 'a' }, ':v_in_1': { S: 'b' } }],
    ['{ v: { in: [] } }', '(null)', {}],
    ['{ v: { attributeExists: true } }', '(attribute_exists(#v))', {}],
    ['{ v: { attributeExists: false } }', '(attribute_not_exists(#v))', {}],
    [
      '{ v: { attributeType: "_null" } }',
      '(attribute_type(#v,:v_attributeType))',
      { ':v_attributeType': { S: 'NULL' } },
    ],
    ['{ v: { size: { gt: 2 } } }', '(size(#v) > :v_size_gt)', { ':v_size_gt': { N: 2 } }],
    ['{ v: { size: { size: { gt: 1 } } } }', '(size(#v) > :v_size_size_gt)', { ':v_size_size_gt': { N: 1 } }],
    ['{ not: { v: { eq: null } } }', '(NOT (#v = :not_v_eq))', { ':not_v_eq': { NULL: null } }],
    ['{ not: { not: { v: { eq: 1 } } } }', '(NOT (NOT (#v = :not_not_v_eq)))', { ':not_not_v_eq': { N: 1 } }],
    [
      '{ and: [{ or: [{ and: [{ v: { eq: 1 } }] }] }] }',
      '(#v = :and_0_or_0_and_0_v_eq)',
      { ':and_0_or_0_and_0_v_eq': { N: 1 } },
    ],
    ['{ v: {} }', '', {}],
  ])('%s', (filter, expression, expressionValues) => {
    const expected = { expression, expressionNames: { '#v': 'v' }, expressionValues };
    for (const name of ['toDynamoDBFilterExpression', 'toDynamoDBConditionExpression']) {
      expect(JSON.parse(String(evaluate(`util.transform.${name}(${filter})`)))).toEqual(expected);
    }
  });

  test.each([
    ['{ a: { eq: 1 }, b: { eq: 2 } }', '(#a = :a_eq) AND (#b = :b_eq)'],
    ['{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', '((#a = :and_0_a_eq) AND (#b = :and_1_b_eq))'],
    ['{ or: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }', '((#a = :or_0_a_eq) OR (#b = :or_1_b_eq))'],
    [
      '{ or: [{ and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] }, { b: { eq: 3 } }] }',
      '(((#a = :or_0_and_0_a_eq) AND (#b = :or_0_and_1_b_eq)) OR (#b = :or_1_b_eq))',
    ],
    [
      '{ not: { and: [{ a: { eq: 1 } }, { b: { eq: 2 } }] } }',
      '(NOT ((#a = :not_and_0_a_eq) AND (#b = :not_and_1_b_eq)))',
    ],
    ['{ and: [{ not: { a: { eq: 1 } } }, { b: { eq: 2 } }] }', '((NOT (#a = :and_0_not_a_eq)) AND (#b = :and_1_b_eq))'],
    ['{ a: { eq: 1 }, and: [{ b: { eq: 2 } }] }', '(#a = :a_eq) AND (#b = :and_0_b_eq)'],
    ['{ a: { eq: 1 }, b: {} }', '(#a = :a_eq) AND '],
    ['{ and: [{ a: { eq: 1 }, b: {} }, {}] }', '((#a = :and_0_a_eq) AND  AND )'],
  ])('%s', (filter, expression) => {
    const written = JSON.parse(String(evaluate(`util.transform.toDynamoDBFilterExpression(${filter})`)));
    expect(written).toMatchObject({ expression, expressionNames: { '#a': 'a', '#b': 'b' } });
  });

  test('the JSON text has no spaces and the members in order', () => {
    expect(evaluate("util.transform.toDynamoDBFilterExpression({ title: { contains: 'Hello World' } })")).toBe(
      '{"expression":"(contains(#title,:title_contains))","expressionNames":{"#title":"title"},"expressionValues":{":title_contains":{"S":"Hello World"}}}',
    );
    expect(
      evaluate('util.transform.toDynamoDBConditionExpression({ id: { attributeExists: true }, version: { eq: 10 } })'),
    ).toBe(
      '{"expression":"(attribute_exists(#id)) AND (#version = :version_eq)","expressionNames":{"#id":"id","#version":"version"},"expressionValues":{":version_eq":{"N":10}}}',
    );
  });

  test.each([
    '',
    'null',
    '[]',
    '"string"',
    '{ v: { foo: 1 } }',
    '{ v: "x" }',
    '{ a: { b: { eq: 1 } } }',
    '{ and: { a: { eq: 1 } } }',
    '{ and: null }',
    '{ and: [{ a: { eq: 1 } }, null] }',
    '{ not: [{ a: { eq: 1 } }] }',
    '{ v: { between: [1] } }',
    '{ v: { between: "x" } }',
    '{ v: { in: "x" } }',
    '{ v: { attributeExists: "yes" } }',
    '{ v: { attributeType: "S" } }',
    '{ v: { attributeType: "toString" } }',
    '{ v: { size: 3 } }',
  ])('%s is answered with null', (filter) => {
    expect(evaluate(`util.transform.toDynamoDBFilterExpression(${filter})`)).toBeNull();
  });
});

describe('@aws-appsync/utils/dynamodb', () => {
  test.each([
    ['get({ key: { id: "id" } })', { operation: 'GetItem', key: { id: { S: 'id' } } }],
    [
      'get({ key: { id: 1 }, consistentRead: true, projection: ["id", "a.b", "a.c"] })',
      {
        operation: 'GetItem',
        key: { id: { N: 1 } },
        consistentRead: true,
        projection: {
          expression: '#expName_1, #expName_2.#expName_3, #expName_2.#expName_4',
          expressionNames: { '#expName_1': 'id', '#expName_2': 'a', '#expName_3': 'b', '#expName_4': 'c' },
        },
      },
    ],
    [
      'put({ key: { id: "1" }, item: { v: 1 }, condition: { version: { eq: 1 } }, _version: 3, customPartitionKey: "k", populateIndexFields: true })',
      {
        operation: 'PutItem',
        key: { id: { S: '1' } },
        attributeValues: { v: { N: 1 } },
        condition: {
          expression: '(#version = :version_eq)',
          expressionNames: { '#version': 'version' },
          expressionValues: { ':version_eq': { N: 1 } },
        },
        _version: 3,
        customPartitionKey: 'k',
        populateIndexFields: true,
      },
    ],
    [
      'put({ key: { id: "1" }, item: {}, condition: { id: { attributeExists: false } } })',
      {
        operation: 'PutItem',
        key: { id: { S: '1' } },
        attributeValues: {},
        condition: { expression: '(attribute_not_exists(#id))', expressionNames: { '#id': 'id' } },
      },
    ],
    [
      'put({ key: { id: "1" }, item: {}, condition: null })',
      { operation: 'PutItem', key: { id: { S: '1' } }, attributeValues: {} },
    ],
    ['remove({ key: { id: "1" }, _version: 2 })', { operation: 'DeleteItem', key: { id: { S: '1' } }, _version: 2 }],
    ['scan({})', { operation: 'Scan' }],
    [
      'scan({ limit: 10, nextToken: "abc", totalSegments: 4, segment: 1 })',
      { operation: 'Scan', limit: 10, nextToken: 'abc', totalSegments: 4, segment: 1 },
    ],
    [
      'query({ query: { a: { eq: "x" }, b: { beginsWith: "y" } }, index: "i", limit: 5, nextToken: null, consistentRead: false, scanIndexForward: false, select: "ALL_ATTRIBUTES", filter: { done: { eq: true } }, projection: ["id"] })',
      {
        operation: 'Query',
        query: {
          expression: '(#a = :a_eq) AND (begins_with(#b,:b_beginsWith))',
          expressionNames: { '#a': 'a', '#b': 'b' },
          expressionValues: { ':a_eq': { S: 'x' }, ':b_beginsWith': { S: 'y' } },
        },
        index: 'i',
        limit: 5,
        consistentRead: false,
        scanIndexForward: false,
        select: 'ALL_ATTRIBUTES',
        filter: {
          expression: '(#done = :done_eq)',
          expressionNames: { '#done': 'done' },
          expressionValues: { ':done_eq': { BOOL: true } },
        },
        projection: { expression: '#expName_1', expressionNames: { '#expName_1': 'id' } },
      },
    ],
    [
      'sync({ limit: 10, lastSync: 1, basePartitionKey: "b", deltaIndexName: "d" })',
      { operation: 'Sync', limit: 10, lastSync: 1, basePartitionKey: 'b', deltaIndexName: 'd' },
    ],
    [
      'batchGet({ tables: { post: { keys: [{ id: "1" }], consistentRead: false, projection: ["id"] } } })',
      {
        operation: 'BatchGetItem',
        tables: {
          post: {
            keys: [{ id: { S: '1' } }],
            consistentRead: false,
            projection: { expression: '#expName_1', expressionNames: { '#expName_1': 'id' } },
          },
        },
      },
    ],
    [
      'batchPut({ tables: { post: [{ id: "1", n: 2 }] } })',
      { operation: 'BatchPutItem', tables: { post: [{ id: { S: '1' }, n: { N: 2 } }] } },
    ],
    [
      'batchDelete({ tables: { post: [{ id: "1" }] } })',
      { operation: 'BatchDeleteItem', tables: { post: [{ id: { S: '1' } }] } },
    ],
    [
      'transactGet({ items: [{ table: "post", key: { id: "1" }, projection: ["name"] }] })',
      {
        operation: 'TransactGetItems',
        transactItems: [
          {
            table: 'post',
            key: { id: { S: '1' } },
            projection: { expression: '#expName_1', expressionNames: { '#expName_1': 'name' } },
          },
        ],
      },
    ],
    [
      'transactWrite({ items: [{ putItem: { table: "a", key: { id: "1" }, item: { a: 1 } } }, { updateItem: { table: "b", key: { id: "2" }, update: { a: ddb.operations.increment() } } }, { deleteItem: { table: "c", key: { id: "3" } } }, { conditionCheck: { table: "d", key: { id: "4" }, condition: { v: { eq: 1 } } } }] })',
      {
        operation: 'TransactWriteItems',
        transactItems: [
          { table: 'a', operation: 'PutItem', key: { id: { S: '1' } }, attributeValues: { a: { N: 1 } } },
          {
            table: 'b',
            operation: 'UpdateItem',
            key: { id: { S: '2' } },
            update: {
              expression: 'SET #expName_1 = #expName_1 + :expValue_1',
              expressionNames: { '#expName_1': 'a' },
              expressionValues: { ':expValue_1': { N: 1 } },
            },
          },
          { table: 'c', operation: 'DeleteItem', key: { id: { S: '3' } } },
          {
            table: 'd',
            operation: 'ConditionCheck',
            key: { id: { S: '4' } },
            condition: {
              expression: '(#v = :v_eq)',
              expressionNames: { '#v': 'v' },
              expressionValues: { ':v_eq': { N: 1 } },
            },
          },
        ],
      },
    ],
    ["toStringSet(['a'])", { SS: ['a'] }],
    ['toNumberSet([1])', { NS: [1] }],
    ["toBinarySet(['a'])", { BS: ['a'] }],
    ['operations.add(10)', { type: 'OPERATION_ADD', value: 10 }],
    ['operations.append([1])', { type: 'OPERATION_APPEND', items: [1] }],
    ['operations.decrement(10)', { type: 'OPERATION_DECREMENT', by: 10 }],
  ])('%s', (call, request) => {
    expect(evaluate(`ddb.${call}`)).toEqual(request);
  });

  test('a payload that is no object is an error of the code', () => {
    expect(evaluate('ddb.get()')).toMatchObject({ errorType: 'Code' });
    expect(evaluate('ddb.batchPut({ tables: { a: 1 } })')).toMatchObject({ errorType: 'Code' });
  });

  test.each([
    ['{ a: 1, b: "x" }', 'SET #expName_1 = :expValue_1, #expName_2 = :expValue_2', ['a', 'b'], [{ N: 1 }, { S: 'x' }]],
    ['{ a: null }', 'SET #expName_1 = :expValue_1', ['a'], [{ NULL: null }]],
    ['{ a: op.add(10) }', 'SET #expName_1 = :expValue_1', ['a'], [{ N: 10 }]],
    ['{ a: op.replace({ b: 1 }) }', 'SET #expName_1 = :expValue_1', ['a'], [{ M: { b: { N: 1 } } }]],
    ['{ a: op.increment(2) }', 'SET #expName_1 = #expName_1 + :expValue_1', ['a'], [{ N: 2 }]],
    ['{ a: op.decrement() }', 'SET #expName_1 = #expName_1 - :expValue_1', ['a'], [{ N: 1 }]],
    ['{ a: op.append([1]) }', 'SET #expName_1 = list_append(#expName_1, :expValue_1)', ['a'], [{ L: [{ N: 1 }] }]],
    ['{ a: op.prepend([1]) }', 'SET #expName_1 = list_append(:expValue_1, #expName_1)', ['a'], [{ L: [{ N: 1 }] }]],
    ['{ a: op.remove(), b: op.remove() }', 'REMOVE #expName_1, #expName_2', ['a', 'b'], []],
    [
      '{ b: op.remove(), a: op.increment(1) }',
      'SET #expName_1 = #expName_1 + :expValue_1 REMOVE #expName_2',
      ['a', 'b'],
      [{ N: 1 }],
    ],
    [
      '{ f: [op.updateListItem("x", 1), op.updateListItem("y", 2)] }',
      'SET #expName_1[1] = :expValue_1, #expName_1[2] = :expValue_2',
      ['f'],
      [{ S: 'x' }, { S: 'y' }],
    ],
    ['{ a: [] }', 'SET #expName_1 = :expValue_1', ['a'], [{ L: [] }]],
    [
      '{ a: { b: op.replace({ c: 1 }), d: 2 } }',
      'SET #expName_1.#expName_2 = :expValue_1, #expName_1.#expName_3 = :expValue_2',
      ['a', 'b', 'd'],
      [{ M: { c: { N: 1 } } }, { N: 2 }],
    ],
  ])('update %s', (update, expression, names, values) => {
    expect(evaluate(`ddb.update({ key: { id: 1 }, update: ${update.replaceAll('op.', 'ddb.operations.')} })`)).toEqual({
      operation: 'UpdateItem',
      key: { id: { N: 1 } },
      update: {
        expression,
        expressionNames: Object.fromEntries(names.map((name, index) => [`#expName_${index + 1}`, name])),
        expressionValues: Object.fromEntries(values.map((value, index) => [`:expValue_${index + 1}`, value])),
      },
    });
  });
});
