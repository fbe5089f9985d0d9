import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runEnvironment } from './runFolder.ts';
import { type Explanation, explanations } from './unexercisedGrants.ts';

const project = join(import.meta.dirname, '../..');

/** Returns what `unusedGrants` has against this run, and nothing if some stories did not run. */
export function unusedGrantsOfRun(files: readonly string[]): readonly string[] {
  const ran = new Set(files);
  const stories = globSync('test/**/*.flow.test.ts', { cwd: project });
  if (!stories.every((story) => ran.has(join(project, story)))) return [];
  return unusedGrants(readFileSync(runEnvironment().LOCAL_CLOUD_GRANTS, 'utf8'), explanations);
}

interface Grant {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
}

/** The installation that most stories run. Its stack's name begins the names of its roles. */
const installation = /^heliograph(-dev)?-(?!prod-)/i;

/**
 * Returns the grants that no role used and nothing explains, and the explanations that match no grant, a sentence each.
 * `record` is what the local IAMs wrote (GrantRecord.ts). A grant on one push platform stands for all of them.
 */
export function unusedGrants(record: string, explanations: readonly Explanation[]): readonly string[] {
  const lines = record.split('\n').map((line) => line.split('\t'));
  const read = (kind: string) =>
    new Map(
      lines
        .filter(([each, role = '']) => each === kind && installation.test(role))
        .map(([, role = '', action = '', resource = '']) => grantOf(role, action, resource))
        .map((grant) => [`${grant.role} may ${grant.action} on ${grant.resource}`, grant] as const),
    );
  const granted = read('granted');
  const used = read('used');
  if (granted.size === 0) return ['No local IAM recorded a grant.'];
  const unexplained = [...granted]
    .filter(([text, grant]) => !used.has(text) && !explanations.some((one) => explains(one, grant)))
    .map(([text]) => `Never used: ${text}.`);
  const stale = explanations
    .filter((one) => ![...granted.values()].some((grant) => explains(one, grant)))
    .map(({ reason }) => `Explains no grant: ${reason}`);
  return [...unexplained.toSorted(), ...stale];
}

/** Without what CloudFormation generates, and without the platform. */
function grantOf(role: string, action: string, resource: string): Grant {
  return {
    role: withoutSuffixes(role).replace(/^.*-/, ''),
    action,
    resource: withoutSuffixes(resource)
      .replace(/\/(APNS_SANDBOX|APNS|GCM)\/[^/]+/, '/<platform>')
      .replace(/^(arn:aws:logs:.*):\*$/, '$1'),
  };
}

function withoutSuffixes(name: string): string {
  return name.replaceAll(/-[A-Z2-7]{12}(?![A-Z2-7])/g, '');
}

function explains({ role, action, resource }: Explanation, grant: Grant): boolean {
  return (role?.test(grant.role) ?? true) && action.test(grant.action) && (resource?.test(grant.resource) ?? true);
}
