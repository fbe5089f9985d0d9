import { describe, expect, it } from 'vitest';
import { resolveParameters } from '../../assembly/resolveParameters.ts';
import { readTemplate } from '../../assembly/Template.ts';
import type { JsonObject } from '../../platform/Json.ts';

describe('parameters', () => {
  const parameters = (entries: JsonObject, given = {}) =>
    resolveParameters(readTemplate({ Parameters: entries, Resources: {} }, 'test.json'), given);

  it('takes what is given, then the default, as its type says', () => {
    const values = parameters(
      {
        A: { Type: 'String', Default: 'a' },
        N: { Type: 'Number', Default: 5 },
        L: { Type: 'CommaDelimitedList', Default: 'x, y' },
      },
      { A: 'given' },
    );
    expect([...values]).toEqual([
      ['A', 'given'],
      ['N', '5'],
      ['L', ['x', 'y']],
    ]);
  });

  it('knows the CDK bootstrap version and no other SSM parameter', () => {
    const type = 'AWS::SSM::Parameter::Value<String>';
    expect(parameters({ BootstrapVersion: { Type: type, Default: '/cdk-bootstrap/hnb659fds/version' } }).size).toBe(1);
    expect(() => parameters({ Image: { Type: type, Default: '/aws/image' } })).toThrow('Parameters.Image');
  });

  it('names every parameter that has no value', () => {
    expect(() => parameters({ A: { Type: 'String' }, B: { Type: 'String' } })).toThrow(
      'Parameters: [A, B] must have values.',
    );
  });

  it('refuses what the template does not have', () => {
    expect(() => parameters({ A: { Type: 'String' } }, { A: 'a', B: 'b', C: 'c' })).toThrow(
      'Parameters: [B, C] do not exist in the template.',
    );
  });

  it.each<[string, JsonObject, string, string]>([
    ['a number', { Type: 'Number' }, 'many', `Parameter 'A' must be a number, but is "many".`],
    ['numbers', { Type: 'List<Number>' }, '1,b', `Parameter 'A' must be a number, but is "b".`],
    ['a number from 2', { Type: 'Number', MinValue: 2 }, '1', `Parameter 'A' must be a number not less than 2`],
    ['a number to 3', { Type: 'Number', MaxValue: '3' }, '4', `Parameter 'A' must be a number not greater than 3`],
    ['two characters', { Type: 'String', MinLength: 2 }, 'a', `Parameter 'A' must contain at least 2 characters`],
    ['one character', { Type: 'String', MaxLength: 1 }, 'ab', `Parameter 'A' must contain at most 1 characters`],
    ['x or y', { Type: 'String', AllowedValues: ['x', 'y'] }, 'z', `Parameter 'A' must be one of AllowedValues: x, y`],
    [
      'a pattern',
      { Type: 'CommaDelimitedList', AllowedPattern: 'a|b' },
      'a,bc',
      `Parameter 'A' must match pattern a|b`,
    ],
    [
      'what it describes',
      { Type: 'String', AllowedPattern: '[a-z]+', ConstraintDescription: 'lower-case letters only' },
      'A',
      'Parameter A failed to satisfy constraint: lower-case letters only',
    ],
    ['a pattern of Java', { Type: 'String', AllowedPattern: '(?x)a' }, 'a', 'AllowedPattern (?x)a is not supported'],
  ])('takes %s only', (_, declaration, value, message) => {
    expect(() => parameters({ A: declaration }, { A: value })).toThrow(message);
  });

  it.each<[string, JsonObject, string]>([
    ['a type that there is not', { Type: 'Text' }, 'parameter A has the unrecognized type Text'],
    ['no type', {}, 'parameter A has no Type'],
    ['a member that there is not', { Type: 'String', Defualt: 'a' }, 'parameter A has the unknown member Defualt'],
  ])('refuses %s', (_, declaration, message) => {
    expect(() => parameters({ A: declaration })).toThrow(message);
  });

  it('takes names of an account’s things, and lists of them', () => {
    const values = parameters(
      { A: { Type: 'AWS::EC2::VPC::Id' }, B: { Type: 'List<AWS::EC2::Subnet::Id>' } },
      { A: 'vpc-1', B: 'subnet-1,subnet-2' },
    );
    expect([...values.values()]).toEqual(['vpc-1', ['subnet-1', 'subnet-2']]);
  });
});
