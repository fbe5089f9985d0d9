import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resolveValue } from '../../assembly/resolveValue.ts';
import type { Scope } from '../../assembly/Scope.ts';
import { TemplateError } from '../../assembly/TemplateError.ts';
import type { JsonValue } from '../../platform/Json.ts';

const scope: Scope = {
  pseudoParameters: { 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '000000000000', 'AWS::Partition': 'aws' },
  parameters: new Map<string, JsonValue>([
    ['Stage', 'test'],
    ['Zones', ['a', 'b']],
  ]),
  mappings: { Sizes: { test: { memory: 128 } } },
  condition: (name) => name === 'Yes',
  physicalId: (logicalId) => (logicalId === 'Table' ? 'table-1' : undefined),
  attribute(logicalId, name) {
    if (logicalId !== 'Table') return undefined;
    if (name === 'Arn') return 'arn:table-1';
    if (name === 'Endpoint.Address') return 'table.local';
    throw new TemplateError(`Table has no attribute ${name}.`);
  },
  exported: (name) => (name === 'Other:Value' ? 'exported' : undefined),
};

const resolve = (value: JsonValue) => resolveValue(value, scope, ['Resource', 'Properties']);

describe('intrinsics', () => {
  it.each<[string, JsonValue, JsonValue | undefined]>([
    ['Ref to a parameter', { Ref: 'Stage' }, 'test'],
    ['Ref to a resource', { Ref: 'Table' }, 'table-1'],
    ['Ref to a pseudo parameter', { Ref: 'AWS::Region' }, 'eu-west-1'],
    ['Ref to AWS::NoValue', { Ref: 'AWS::NoValue' }, undefined],
    ['GetAtt', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'arn:table-1'],
    ['GetAtt of a dotted attribute', { 'Fn::GetAtt': ['Table', 'Endpoint.Address'] }, 'table.local'],
    ['GetAtt as text', { 'Fn::GetAtt': 'Table.Endpoint.Address' }, 'table.local'],
    [
      'Sub with references',
      { 'Fn::Sub': `\${Table}/\${Table.Arn}/\${AWS::Region}/\${Stage}` },
      'table-1/arn:table-1/eu-west-1/test',
    ],
    [
      'Sub with variables',
      { 'Fn::Sub': [`\${Name}-\${Stage}`, { Name: { Ref: 'Table' }, Stage: 'mine' }] },
      'table-1-mine',
    ],
    ['Sub with a literal', { 'Fn::Sub': `\${!Stage}` }, `\${Stage}`],
    ['Join', { 'Fn::Join': ['-', ['a', { Ref: 'Stage' }, 1]] }, 'a-test-1'],
    ['Join of a list parameter', { 'Fn::Join': [',', { Ref: 'Zones' }] }, 'a,b'],
    ['Join without what has no value', { 'Fn::Join': [',', ['a', { Ref: 'AWS::NoValue' }, 'b']] }, 'a,b'],
    ['Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Select of a Split', { 'Fn::Select': [1, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Table', 'Arn'] }] }] }, 'table-1'],
    ['Base64', { 'Fn::Base64': { Ref: 'Stage' } }, 'dGVzdA=='],
    ['FindInMap', { 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'memory'] }, 128],
    ['ImportValue', { 'Fn::ImportValue': { 'Fn::Sub': 'Other:Value' } }, 'exported'],
    ['GetAZs', { 'Fn::GetAZs': '' }, ['eu-west-1a', 'eu-west-1b', 'eu-west-1c']],
    ['If, true', { 'Fn::If': ['Yes', 'a', { Ref: 'Nothing' }] }, 'a'],
    ['If, false', { 'Fn::If': ['No', { Ref: 'Nothing' }, 'b'] }, 'b'],
  ])('%s', (_, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('leaves out members and list items without a value', () => {
    const nothing = { 'Fn::If': ['No', 'x', { Ref: 'AWS::NoValue' }] };
    expect(resolve({ a: nothing, b: [nothing, 1], c: { d: nothing } })).toEqual({ b: [1], c: {} });
  });

  it('leaves an IAM statement’s own Condition alone', () => {
    const statement = {
      Effect: 'Allow',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    expect(resolve(statement)).toEqual({
      Effect: 'Allow',
      Condition: { StringEquals: { 'aws:SourceAccount': '000000000000' } },
    });
  });

  it.each<[string, JsonValue, string]>([
    ['an unknown function', { A: { 'Fn::Cidr': [] } }, 'Resource.Properties.A: Fn::Cidr is not supported'],
    ['an unknown name', { A: [{ Ref: 'Nothing' }] }, 'Resource.Properties.A[0]: Ref "Nothing"'],
    ['an unknown pseudo parameter', { Ref: 'AWS::Moon' }, 'AWS::Moon'],
    ['an unknown attribute', { 'Fn::GetAtt': ['Table', 'Moon'] }, 'Resource.Properties: Table has no attribute Moon'],
    ['an attribute of nothing', { 'Fn::Sub': `\${Nothing.Arn}` }, 'Fn::GetAtt "Nothing.Arn"'],
    ['a missing export', { 'Fn::ImportValue': 'Missing' }, 'no stack before this one exports "Missing"'],
    ['a missing mapping', { 'Fn::FindInMap': ['Sizes', 'live', 'memory'] }, 'Sizes / live / memory'],
    ['an inherited name in a mapping', { 'Fn::FindInMap': ['Sizes', 'constructor', 'name'] }, 'no mapping'],
    ['a Select beyond the list', { 'Fn::Select': [2, ['a', 'b']] }, 'no item 2 in a list of 2'],
    ['a Join of a string', { 'Fn::Join': ['', 'text'] }, 'Fn::Join needs a list'],
    ['a function beside other members', { A: { 'Fn::Sub': 'x', B: 1 } }, 'Resource.Properties.A: Fn::Sub must be'],
    ['a malformed If', { 'Fn::If': ['Yes', 'a'] }, 'Fn::If needs'],
    ['a malformed GetAtt', { 'Fn::GetAtt': ['Table'] }, 'Fn::GetAtt needs'],
  ])('refuses %s, naming where', (_, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});

describe('properties of resolution', () => {
  const plain = fc.jsonValue().filter((value) => !/"(Ref|Fn::)/.test(JSON.stringify(value)));

  it('keeps a value without intrinsics as it is', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(resolve(value as JsonValue)).toEqual(value);
      }),
    );
  });

  it('keeps a member by any name', () => {
    const value = JSON.parse('{"A":{"__proto__":0,"constructor":1}}');
    expect(JSON.stringify(resolve(value))).toBe('{"A":{"__proto__":0,"constructor":1}}');
  });

  it('Split undoes Join', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((text) => !text.includes('|')),
          { minLength: 1 },
        ),
        (items) => {
          expect(resolve({ 'Fn::Split': ['|', { 'Fn::Join': ['|', items] }] })).toEqual(items);
        },
      ),
    );
  });

  it('Sub keeps every text without ${', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('${')),
        (text) => {
          expect(resolve({ 'Fn::Sub': text })).toBe(text);
        },
      ),
    );
  });

  it('ends every malformed argument in a TemplateError', () => {
    const names = ['Ref', 'Fn::GetAtt', 'Fn::Sub', 'Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::FindInMap', 'Fn::If'];
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, argument) => {
        try {
          resolve({ [name]: argument as JsonValue });
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError);
        }
      }),
    );
  });
});
