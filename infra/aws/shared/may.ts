import { type IGrantable, PolicyStatement, type PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { FunctionVariable } from '../../../functions/rules/environmentNames.ts';

export type FunctionEnvironment = Readonly<Partial<Record<FunctionVariable, string>>>;

/** What a role may do with something, and what a function that has the role must know to do it. */
export interface Grant {
  readonly statements: readonly PolicyStatementProps[];
  readonly environment: FunctionEnvironment;
}

/** Something that can be used in some ways, each a verb. */
export interface Usable<Verb extends string> {
  permit(verbs: readonly Verb[]): Grant;
}

/** Returns the permission to use it in these ways and no others, such as `may(tables.devices, 'get', 'put')`. */
export function may<Verb extends string>(usable: Usable<Verb>, ...verbs: readonly NoInfer<Verb>[]): Grant {
  return usable.permit(verbs);
}

export interface UsableProps<Verb extends string> {
  /** The IAM action of each verb. */
  readonly actions: Readonly<Record<Verb, string>>;
  readonly resources: readonly string[];
  readonly conditions?: PolicyStatementProps['conditions'];
  /** What a function must know to use it. @default - nothing */
  readonly environment?: FunctionEnvironment;
}

/** Returns what can be used by one IAM action a verb, on the same resources. */
export function usable<Verb extends string>(props: UsableProps<Verb>): Usable<Verb> {
  const { actions, resources, conditions, environment = {} } = props;
  return {
    permit: (verbs) => ({
      statements: [
        {
          actions: verbs.map((verb) => actions[verb]),
          resources: [...resources],
          ...(conditions === undefined ? {} : { conditions }),
        },
      ],
      environment,
    }),
  };
}

/** Gives the role all of these permissions. */
export function giveGrants({ grantPrincipal }: IGrantable, grants: readonly Grant[]): void {
  for (const statement of grants.flatMap(({ statements }) => statements)) {
    grantPrincipal.addToPrincipalPolicy(new PolicyStatement(statement));
  }
}
