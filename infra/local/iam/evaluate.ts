import type { Principal } from '../platform/Principal.ts';
import { principalArn } from '../platform/Principal.ts';
import type { CompiledPolicy, CompiledStatement, Principals } from './compilePolicy.ts';
import { type ContextLookup, matchesPattern } from './pattern.ts';

export interface AccessRequest {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly lookup: ContextLookup;
  readonly accountId: string;
}

export interface Outcome {
  /** `delegated`: a resource policy names the whole account, so the identity's own policies decide. */
  readonly effect: 'deny' | 'allow' | 'delegated' | 'none';
  /** Whether principal, action and resource alone decide the effect, so that it may be remembered. */
  readonly constant: boolean;
}

/**
 * Evaluates a set of policies, explicit deny first.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(policies: readonly CompiledPolicy[], request: AccessRequest): Outcome {
  let effect: Outcome['effect'] = 'none';
  let constant = true;
  const action = request.action.toLowerCase();
  for (const policy of policies) {
    for (const statement of policy.statements) {
      if (!matchesAction(statement, action)) continue;
      if (statement.conditions.length > 0 || statement.resources.some((resource) => resource.hasVariables)) {
        constant = false;
      }
      if (!matchesResource(statement, request)) continue;
      const named = principalMatch(statement, request);
      if (named === 'no' || !statement.conditions.every((condition) => condition(request.lookup))) continue;
      if (statement.effect === 'Deny') return { effect: 'deny', constant };
      if (named === 'directly') effect = 'allow';
      else if (effect === 'none') effect = 'delegated';
    }
  }
  return { effect, constant };
}

function matchesAction(statement: CompiledStatement, action: string): boolean {
  return statement.actions.some((pattern) => matchesPattern(pattern, action)) !== statement.notActions;
}

/** Matches a resource pattern as one text, in which `*` passes over colons. A trust policy matches any resource. */
function matchesResource(statement: CompiledStatement, { resource, lookup }: AccessRequest): boolean {
  if (statement.resources.length === 0) return true;
  const named = statement.resources.some((pattern) => {
    const resolved = pattern.resolve(lookup);
    return resolved !== undefined && matchesPattern(resolved, resource);
  });
  return named !== statement.notResources;
}

function principalMatch(statement: CompiledStatement, request: AccessRequest): 'directly' | 'by account' | 'no' {
  // An identity policy applies to the identity that it is attached to.
  if (statement.principals === undefined) return 'directly';
  const match = namesPrincipal(statement.principals, request);
  if (statement.notPrincipals) return match === 'no' ? 'directly' : 'no';
  return match;
}

/**
 * Returns whether a statement names the principal.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function namesPrincipal(
  principals: Principals,
  { principal, accountId }: AccessRequest,
): 'directly' | 'by account' | 'no' {
  if (principals.everyone) return 'directly';
  switch (principal.kind) {
    case 'service':
      return principals.service.has(principal.service) ? 'directly' : 'no';
    case 'role':
      if (principals.aws.has(principal.roleArn) || principals.aws.has(principalArn(principal, accountId))) {
        return 'directly';
      }
      return principals.aws.has(accountId) || principals.aws.has(`arn:aws:iam::${accountId}:root`)
        ? 'by account'
        : 'no';
    case 'root':
      return principals.aws.has(accountId) || principals.aws.has(`arn:aws:iam::${accountId}:root`) ? 'directly' : 'no';
    case 'anonymous':
      return 'no';
  }
}
