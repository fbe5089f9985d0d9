import { describe, expect, it } from 'vitest';
import { applyUpdate } from '../../dynamodb/expressions/applyUpdate.ts';
import { ExpressionScope } from '../../dynamodb/expressions/ExpressionScope.ts';
import { evaluateCondition } from '../../dynamodb/expressions/evaluateCondition.ts';
import { parseProjection, project } from '../../dynamodb/expressions/Projection.ts';
import { parseCondition } from '../../dynamodb/expressions/parseCondition.ts';
import { parseUpdate } from '../../dynamodb/expressions/parseUpdate.ts';
import type { Item } from '../../dynamodb/values/AttributeValue.ts';

const item: Item = {
  id: { S: 'i' },
  n: { N: '10' },
  word: { S: 'hello' },
  bin: { B: 'AQID' },
  tags: { SS: ['a', 'b'] },
  nums: { NS: ['1', '2.5'] },
  things: { L: [{ N: '1' }, { M: { deep: { S: 'x' } } }, { S: 'z' }] },
  map: { M: { nested: { M: { flag: { BOOL: true } } }, 'odd.name': { N: '3' } } },
  nothing: { NULL: true },
};

const values = {
  ':n': { N: '10.0' },
  ':low': { N: '9' },
  ':high': { N: '1e2' },
  ':s': { S: 'hel' },
  ':a': { S: 'a' },
  ':x': { S: 'x' },
  ':N': { S: 'N' },
  ':t': { BOOL: true },
  ':l': { L: [{ N: '7' }] },
  ':set': { SS: ['b', 'c'] },
  ':b': { B: 'Ag==' },
};
const names = { '#odd': 'odd.name', '#size': 'size', '#map': 'map' };
const scope = () =>
  ExpressionScope.of(
    { UpdateExpression: 'x', ExpressionAttributeNames: names, ExpressionAttributeValues: values },
    ['UpdateExpression'],
    ['UpdateExpression'],
  );
const holds = (expression: string) =>
  evaluateCondition(parseCondition('ConditionExpression', expression, scope()), item);
const updated = (expression: string) => applyUpdate(item, parseUpdate(expression, scope()));

describe('conditions', () => {
  it.each([
    'n = :n',
    'n <> :low AND NOT n < :low',
    'n BETWEEN :low AND :high',
    'absent <> :n',
    'word IN (:s, :a) OR begins_with(word, :s)',
    'contains(tags, :a)',
    'contains(bin, :b)',
    'contains(things, :N) OR size(things) > size(tags)',
    'attribute_exists(#map.nested.flag) AND attribute_not_exists(things[9])',
    'attribute_type(n, :N)',
    '#map.nested.flag = :t',
    '#map.#odd < :n',
    '(n = :n OR n = :low) and (word = :s or things[1].deep = :x)',
    'NOT (absent < :n)',
    '(n) = :n',
    'size(word) < :n',
  ])('holds: %s', (expression) => {
    expect(holds(expression)).toBe(true);
  });

  it.each([
    'n = :s',
    'absent = :n',
    'n > :s',
    'n < :s',
    'size(n) > :low',
    'contains(word, :n)',
    'nothing = :t',
    'NOT n = :n',
  ])('does not hold: %s', (expression) => {
    expect(holds(expression)).toBe(false);
  });

  it.each([
    ['', 'The expression can not be empty;'],
    ['n =', 'Syntax error; token: "<EOF>", near: "="'],
    ['n = :n n', 'Syntax error; token: "n", near: ":n n"'],
    ['n = :undefined', 'An expression attribute value used in expression is not defined; attribute value: :undefined'],
    ['#nope = :n', 'An expression attribute name used in the document path is not defined; attribute name: #nope'],
    ['name = :n', 'Attribute name is a reserved keyword; reserved keyword: name'],
    ['((n = :n))', 'The expression has redundant parentheses;'],
    ['unknown(n)', 'Invalid function name; function: unknown'],
    ['size(n)', 'The function is not allowed to be used this way in an expression; function: size'],
    [
      'begins_with(n)',
      'Incorrect number of operands for operator or function; operator or function: begins_with, number of operands: 1',
    ],
    [
      'begins_with(word, :n)',
      'Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
    ],
    ['n < :t', 'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL'],
    ['attribute_exists(:n)', 'Operator or function requires a document path; operator or function: attribute_exists'],
    [
      'attribute_type(n, :a)',
      'Invalid attribute type name found; type: a, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}',
    ],
    [
      'n = n',
      'The first operand must be distinct from the remaining operands for this operator or function; operator: =, first operand: [n]',
    ],
    [
      'n BETWEEN :high AND :low',
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: {N:100}, upper bound operand: AttributeValue: {N:9}',
    ],
  ])('refuses %j', (expression, message) => {
    expect(() => holds(expression)).toThrow(
      expect.objectContaining({ code: 'ValidationException', message: `Invalid ConditionExpression: ${message}` }),
    );
  });
});

describe('updates', () => {
  it('reads every operand from the item as it was', () => {
    expect(updated('SET n = #map.#odd, #map.#odd = n')).toMatchObject({
      n: { N: '3' },
      map: { M: { 'odd.name': { N: '10' } } },
    });
  });

  it('changes lists by their old indexes', () => {
    expect(updated('SET things[7] = :x, things[0] = things[0] + :n REMOVE things[1]').things).toEqual({
      L: [{ N: '11' }, { S: 'z' }, { S: 'x' }],
    });
    expect(updated('SET things = list_append(:l, things)').things).toMatchObject({
      L: [{ N: '7' }, { N: '1' }, {}, {}],
    });
  });

  it('adds to and deletes from sets and numbers, and removes an emptied set', () => {
    expect(updated('ADD tags :set, n :n, fresh :n')).toMatchObject({
      tags: { SS: ['a', 'b', 'c'] },
      n: { N: '20' },
      fresh: { N: '10' },
    });
    expect(updated('DELETE tags :set').tags).toEqual({ SS: ['a'] });
    expect(applyUpdate({ tags: { SS: ['b'] } }, parseUpdate('DELETE tags :set', scope()))).toEqual({});
  });

  it.each([
    [
      'SET n = :n SET word = :s',
      'Invalid UpdateExpression: The "SET" section can only be used once in an update expression;',
    ],
    [
      'SET #map.nested = :n REMOVE #map.nested.flag',
      'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [map, nested], path two: [map, nested, flag]',
    ],
    [
      'SET #map.nested = :n, #map[0] = :n',
      'Invalid UpdateExpression: Two document paths conflict with each other; must remove or rewrite one of these paths; path one: [map, nested], path two: [map, [0]]',
    ],
    [
      'SET n = n + :s',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator or function: +, operand type: S',
    ],
    [
      'ADD n :s',
      'Invalid UpdateExpression: Incorrect operand type for operator or function; operator: ADD, operand type: STRING',
    ],
    ['SET n = word + :n', 'An operand in the update expression has an incorrect data type'],
    ['SET n = absent', 'The provided expression refers to an attribute that does not exist in the item'],
    ['SET absent.x = :n', 'The document path provided in the update expression is invalid for update'],
    ['SET word[0] = :n', 'The document path provided in the update expression is invalid for update'],
    ['PUT n = :n', 'Invalid UpdateExpression: Syntax error; token: "PUT", near: "PUT n"'],
  ])('refuses %j', (expression, message) => {
    expect(() => updated(expression)).toThrow(expect.objectContaining({ code: 'ValidationException', message }));
  });
});

describe('projections', () => {
  it('keeps structure and closes up lists', () => {
    expect(project(item, parseProjection('things[2], things[0], #map.nested.flag, absent', scope()))).toEqual({
      things: { L: [{ N: '1' }, { S: 'z' }] },
      map: { M: { nested: { M: { flag: { BOOL: true } } } } },
    });
  });

  it('treats attributes named as members of Object like any other', () => {
    const odd: Item = JSON.parse('{"__proto__": {"N": "1"}, "id": {"S": "x"}}');
    expect(evaluateCondition(parseCondition('ConditionExpression', 'attribute_exists(valueOf)', scope()), odd)).toBe(
      false,
    );
    expect(JSON.stringify(applyUpdate(odd, parseUpdate('SET id = :x', scope())))).toContain('"__proto__":{"N":"1"}');
  });
});

describe('placeholders', () => {
  it('must all be used', () => {
    const unused = scope();
    parseCondition('ConditionExpression', 'n = :n', unused);
    expect(() => unused.assertAllUsed()).toThrow(
      'Value provided in ExpressionAttributeNames unused in expressions: keys: {#odd, #size, #map}',
    );
  });

  it.each([
    [
      { ExpressionAttributeNames: { '#a': 'a' } },
      'ExpressionAttributeNames can only be specified when using expressions',
    ],
    [
      { ExpressionAttributeValues: { ':a': { S: 'a' } } },
      'ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null',
    ],
    [{ ConditionExpression: 'a = :a', ExpressionAttributeValues: {} }, 'ExpressionAttributeValues must not be empty'],
    [
      { ConditionExpression: 'a = :a', ExpressionAttributeNames: { a: 'a' } },
      'ExpressionAttributeNames contains invalid key: Syntax error; key: "a"',
    ],
    [
      { ConditionExpression: 'a = :a', ExpressionAttributeValues: { ':a': { N: 'x' } } },
      'ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: x for key :a',
    ],
  ])('refuses %j', (input, message) => {
    expect(() => ExpressionScope.of(input, ['ConditionExpression'], ['ConditionExpression'])).toThrow(message);
  });
});
