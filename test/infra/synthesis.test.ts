import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryFolder } from 'local-cloud/testing/temporaryFolder';
import { beforeAll, describe, expect, it } from 'vitest';
import { localContext, synthesizeCached } from '../../infra/aws/synthesizeCached.ts';
import { assemblyTemplates } from '../../infra/preflight/assemblyTemplates.ts';

/** The CDK's report of its feature flags. */
interface Flag {
  readonly userValue?: unknown;
  readonly recommendedValue: unknown;
  readonly unconfiguredBehavesLike?: { readonly v2?: unknown };
}

interface Artifact {
  readonly properties: { readonly flags?: Readonly<Record<string, Flag>> };
}

const project = join(import.meta.dirname, '../..');

describe('what the CDK command runs', () => {
  let assembly: string;
  let printed: { readonly stdout: string; readonly stderr: string };

  beforeAll(async () => {
    assembly = join(temporaryFolder('synthesis'), 'cdk.out');
    const env = { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(localContext) };
    printed = await promisify(execFile)(process.execPath, ['infra/aws/main.ts'], { cwd: project, env });
  });

  it('prints no warning', async () => {
    expect(printed).toEqual({ stdout: '', stderr: '' });
    // A stack's annotations stand beside the manifest.
    const notes = await readFile(join(assembly, 'Heliograph.metadata.json'), 'utf8');
    expect(notes).not.toMatch(/aws:cdk:(warning|error|info)/);
  });

  it('leaves no feature flag of the CDK unset, which the command would remark on', async () => {
    const manifest = JSON.parse(await readFile(join(assembly, 'manifest.json'), 'utf8'));
    const flags = Object.values<Artifact>(manifest.artifacts).flatMap(({ properties }) =>
      Object.entries(properties?.flags ?? {}),
    );
    expect(flags.length).toBeGreaterThan(0);
    const unset = flags.filter(
      ([, { userValue, recommendedValue, unconfiguredBehavesLike }]) =>
        userValue === undefined &&
        JSON.stringify(unconfiguredBehavesLike?.v2 ?? false) !== JSON.stringify(recommendedValue),
    );
    expect(unset.map(([name]) => name)).toEqual([]);
  });

  it('makes the same templates every time, so that a deployment shows what changed', async () => {
    const again = await synthesizeCached(temporaryFolder('again'));
    const [first, second] = await Promise.all([assembly, again].map((folder) => assemblyTemplates(folder)));
    expect(second?.map(({ template }) => template)).toEqual(first?.map(({ template }) => template));
  });
});
