import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAssembly } from '../../assembly/loadAssembly.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { startThings, thing } from './startThings.ts';

/** An `AWS::CloudFormation::Stack` of a template beside the parent's. */
const nested = (file: string, parameters?: JsonObject, more: JsonObject = {}): JsonObject => ({
  Type: 'AWS::CloudFormation::Stack',
  Properties: { TemplateURL: file, ...(parameters ? { Parameters: parameters } : {}) },
  ...more,
});

/** Takes a name and answers it. */
const child: JsonObject = {
  Parameters: { Name: { Type: 'String', Default: 'by default' } },
  Resources: { A: thing({ Name: { Ref: 'Name' } }) },
  Outputs: { Name: { Value: { Ref: 'A' } }, Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } } },
};

describe('a nested stack', () => {
  it('takes parameters and gives outputs, in the order that its parent’s references ask for', async () => {
    using local = startThings();
    local.write({ 'child.json': child });
    const result = await local.applyTemplate({
      Resources: {
        Second: nested('child.json', { Name: { 'Fn::Sub': `after \${First.Outputs.Name}` } }),
        Between: thing({ Name: 'between' }, { DependsOn: 'Second' }),
        First: nested('child.json', { Name: 'first' }),
        Default: nested('child.json', undefined, { DependsOn: 'Between' }),
      },
      Outputs: { Last: { Value: { 'Fn::GetAtt': ['Default', 'Outputs.Name'] } } },
    });
    const names = local.things.applied.map(({ properties }) => properties.Name);
    expect(names).toEqual(['first', 'after first', 'between', 'by default']);
    expect(result.outputs).toEqual({ Test: { Last: 'by default' } });
    expect(result.applied).toBe(7);
  });

  it('has a name and an id of its own, from which its resources’ names come, the same at every start', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'nested-'));
    const start = async () => {
      using local = startThings({ directory: folder.path });
      local.write({
        'child.json': {
          Resources: { A: thing({ Of: { Ref: 'AWS::StackName' }, In: { Ref: 'AWS::StackId' } }) },
          Outputs: { A: { Value: { Ref: 'A' } } },
        },
      });
      const { outputs } = await local.applyTemplate({
        Resources: { Child: nested('child.json') },
        Outputs: { Id: { Value: { Ref: 'Child' } }, A: { Value: { 'Fn::GetAtt': ['Child', 'Outputs.A'] } } },
      });
      const { A, Id } = outputs.Test ?? {};
      return { A, Id, properties: local.things.applied[0]?.properties };
    };
    const first = await start();
    expect(first).toEqual({
      A: expect.stringMatching(/^Test-Child-[A-Z2-7]{12}-A-[A-Z2-7]{12}$/),
      Id: expect.stringMatching(
        /^arn:aws:cloudformation:us-east-1:000000000000:stack\/Test-Child-[A-Z2-7]{12}\/[0-9a-f-]{36}$/,
      ),
      properties: { Of: first.Id?.split('/')[1], In: first.Id },
    });
    expect(await start()).toEqual(first);
  });

  it('may nest stacks itself, whose long names are cut', async () => {
    using local = startThings();
    const long = 'L'.repeat(100);
    local.write({
      'outer.json': {
        Parameters: { Name: { Type: 'String' } },
        Resources: { [long]: nested('inner.json', { Name: { Ref: 'Name' } }) },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': [long, 'Outputs.Arn'] } } },
      },
      'inner.json': {
        Parameters: { Name: { Type: 'String' } },
        Resources: { A: thing({ Stack: { Ref: 'AWS::StackName' }, Name: { Ref: 'Name' } }), B: thing() },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] } } },
      },
    });
    const result = await local.applyTemplate({
      Resources: { [long]: nested('outer.json', { Name: 'innermost' }) },
      Outputs: { Arn: { Value: { 'Fn::GetAtt': [long, 'Outputs.Arn'] } } },
    });
    expect(result).toMatchObject({ outputs: { Test: { Arn: 'arn:thing:A' } }, applied: 4 });
    const [a, b] = local.things.applied;
    expect(a?.properties.Name).toBe('innermost');
    expect(a?.properties.Stack).toMatch(/^Test-L{52}-L{57}-[A-Z2-7]{12}$/);
    expect(b?.generatedName).toHaveLength(64);
  });

  it('is made where its condition holds, and its resources where theirs do', async () => {
    using local = startThings();
    local.write({
      'child.json': {
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { IsLive: { 'Fn::Equals': [{ Ref: 'Stage' }, 'live'] } },
        Resources: { Live: thing({}, { Condition: 'IsLive' }), Always: thing() },
        Outputs: { Live: { Condition: 'IsLive', Value: { Ref: 'Live' } } },
      },
    });
    const result = await local.applyTemplate({
      Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } },
      Resources: {
        Child: nested('child.json', { Stage: 'test' }),
        None: nested('child.json', { Stage: 'live' }, { Condition: 'Never' }),
      },
    });
    expect(result.applied).toBe(2);
    expect(local.things.applied.map(({ logicalId }) => logicalId)).toEqual(['Always']);
    expect(local.state.all().at(-1)?.attributes).toEqual({});
  });

  it('hands every value over as text', async () => {
    using local = startThings();
    local.write({
      'child.json': {
        Parameters: { Size: { Type: 'Number' }, Names: { Type: 'CommaDelimitedList' } },
        Resources: { A: thing({ Size: { Ref: 'Size' }, Names: { Ref: 'Names' } }) },
        Outputs: { Size: { Value: { 'Fn::GetAtt': ['A', 'Size'] } }, On: { Value: true } },
      },
    });
    await local.applyTemplate({
      Resources: {
        First: nested('child.json', { Size: 5, Names: 'a, b' }),
        Second: thing({
          Size: { 'Fn::GetAtt': ['First', 'Outputs.Size'] },
          On: { 'Fn::GetAtt': ['First', 'Outputs.On'] },
        }),
      },
    });
    expect(local.things.applied.map(({ properties }) => properties)).toEqual([
      { Size: '5', Names: ['a', 'b'] },
      { Size: '3', On: 'true' },
    ]);
  });

  it('exports to the stacks that come after it', async () => {
    using local = startThings();
    local.write({
      'exporting.json': { Resources: { A: thing() }, Outputs: { A: { Value: 'a', Export: { Name: 'shared' } } } },
      'importing.json': { Resources: { B: thing({ From: { 'Fn::ImportValue': 'shared' } }) } },
    });
    const importing = (more: JsonObject) => ({
      Resources: { Importing: nested('importing.json', undefined, more), Exporting: nested('exporting.json') },
    });
    await local.applyTemplate(importing({ DependsOn: 'Exporting' }));
    expect(local.things.applied.at(-1)?.properties).toEqual({ From: 'a' });
    await expect(local.applyTemplate(importing({}))).rejects.toThrow(
      'Test/Importing/B (Test::A::Thing): Properties.From: Fn::ImportValue: no stack before this one exports "shared".',
    );
  });

  it('names what it leaves out below its parent', async () => {
    using local = startThings();
    local.write({ 'child.json': { Resources: { Alarm: { Type: 'AWS::CloudWatch::CompositeAlarm' } } } });
    const { ignored } = await local.applyTemplate({
      Resources: { Alarm: { Type: 'AWS::CloudWatch::CompositeAlarm' }, Child: nested('child.json') },
    });
    expect([...ignored]).toEqual([['AWS::CloudWatch::CompositeAlarm', ['Alarm', 'Child/Alarm']]]);
  });
});

describe('a nested stack’s template', () => {
  const artifacts = {
    version: '1',
    artifacts: {
      App: { type: 'aws:cloudformation:stack', properties: { templateFile: 'app.json' }, dependencies: ['App.assets'] },
      'App.assets': { type: 'cdk:asset-manifest', properties: { file: 'assets.json' } },
    },
  };
  const asset = (path: string, objectKey: string) => ({
    source: { path },
    destinations: { here: { bucketName: 'assets', objectKey } },
  });
  const files = {
    'manifest.json': artifacts,
    'assets.json': {
      files: { code: asset('asset.code', 'code.zip'), child: asset('child.nested.template.json', 'hash.json') },
    },
    'asset.code': 'content',
    'child.nested.template.json': { Resources: { A: thing({ File: 'code.zip' }) } },
  };

  it.each([
    `https://s3.\${AWS::Region}.\${AWS::URLSuffix}/assets-\${AWS::AccountId}-\${AWS::Region}/hash.json`,
    'https://s3.amazonaws.com/assets/hash.json',
    'https://assets.s3.us-east-1.amazonaws.com/hash.json',
    'https://assets.s3-us-west-2.amazonaws.com/hash.json',
  ])('is the asset of the cloud assembly at %s, and so are those that it names', async (url) => {
    using local = startThings();
    local.write({ ...files, 'app.json': { Resources: { Child: nestedAt({ 'Fn::Sub': url }) } } });
    await local.apply(loadAssembly(local.directory));
    expect(local.state.all()[0]?.attributes.File).toBe(join(local.directory, 'asset.code'));
  });

  it('is the file that its metadata names in a template that was printed, and may be chosen by mapping and condition', async () => {
    using local = startThings();
    local.write({ 'child.json': child });
    const printed = nestedAt('https://s3.amazonaws.com/assets/hash.json', {
      Metadata: { 'aws:asset:path': 'child.json' },
    });
    const chosen = nestedAt({
      'Fn::If': ['IsA', { 'Fn::FindInMap': ['Files', { Ref: 'Which' }, 'File'] }, { Ref: 'AWS::NoValue' }],
    });
    await local.applyTemplate({
      Parameters: { Which: { Type: 'String', Default: 'a' } },
      Conditions: { IsA: { 'Fn::Equals': [{ Ref: 'Which' }, 'a'] } },
      Mappings: { Files: { a: { File: './child.json' } } },
      Resources: { Printed: printed, Chosen: chosen },
    });
    expect(local.things.applied).toHaveLength(2);
  });

  it.each<[string, JsonObject, string]>(
    [
      ['has no URL', { Type: 'AWS::CloudFormation::Stack' }, 'Properties.TemplateURL is missing'],
      ['is not there', nestedAt('gone.json'), 'gone.json is not on disk'],
      ['is no asset', nestedAt('https://s3.amazonaws.com/b/k.json'), 'there is no asset s3://b/k.json'],
      [
        'is not in S3',
        nestedAt('https://example.com/k.json'),
        'https://example.com/k.json, not the URL of an object in S3',
      ],
      ['is named by no text', nestedAt(['a']), 'Properties.TemplateURL is ["a"], not a URL'],
      ['is named by a resource', nestedAt({ Ref: 'A' }), 'Properties.TemplateURL: Ref "A": there is no parameter'],
      ['nests itself', nestedAt('loop.json'), /Templates nest each other: .*loop\.json → .*loop\.json/],
    ].map(([name, resource, message]) => [name, resource, message] as [string, JsonObject, string]),
  )('that %s is refused before anything is applied', async (_, resource, message) => {
    using local = startThings();
    local.write({ 'loop.json': { Resources: { Loop: nestedAt('loop.json') } } });
    expect(() => local.applyTemplate({ Resources: { A: thing(), Child: resource } })).toThrow(message);
    expect(local.things.applied).toEqual([]);
  });

  it('with unknown types is refused with its path, before anything is applied', async () => {
    using local = startThings();
    local.write({ 'child.json': { Resources: { B: { Type: 'AWS::EC2::Instance' } } } });
    await expect(local.applyTemplate({ Resources: { A: thing(), Child: nested('child.json') } })).rejects.toThrow(
      'AWS::EC2::Instance  Test/Child/B',
    );
    expect(local.things.applied).toEqual([]);
  });
});

describe('what a nested stack refuses', () => {
  const child: JsonObject = {
    Parameters: {
      Name: { Type: 'String', AllowedPattern: '[a-z]+' },
      Size: { Type: 'Number', MaxValue: 10, Default: 1 },
    },
    Resources: { A: thing({ Name: { Ref: 'Name' } }) },
    Outputs: { Parts: { Value: { Ref: 'A' } } },
  };

  it.each<[string, JsonObject, string]>([
    ['a parameter that is missing', {}, 'Test/Child: Parameters: [Name] must have values.'],
    ['one that is unknown', { Name: 'a', Nme: 'b' }, 'Test/Child: Parameters: [Nme] do not exist in the template.'],
    ['one of another type', { Name: 'a', Size: 'x' }, `Test/Child: Parameter 'Size' must be a number, but is "x".`],
    ['a number too large', { Name: 'a', Size: 11 }, `Parameter 'Size' must be a number not greater than 10`],
    ['text of another form', { Name: 'A' }, `Parameter 'Name' must match pattern [a-z]+, but is "A".`],
    ['text too long', { Name: 'a'.repeat(4097) }, 'Parameters.Name: the value has 4097 bytes; CloudFormation takes'],
    [
      'a list',
      { Name: { 'Fn::GetAtt': ['Thing', 'Parts'] } },
      'Test/Child (AWS::CloudFormation::Stack): Value of property Parameters must be an object with String (or simple type) properties, but Parameters.Name is ["x","y"].',
    ],
    ['a failing resource', { Name: 'broken' }, 'Test/Child/A (Test::A::Thing): a thing cannot be named broken'],
  ])('%s', async (_, parameters, message) => {
    using local = startThings();
    local.write({ 'child.json': child });
    await expect(
      local.applyTemplate({ Resources: { Thing: thing(), Child: nested('child.json', parameters) } }),
    ).rejects.toThrow(message);
  });

  it('an output that it does not have, and one that is a list', async () => {
    using local = startThings();
    local.write({
      'child.json': { Resources: {}, Outputs: { Here: { Value: 'x' } } },
      'list.json': { Resources: { A: thing() }, Outputs: { Parts: { Value: { 'Fn::GetAtt': ['A', 'Parts'] } } } },
    });
    await expect(
      local.applyTemplate({
        Resources: { Child: nested('child.json'), A: thing({ X: { 'Fn::GetAtt': ['Child', 'Outputs.Gone'] } }) },
      }),
    ).rejects.toThrow(
      `Test/A (Test::A::Thing): Properties.X: Fn::GetAtt "Child.Outputs.Gone": the nested stack's template has no such output; it has: Outputs.Here.`,
    );
    await expect(local.applyTemplate({ Resources: { Child: nested('list.json') } })).rejects.toThrow(
      'Test/Child: Outputs.Parts.Value must be a string, but is ["x","y"].',
    );
  });

  it('properties that would make a difference here', async () => {
    using local = startThings();
    local.write({ 'child.json': { Resources: {} } });
    const template = (properties: JsonObject) => ({
      Resources: { Child: nestedAt('child.json', {}, properties) },
    });
    await local.applyTemplate(template({ TimeoutInMinutes: 5, NotificationARNs: [] }));
    await expect(local.applyTemplate(template({ NotificationARNs: ['arn:aws:sns:::topic'] }))).rejects.toThrow(
      'Test/Child (AWS::CloudFormation::Stack): Properties.NotificationARNs is not supported by the local runtime.',
    );
  });
});

describe('a nested stack that is gone', () => {
  const file = (names: readonly string[], policies: Readonly<Record<string, string>> = {}): JsonObject => ({
    Resources: Object.fromEntries(
      names.map((name) => [
        name.toUpperCase(),
        thing({ Name: name }, policies[name] === undefined ? {} : { DeletionPolicy: policies[name] }),
      ]),
    ),
  });

  it('takes all its resources along, last made first, but those to be retained', async () => {
    using local = startThings();
    local.write({
      'child.json': {
        Resources: {
          ...(file(['a', 'b', 'c', 'd'], { c: 'Retain', d: 'RetainExceptOnCreate' }).Resources as JsonObject),
          Inner: nested('inner.json', undefined, { DependsOn: 'B' }),
        },
      },
      'inner.json': file(['e', 'f']),
      'other.json': file(['z']),
    });
    await local.applyTemplate({ Resources: { Child: nested('child.json'), Other: nested('other.json') } });
    const result = await local.applyTemplate({ Resources: { Other: nested('other.json') } });
    expect(local.things.removed).toEqual(['f', 'e', 'b', 'a']);
    expect(result).toMatchObject({ removed: 6, applied: 2 });
    expect(result.kept).toHaveLength(2);
    expect(local.state.all().map(({ logicalId }) => logicalId)).toEqual(['Z', 'Other']);
  });

  it('leaves everything where it is to be retained, also in the stacks that it nests', async () => {
    using local = startThings();
    local.write({
      'child.json': { Resources: { A: thing({ Name: 'a' }), Inner: nested('inner.json') } },
      'inner.json': file(['b']),
    });
    const policy = { DeletionPolicy: 'Retain' };
    await local.applyTemplate({ Resources: { Child: nested('child.json', undefined, policy), B: thing() } });
    await local.applyTemplate({ Resources: { B: thing() } });
    expect(local.things.removed).toEqual([]);
    expect(local.state.all().map(({ logicalId }) => logicalId)).toEqual(['B']);
  });

  it('loses single resources, and replaces others, as its template changes', async () => {
    using local = startThings();
    const parent = { Resources: { Child: nested('child.json') } };
    local.write({ 'child.json': { Resources: { A: thing({ Name: 'a1' }), B: thing({ Name: 'b' }) } } });
    await local.applyTemplate(parent);
    local.write({ 'child.json': { Resources: { A: thing({ Name: 'a2' }) } } });
    const result = await local.applyTemplate(parent);
    expect(local.things.removed).toEqual(['a1', 'b']);
    expect(result.removed).toBe(1);
    expect(local.things.applied.at(-1)?.previous?.physicalId).toBe('a1');
  });

  it('keeps what moved to another stack under its own name, and says so', async () => {
    const lines: string[] = [];
    using local = startThings({ log: (_level, _source, message) => lines.push(message) });
    local.write({ 'child.json': file(['a']) });
    await local.applyTemplate({ Resources: { Former: thing({ Name: 'a' }), B: thing({ Name: 'b' }) } });
    await local.applyTemplate({ Resources: { Child: nested('child.json') } });
    expect(local.things.removed).toEqual(['b']);
    expect(lines).toContainEqual(expect.stringContaining('Test/Former (Test::A::Thing) was kept'));
  });
});

/** An `AWS::CloudFormation::Stack` with any URL. */
function nestedAt(
  url: JsonObject | string | readonly string[],
  more: JsonObject = {},
  properties: JsonObject = {},
): JsonObject {
  return { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: url, ...properties }, ...more };
}
