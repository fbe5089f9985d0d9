// Runs in APPSYNC_JS too: no recursion, no includes.
import { invalidInput, type Refusal } from '../Refusal.ts';
import { isList, operators } from './filterOperators.ts';

/** What a filter policy tests, in SNS's words. */
export type FilterScope = 'MessageAttributes' | 'MessageBody';

/** A part of a filter policy. `ALL`: an object, `ANY`: the alternatives of `$or`, `LEAF`: a name with conditions. */
export interface FilterNode {
  readonly kind: 'ALL' | 'ANY' | 'LEAF';
  readonly id: string;
  /** Such as `input.filterPolicy.$or[1].price`, with long names cut. */
  readonly path: string;
  readonly value: unknown;
  readonly parent: FilterNode | null;
  /** How many names lead to it. */
  readonly depth: number;
  readonly refusal: Refusal | null;
}

/** As deep as the API's arguments may be. */
const levels = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17];
const LONGEST_NAME = 64;

type Place = Omit<FilterNode, 'kind' | 'value' | 'refusal'>;

/**
 * Returns all parts of a filter policy, each behind its parent. One that SNS does not take where it is has the refusal.
 * `path`: the policy's own.
 */
export function filterNodes(path: string, policy: object, scope: FilterScope): readonly FilterNode[] {
  let nodes: FilterNode[] = [];
  let open = [nodeOf('ALL', policy, { id: '', path, parent: null, depth: 0 })];
  for (const _level of levels) {
    nodes = nodes.concat(open);
    open = open.flatMap((node) => partsOf(node, scope));
  }
  return nodes;
}

function partsOf(parent: FilterNode, scope: FilterScope): FilterNode[] {
  const { kind, value, id, path, depth, refusal } = parent;
  if (kind === 'LEAF' || refusal !== null) return [];
  if (kind === 'ANY') {
    return (value as unknown[]).map((part, index) =>
      nodeOf('ALL', part, { id: `${id}.${index}`, path: `${path}[${index}]`, parent, depth }),
    );
  }
  return Object.entries(value as object).map(([name, member], index) => {
    const at = `${path}.${name.slice(0, LONGEST_NAME)}`;
    return memberOf(name, member, scope, { id: `${id}.${index}`, path: at, parent, depth: depth + 1 });
  });
}

function memberOf(name: string, member: unknown, scope: FilterScope, place: Place): FilterNode {
  if (name === '$or') return alternatives(member, { ...place, depth: place.depth - 1 });
  if (isList(member)) return nodeOf('LEAF', member, place);
  const mayNest = scope === 'MessageBody';
  if (mayNest && typeof member === 'object' && member !== null) return nodeOf('ALL', member, place);
  const limit = `a list of values or operators${mayNest ? ', or an object' : ''}`;
  return { ...nodeOf('LEAF', [], place), refusal: invalidInput(place.path, 'not a list of values', limit) };
}

function nodeOf(kind: FilterNode['kind'], value: unknown, place: Place): FilterNode {
  const text = JSON.stringify(value);
  const isEmpty = place.parent !== null && (text === '{}' || text === '[]');
  const refusal = isEmpty ? invalidInput(place.path, 'empty', 'not empty') : null;
  return { kind, value, refusal, ...place };
}

/**
 * SNS reads `$or` as an operator only where it lists at least two objects without names of operators. Elsewhere it
 * would be the name of an attribute, which Heliograph never sends.
 */
function alternatives(value: unknown, place: Place): FilterNode {
  const parts = isList(value) ? (value as unknown[]) : [];
  if (parts.length >= 2 && parts.every((part) => isAlternative(part))) return nodeOf('ANY', parts, place);
  const limit = 'a list of at least two objects of names, none of them an operator';
  return { ...nodeOf('ANY', [], place), refusal: invalidInput(place.path, 'something else', limit) };
}

function isAlternative(part: unknown): boolean {
  if (typeof part !== 'object' || part === null || isList(part)) return false;
  return Object.keys(part).every((name) => operators.indexOf(name) < 0);
}
