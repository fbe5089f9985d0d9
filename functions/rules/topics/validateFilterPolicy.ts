// Runs in APPSYNC_JS too: no recursion, no includes.
import { invalidInput, type Refusal } from '../Refusal.ts';
import { type FilterNode, type FilterScope, filterNodes } from './filterNodes.ts';
import { isList, isMatch, isNumber, operators } from './filterOperators.ts';
import { pointsOf } from './wildcardPattern.ts';

/** Amazon SNS Developer Guide, "Filter policy constraints". */
const MOST_NAMES = 5;
const MOST_COMBINATIONS = 150;
const MOST_POINTS = 100;
const MOST_CHARACTERS = 4096;

/**
 * Returns the first refusal of a filter policy on message attributes or bodies, or null. It names the path in the
 * policy. `policy`: parsed JSON.
 */
export function validateFilterPolicy(field: string, policy: unknown, scope: FilterScope): Refusal | null {
  if (typeof policy !== 'object' || policy === null || isList(policy)) {
    return invalidInput(field, 'not a JSON object', 'a JSON object');
  }
  const { length } = JSON.stringify(policy);
  if (length > MOST_CHARACTERS) {
    return invalidInput(field, `${length} characters`, `at most ${MOST_CHARACTERS} characters`);
  }
  const nodes = filterNodes(field, policy, scope);
  const wrong = nodes.find(({ refusal }) => refusal !== null);
  if (wrong) return wrong.refusal;
  const leaves = nodes.filter(({ kind }) => kind === 'LEAF');
  // SNS counts all names of attributes, and of a body's properties those at the top.
  const names = scope === 'MessageBody' ? Object.keys(policy).length : leaves.length;
  if (names < 1 || names > MOST_NAMES) return invalidInput(field, `${names} names`, `1–${MOST_NAMES} names`);
  return validateLeaves(leaves) ?? validateComplexity(field, nodes, scope);
}

function validateLeaves(leaves: readonly FilterNode[]): Refusal | null {
  const long = leaves.find(({ value }) => listOf(value).length > MOST_COMBINATIONS);
  if (long) {
    return invalidInput(long.path, `${listOf(long.value).length} values`, `at most ${MOST_COMBINATIONS} combinations`);
  }
  const malformed = leaves.find(({ value }) => listOf(value).some((condition) => !isCondition(condition)));
  if (!malformed) return null;
  const values = 'strings, numbers from -10^9 to 10^9, booleans, null';
  const limit = `${values}, or an object of one operator (${operators.join(', ')}) with what SNS takes for it`;
  return invalidInput(malformed.path, 'with something else in its list', limit);
}

function isCondition(value: unknown): boolean {
  return typeof value === 'number' ? isNumber(value) : typeof value !== 'object' || value === null || isMatch(value);
}

function validateComplexity(field: string, nodes: readonly FilterNode[], scope: FilterScope): Refusal | null {
  const combinations = countCombinations(nodes, scope);
  if (combinations > MOST_COMBINATIONS) {
    return invalidInput(field, `${combinations} combinations of values`, `at most ${MOST_COMBINATIONS} combinations`);
  }
  const points = nodes.reduce((sum, { kind, value }) => sum + (kind === 'LEAF' ? leafPoints(value) : 0), 0);
  if (points <= MOST_POINTS) return null;
  return invalidInput(field, `${points} points of wildcard patterns`, `at most ${MOST_POINTS} points`);
}

/** The values of names are multiplied, a nested one counts once for each level, alternatives are added. */
function countCombinations(nodes: readonly FilterNode[], scope: FilterScope): number {
  const totals: Record<string, number> = {};
  // From the leaves up: a node is behind its parent.
  for (const node of nodes.map((_, index) => nodes[nodes.length - 1 - index])) {
    if (node) {
      const levels = scope === 'MessageBody' ? node.depth : 1;
      const own = node.kind === 'LEAF' ? listOf(node.value).length * levels : (totals[node.id] ?? 1);
      const { parent } = node;
      if (parent) {
        const before = totals[parent.id];
        totals[parent.id] = parent.kind === 'ANY' ? (before ?? 0) + own : (before ?? 1) * own;
      }
    }
  }
  return totals[''] ?? 1;
}

function leafPoints(value: unknown): number {
  const points = listOf(value).flatMap((condition) => pointsOf(condition));
  return points.reduce((sum, each) => sum + each, 0) * points.length;
}

function listOf(value: unknown): readonly unknown[] {
  return value as unknown[];
}
