import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateConditions } from '../../assembly/evaluateConditions.ts';
import { orderResources } from '../../assembly/orderResources.ts';
import { resolveParameters } from '../../assembly/resolveParameters.ts';
import { readTemplate } from '../../assembly/Template.ts';
import type { JsonObject } from '../../platform/Json.ts';

function order(document: JsonObject): readonly string[] {
  const template = readTemplate(document, 'test.json');
  const condition = evaluateConditions(template.conditions, {
    pseudoParameters: {},
    parameters: resolveParameters(template, {}),
    mappings: template.mappings,
  });
  return orderResources(template.resources, { condition }).map(({ logicalId }) => logicalId);
}

const thing = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: 'Test::A::Thing',
  Properties: properties,
  ...more,
});

describe('order of resources', () => {
  it('puts a resource after all it refers to, by whatever function', () => {
    expect(
      order({
        Resources: {
          A: thing({ X: { 'Fn::GetAtt': ['B', 'Arn'] } }),
          B: thing({ X: [{ 'Fn::Sub': `\${C.Arn}:*` }] }),
          C: thing({ X: { 'Fn::Join': ['', ['x', { Ref: 'D' }]] } }),
          D: thing({}, { DependsOn: 'E' }),
          E: thing({ X: { 'Fn::Sub': [`\${Name}`, { Name: { Ref: 'F' } }] } }),
          F: thing({}),
        },
      }),
    ).toEqual(['F', 'E', 'D', 'C', 'B', 'A']);
  });

  it('names the cycle', () => {
    const circular = {
      Resources: {
        Start: thing({ X: { Ref: 'A' } }),
        A: thing({ X: { Ref: 'B' } }),
        B: thing({}, { DependsOn: ['C'] }),
        C: thing({ X: { 'Fn::Sub': `\${A}` } }),
      },
    };
    expect(() => order(circular)).toThrow('Circular dependency: A → B → C → A.');
  });

  it('refuses a DependsOn that names nothing', () => {
    expect(() => order({ Resources: { A: thing({}, { DependsOn: 'Gone' }) } })).toThrow('DependsOn names "Gone"');
  });

  it('leaves out a resource whose condition is false, and follows only the branch taken', () => {
    const template = {
      Parameters: { Stage: { Type: 'String', Default: 'test' } },
      Conditions: {
        IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] },
        IsTest: { 'Fn::Not': [{ Condition: 'IsLive' }] },
        Both: { 'Fn::And': [{ Condition: 'IsLive' }, { Condition: 'IsTest' }] },
        Either: { 'Fn::Or': [{ Condition: 'IsLive' }, { Condition: 'IsTest' }] },
      },
      Resources: {
        A: thing({ X: { 'Fn::If': ['IsLive', { Ref: 'B' }, { Ref: 'C' }] } }),
        B: thing({ X: { Ref: 'A' } }),
        C: thing({}, { Condition: 'Either' }),
        D: thing({}, { Condition: 'Both' }),
      },
    };
    expect(order(template)).toEqual(['C', 'A', 'B']);
  });

  it('refuses an unknown condition and conditions in a circle', () => {
    const conditional = { A: thing({}, { Condition: 'Missing' }) };
    expect(() => order({ Resources: conditional })).toThrow('no condition "Missing"');
    const circle = { X: { 'Fn::Not': [{ Condition: 'Y' }] }, Y: { 'Fn::Not': [{ Condition: 'X' }] } };
    expect(() => order({ Conditions: circle, Resources: { A: thing({}, { Condition: 'X' }) } })).toThrow('X → Y → X');
  });

  it('is a topological order of every acyclic template, with each resource once', () => {
    const edges = fc.array(fc.tuple(fc.nat(19), fc.nat(19)), { maxLength: 60 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const dependencies = new Map<number, number[]>();
        for (const [a, b] of pairs) {
          if (a !== b) dependencies.set(Math.max(a, b), [...(dependencies.get(Math.max(a, b)) ?? []), Math.min(a, b)]);
        }
        const resources = Object.fromEntries(
          Array.from({ length: 20 }, (_, index) => 19 - index).map((id) => [
            `R${id}`,
            thing({ X: (dependencies.get(id) ?? []).map((other) => ({ Ref: `R${other}` })) }),
          ]),
        );
        const names = order({ Resources: resources });
        expect(new Set(names).size).toBe(20);
        for (const [id, others] of dependencies) {
          for (const other of others) expect(names.indexOf(`R${other}`)).toBeLessThan(names.indexOf(`R${id}`));
        }
      }),
    );
  });
});
