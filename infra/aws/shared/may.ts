import { type IGrantable, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { FunctionVariable } from '../../../functions/rules/environmentNames.ts';
import { acknowledgePattern } from './acknowledge.ts';

export type FunctionEnvironment = Readonly<Partial<Record<FunctionVariable, string>>>;

/** What a role may do, and what a function that has the role must know to do it. */
export interface Grant {
  readonly statements: readonly GrantStatement[];
  readonly environment: FunctionEnvironment;
}

export interface GrantStatement extends Required<Pick<PolicyStatementProps, 'actions' | 'resources'>> {
  readonly conditions?: NonNullable<PolicyStatementProps['conditions']>;
  /** Why resources are patterns with `*`. @default - they are none */
  readonly becauseOfPattern?: string;
}

/** Something that can be used in some ways, each a verb. */
export interface Usable<Verb extends string> {
  permit(verbs: readonly Verb[]): Grant;
}

/** Returns the permission to use it in these ways and no others, such as `may(tables.devices, 'get', 'put')`. */
export function may<Verb extends string>(usable: Usable<Verb>, ...verbs: readonly NoInfer<Verb>[]): Grant {
  return usable.permit(verbs);
}

export interface UsableProps<Verb extends string> extends Omit<GrantStatement, 'actions'> {
  /** The IAM action of each verb. */
  readonly actions: Readonly<Record<Verb, string>>;
  /** What a function must know to use it. @default - nothing */
  readonly environment?: FunctionEnvironment;
}

/** Returns what can be used by one IAM action a verb, on the same resources. */
export function usable<Verb extends string>(props: UsableProps<Verb>): Usable<Verb> {
  const { actions, environment = {}, ...statement } = props;
  return {
    permit: (verbs) => ({
      statements: [{ ...statement, actions: verbs.map((verb) => actions[verb]) }],
      environment,
    }),
  };
}

/** Returns the permissions as IAM has them. */
export function policyStatements(grants: readonly Grant[]): PolicyStatement[] {
  return grants
    .flatMap(({ statements }) => statements)
    .map(({ becauseOfPattern: _, ...statement }) => new PolicyStatement(statement));
}

/** Gives a role, or what has one, all of these permissions. */
export function giveGrants(grantee: IGrantable & Construct, grants: readonly Grant[]): void {
  for (const statement of policyStatements(grants)) grantee.grantPrincipal.addToPrincipalPolicy(statement);
  for (const { resources, becauseOfPattern } of grants.flatMap(({ statements }) => statements)) {
    const patterns = resources.filter((resource) => resource.includes('*'));
    if (patterns.length > 0 && becauseOfPattern === undefined) {
      throw new Error(`${grantee.node.path} may use ${patterns.join(', ')}: say why in becauseOfPattern.`);
    }
    for (const pattern of patterns) acknowledgePattern(grantee, pattern, becauseOfPattern ?? '');
  }
}
