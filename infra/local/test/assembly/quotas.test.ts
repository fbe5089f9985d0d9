import { mkdtempDisposableSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadAssembly, templateAssembly } from '../../assembly/loadAssembly.ts';
import type { JsonObject, JsonValue } from '../../platform/Json.ts';
import { startThings, thing, writeFiles } from './startThings.ts';

const many = (count: number, value: JsonValue): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`N${index}`, value]));

const withSection = (section: string, entries: JsonObject) => ({ Resources: {}, [section]: entries });
const take = (document: JsonObject) => templateAssembly('Test', document, '.');

describe('CloudFormation’s quotas', () => {
  it.each<[string, number, JsonValue]>([
    ['Resources', 500, thing()],
    ['Parameters', 200, { Type: 'String' }],
    ['Outputs', 200, { Value: 'x' }],
    ['Mappings', 200, { a: { b: 'c' } }],
  ])('allow a template so many %s: %i', (section, most, entry) => {
    expect(() => take(withSection(section, many(most, entry)))).not.toThrow();
    expect(() => take(withSection(section, many(most + 1, entry)))).toThrow(
      `Test has ${most + 1} ${section}; CloudFormation takes at most ${most} in one template ("Understand CloudFormation quotas" of its User Guide).`,
    );
  });

  it('allow names of 255 characters', () => {
    const named = (length: number) => withSection('Outputs', { ['N'.repeat(length)]: { Value: 'x' } });
    expect(() => take(named(255))).not.toThrow();
    expect(() => take(named(256))).toThrow(/the name Outputs\.N+ has 256 characters; CloudFormation takes at most/);
  });

  it('allow a template of a megabyte, nested ones too', () => {
    using folder = mkdtempDisposableSync(join(tmpdir(), 'quotas-'));
    const child = { Resources: { A: thing({ Text: '' }) } };
    const filled = (bytes: number) => ({
      Resources: { A: thing({ Text: 'x'.repeat(bytes - JSON.stringify(child).length) }) },
    });
    const load = (bytes: number) => {
      writeFiles(folder.path, {
        'app.json': {
          Resources: { Child: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL: 'child.json' } } },
        },
        'child.json': filled(bytes),
      });
      return loadAssembly(join(folder.path, 'app.json'));
    };
    expect(() => load(1_000_000)).not.toThrow();
    expect(() => load(1_000_001)).toThrow(/child\.json has 1000001 bytes; CloudFormation takes at most 1000000 bytes/);
  });

  it('allow a parameter’s value 4,096 bytes', async () => {
    using local = startThings({ parameters: { Text: 'é'.repeat(2049) } });
    await expect(
      local.applyTemplate({ Parameters: { Text: { Type: 'String' } }, Resources: { A: thing() } }),
    ).rejects.toThrow(
      'Test: Parameters.Text: the value has 4098 bytes; CloudFormation takes at most 4096 bytes a value',
    );
  });
});
