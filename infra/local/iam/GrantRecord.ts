import { appendFileSync } from 'node:fs';
import type { CompiledPolicy, CompiledStatement } from './compilePolicy.ts';
import type { AccessRequest } from './evaluate.ts';
import { matchesPattern, type Pattern, textOfPattern } from './pattern.ts';

/** One action on one resource that a role's policies allow, both as the policy writes them. */
interface Grant {
  readonly statement: CompiledStatement;
  readonly action: string;
  readonly resource: Pattern;
  readonly line: string;
}

/**
 * Appends to a file what the policies of roles allow, and the first use of each: a line `granted` or `used`, then
 * role, action and resource, with tabs between. Several processes may append to one file. Statements with `NotAction`
 * or `NotResource` are not recorded.
 */
export class GrantRecord {
  readonly #file: string;
  readonly #written = new Set<string>();
  readonly #unused = new Map<string, readonly Grant[]>();

  constructor(file: string) {
    this.#file = file;
  }

  /** Notes what a role is allowed now. */
  granted(role: string, policies: readonly CompiledPolicy[]): void {
    const grants = policies.flatMap(({ statements }) => statements.flatMap((statement) => grantsOf(role, statement)));
    for (const { line } of grants) this.#write('granted', line);
    this.#unused.set(
      role,
      grants.filter(({ line }) => !this.#written.has(`used\t${line}`)),
    );
  }

  /** Notes a request of a role that its policies allow. */
  used(role: string, request: AccessRequest): void {
    const unused = this.#unused.get(role) ?? [];
    if (unused.length === 0) return;
    const found = unused.filter((grant) => allows(grant, request));
    if (found.length === 0) return;
    for (const { line } of found) this.#write('used', line);
    this.#unused.set(
      role,
      unused.filter((grant) => !found.includes(grant)),
    );
  }

  #write(kind: 'granted' | 'used', grant: string): void {
    const line = `${kind}\t${grant}`;
    if (this.#written.has(line)) return;
    this.#written.add(line);
    appendFileSync(this.#file, `${line}\n`);
  }
}

function grantsOf(role: string, statement: CompiledStatement): readonly Grant[] {
  const { effect, actions, notActions, resources, notResources } = statement;
  if (effect !== 'Allow' || notActions || notResources) return [];
  return actions.flatMap((action) =>
    resources.map((resource) => {
      return { statement, action, resource, line: [role, textOfPattern(action), resource.source].join('\t') };
    }),
  );
}

function allows({ statement, action, resource }: Grant, request: AccessRequest): boolean {
  const resolved = resource.resolve(request.lookup);
  return (
    matchesPattern(action, request.action.toLowerCase()) &&
    resolved !== undefined &&
    matchesPattern(resolved, request.resource) &&
    statement.conditions.every((condition) => condition(request.lookup))
  );
}
