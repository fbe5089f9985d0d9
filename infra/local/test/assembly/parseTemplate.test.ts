import { describe, expect, it } from 'vitest';
import { parseTemplate } from '../../assembly/parseTemplate.ts';
import { readTemplate } from '../../assembly/Template.ts';

describe('template text', () => {
  it('expands every short form, nested ones too', () => {
    const text = `
Conditions:
  Live: !Not [!Equals [!Ref Stage, test]]
Resources:
  A:
    Type: Test::A::Thing
    Condition: Live
    Properties:
      Arn: !GetAtt B.Endpoint.Address
      List: !GetAtt [B, Arn]
      Text: !Sub "\${B}-x"
      With: !Sub ["\${V}", {V: !Ref B}]
      Joined: !Join ["", [a, !Select [0, !Split [",", "x,y"]]]]
      Map: !FindInMap [M, !Ref "AWS::Region", size]
      Choice: !If [Live, 1, !Ref "AWS::NoValue"]
      Both: !And [!Condition Live, !Condition Live]
      Code: !Base64 |
        line
      Version: 2012-10-17
      Flag: true
      Nothing:
`;
    expect(parseTemplate(text, 'a.yaml')).toEqual({
      Conditions: { Live: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Stage' }, 'test'] }] } },
      Resources: {
        A: {
          Type: 'Test::A::Thing',
          Condition: 'Live',
          Properties: {
            Arn: { 'Fn::GetAtt': ['B', 'Endpoint.Address'] },
            List: { 'Fn::GetAtt': ['B', 'Arn'] },
            Text: { 'Fn::Sub': `\${B}-x` },
            With: { 'Fn::Sub': [`\${V}`, { V: { Ref: 'B' } }] },
            Joined: { 'Fn::Join': ['', ['a', { 'Fn::Select': [0, { 'Fn::Split': [',', 'x,y'] }] }]] },
            Map: { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, 'size'] },
            Choice: { 'Fn::If': ['Live', 1, { Ref: 'AWS::NoValue' }] },
            Both: { 'Fn::And': [{ Condition: 'Live' }, { Condition: 'Live' }] },
            Code: { 'Fn::Base64': 'line\n' },
            Version: '2012-10-17',
            Flag: true,
            Nothing: null,
          },
        },
      },
    });
  });

  it.each([
    ['JSON', '{"Resources": ', 'a.json is not JSON'],
    ['YAML', 'Resources: [', 'a.json is not YAML'],
    ['an alias', 'A: &x 1\nB: *x', 'alias *x'],
  ])('refuses broken %s, naming the file', (_, text, message) => {
    expect(() => parseTemplate(text, 'a.json')).toThrow(message);
  });

  it.each([
    ['no object', [], 'not an object'],
    ['no Resources', {}, 'no Resources section'],
    ['an unknown section', { Resources: {}, Resorces: {} }, '"Resorces"'],
    ['a transform', { Transform: 'AWS::Serverless-2016-10-31', Resources: {} }, 'AWS::Serverless-2016-10-31'],
    ['a resource without a type', { Resources: { A: {} } }, 'resource A has no Type'],
    [
      'properties that are no object',
      { Resources: { A: { Type: 'T', Properties: [] } } },
      'Properties is not an object',
    ],
    ['an output without a value', { Resources: {}, Outputs: { O: {} } }, 'output O has no Value'],
  ])('refuses a template with %s', (_, document, message) => {
    expect(() => readTemplate(document, 'a.json')).toThrow(message);
  });
});
