import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAssembly } from '../../assembly/loadAssembly.ts';
import type { JsonObject } from '../../platform/Json.ts';
import { startThings, thing, writeFiles } from './startThings.ts';

describe('applying a template', () => {
  it('hands resolved properties over in dependency order and answers the outputs', async () => {
    using local = startThings();
    const result = await local.applyTemplate({
      Resources: { A: thing({ Target: { 'Fn::GetAtt': ['B', 'Arn'] } }), B: thing({ Name: 'b' }) },
      Outputs: { Address: { Value: { 'Fn::Sub': `\${A}@\${AWS::Region}` } }, B: { Value: { Ref: 'B' } } },
    });
    expect(local.things.applied.map(({ logicalId, properties }) => [logicalId, properties])).toEqual([
      ['B', { Name: 'b' }],
      ['A', { Target: 'arn:thing:B' }],
    ]);
    expect(result.applied).toBe(2);
    expect(result.outputs).toEqual({
      Test: { Address: expect.stringMatching(/^Test-A-[A-Z2-7]{12}@us-east-1$/), B: 'b' },
    });
  });

  it('names every resource of an unknown type in one error, and applies nothing', async () => {
    using local = startThings();
    const template = {
      Resources: {
        A: thing({}),
        B: { Type: 'AWS::EC2::Instance' },
        C: { Type: 'AWS::S3::Bucket' },
        D: { Type: 'Custom::AWS' },
      },
    };
    await expect(local.applyTemplate(template)).rejects.toThrow(
      /AWS::EC2::Instance {2}Test\/B[\s\S]*AWS::S3::Bucket {2}Test\/C[\s\S]*Custom::AWS {2}Test\/D/,
    );
    expect(local.things.applied).toEqual([]);
  });

  it('leaves out what means nothing here, answers its Ref and GetAtt, and reports it', async () => {
    using local = startThings();
    const result = await local.applyTemplate({
      Resources: {
        Alarm: { Type: 'AWS::CloudWatch::CompositeAlarm' },
        Firewall: { Type: 'AWS::WAFv2::WebACL' },
        A: thing({ Alarm: { 'Fn::GetAtt': ['Alarm', 'Arn'] } }),
      },
      Outputs: { Firewall: { Value: { 'Fn::GetAtt': ['Firewall', 'Arn'] } } },
    });
    expect([...result.ignored]).toEqual([
      ['AWS::CloudWatch::CompositeAlarm', ['Alarm']],
      ['AWS::WAFv2::WebACL', ['Firewall']],
    ]);
    expect(local.things.applied[0]?.properties).toEqual({
      Alarm: expect.stringMatching(/^arn:aws:cloudwatch:us-east-1:000000000000:alarm:Test-Alarm-/),
    });
    expect(result.outputs.Test?.Firewall).toMatch(/^arn:aws:wafv2:/);
  });

  it('names logical id and property where something cannot be resolved', async () => {
    using local = startThings();
    const template = { Resources: { A: thing({ Deep: [{ Arn: { 'Fn::GetAtt': ['B', 'Moon'] } }] }), B: thing({}) } };
    await expect(local.applyTemplate(template)).rejects.toThrow(
      'Test/A (Test::A::Thing): Properties.Deep[0].Arn: Fn::GetAtt "B.Moon": Test::A::Thing has no attribute Moon',
    );
  });

  it('names stack and resource where a provider fails', async () => {
    using local = startThings();
    await expect(local.applyTemplate({ Resources: { A: thing({ Name: 'broken' }) } })).rejects.toThrow(
      'Test/A (Test::A::Thing): a thing cannot be named broken',
    );
  });

  it('gives a long name to a resource once, within what IAM and Lambda allow', async () => {
    using local = startThings();
    const names = { ['L'.repeat(40)]: thing({}), [`${'L'.repeat(39)}M`]: thing({}) };
    await local.applyTemplate({ Resources: names }, 'S'.repeat(40));
    const generated = local.things.applied.map(({ generatedName }) => generatedName);
    expect(new Set(generated).size).toBe(2);
    for (const name of generated) expect(name.length).toBeLessThanOrEqual(64);
  });

  it('cuts the stack’s name where that is enough', async () => {
    using local = startThings();
    await local.applyTemplate({ Resources: { MyLambdaFunctionName: thing() } }, 'MyStackDev-MyNestedApplicationStack');
    expect(local.things.applied[0]?.generatedName).toMatch(
      /^MyStackDev-MyNestedApplication-MyLambdaFunctionName-[A-Z2-7]{12}$/,
    );
  });
});

describe('applying a template again', () => {
  it('hands over what was applied before, also after a restart', async () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'assembly-'));
    const directory = folder.path;
    let physicalId: string | undefined;
    {
      using first = startThings({ directory });
      await first.applyTemplate({ Resources: { A: thing({ Size: 1 }) } });
      physicalId = first.things.applied[0]?.generatedName;
    }
    using second = startThings({ directory });
    await second.applyTemplate({ Resources: { A: thing({ Size: 2 }) } });
    expect(second.things.applied[0]?.previous).toEqual({ physicalId, properties: { Size: 1 } });
    expect(second.things.applied[0]?.generatedName).toBe(physicalId);
  });

  it('removes what is gone, dependents first, but what is to be retained', async () => {
    using local = startThings();
    await local.applyTemplate({
      Resources: {
        A: thing({ Name: 'a', X: { Ref: 'B' } }),
        B: thing({ Name: 'b' }),
        C: thing({ Name: 'c' }, { DeletionPolicy: 'Retain' }),
        D: thing({ Name: 'd' }),
      },
    });
    const result = await local.applyTemplate({ Resources: { D: thing({ Name: 'd' }) } });
    expect(local.things.removed).toEqual(['a', 'b']);
    expect(result.removed).toBe(2);
    expect(local.state.all().map(({ logicalId }) => logicalId)).toEqual(['D']);
  });

  it('removes the former resource when an update replaced it, unless it is to be retained', async () => {
    using local = startThings();
    const template = (name: string) => ({
      Resources: {
        A: thing({ Name: `a${name}` }),
        B: thing({ Name: `b${name}` }, { UpdateReplacePolicy: 'Retain' }),
      },
    });
    await local.applyTemplate(template('1'));
    await local.applyTemplate(template('2'));
    expect(local.things.removed).toEqual(['a1']);
  });
});

describe('cloud assemblies', () => {
  const stackArtifact = (templateFile: string, dependencies: readonly string[] = []) => ({
    type: 'aws:cloudformation:stack',
    properties: { templateFile },
    dependencies,
  });

  it('applies stacks after those they import from, with their assets', async () => {
    using local = startThings();
    local.write({
      'manifest.json': {
        version: '1',
        artifacts: {
          Second: stackArtifact('second.json', ['First']),
          'First.assets': { type: 'cdk:asset-manifest', properties: { file: 'first.assets.json' } },
          First: stackArtifact('first.json', ['First.assets']),
        },
      },
      'first.assets.json': {
        files: {
          abc: {
            source: { path: 'asset.abc', packaging: 'file' },
            destinations: { here: { bucketName: 'assets', objectKey: 'abc.zip' } },
          },
        },
      },
      'asset.abc': 'content',
      'first.json': {
        Resources: { A: thing({ File: 'abc.zip' }) },
        Outputs: { Arn: { Value: { 'Fn::GetAtt': ['A', 'Arn'] }, Export: { Name: 'First:Arn' } } },
      },
      'second.json': { Resources: { B: thing({ Target: { 'Fn::ImportValue': 'First:Arn' } }) } },
    });
    await local.apply(loadAssembly(local.directory));
    expect(local.things.applied.map(({ stackName, properties }) => [stackName, properties])).toEqual([
      ['First', { File: 'abc.zip' }],
      ['Second', { Target: 'arn:thing:A' }],
    ]);
    expect(local.state.get('First', 'A')?.attributes.File).toBe(join(local.directory, 'asset.abc'));
  });

  it('finds the assets of a printed template by its metadata, and names one that is missing', async () => {
    using local = startThings();
    local.write({ 'asset.xyz': 'content' });
    const resource = (path: string) => thing({ File: 'xyz.zip' }, { Metadata: { 'aws:asset:path': path } });
    await local.applyTemplate({ Resources: { A: resource('asset.xyz') } });
    expect(local.state.get('Test', 'A')?.attributes.File).toBe(join(local.directory, 'asset.xyz'));
    await expect(local.applyTemplate({ Resources: { A: resource('asset.gone') } })).rejects.toThrow('asset.gone');
    await expect(local.applyTemplate({ Resources: { A: thing({ File: 'none' }) } })).rejects.toThrow(
      's3://assets/none',
    );
  });

  it('loads one template file, in YAML as well, and names its stack for it', async () => {
    using local = startThings();
    local.write({
      'my_app.template.yaml':
        'Resources:\n  A:\n    Type: Test::A::Thing\n    Properties: {Name: !Join ["-", [x, !Ref "AWS::StackName"]]}\n',
    });
    await local.apply(loadAssembly(join(local.directory, 'my_app.template.yaml')));
    expect(local.things.applied[0]?.properties).toEqual({ Name: 'x-my-app' });
  });

  it.each<[string, Readonly<Record<string, string | JsonObject>>, string]>([
    ['a folder without a manifest', {}, 'has no manifest.json'],
    ['a manifest that is no JSON', { 'manifest.json': '{' }, 'manifest.json cannot be read'],
    ['an assembly without a stack', { 'manifest.json': { artifacts: {} } }, 'has no stack'],
    [
      'stacks in a circle',
      {
        'manifest.json': { artifacts: { A: stackArtifact('t.json', ['B']), B: stackArtifact('t.json', ['A']) } },
        't.json': { Resources: {} },
      },
      'Stacks depend on each other: A → B → A',
    ],
  ])('refuses %s', (_, files, message) => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'assembly-'));
    writeFiles(folder.path, files);
    expect(() => loadAssembly(folder.path)).toThrow(message);
  });

  it('refuses a path that is not there', () => {
    expect(() => loadAssembly('/nowhere/at-all')).toThrow('/nowhere/at-all');
  });
});
