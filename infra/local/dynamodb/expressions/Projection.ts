import { setMember } from '../../shared/setMember.ts';
import { type AttributeValue, type Item, member } from '../values/AttributeValue.ts';
import { type DocumentPath, pathClash } from './DocumentPath.ts';
import { ExpressionParser } from './ExpressionParser.ts';
import type { ExpressionScope } from './ExpressionScope.ts';

type Node = Map<string | number, Node>;

/** Parses a ProjectionExpression into its paths. */
export function parseProjection(expression: string, scope: ExpressionScope): readonly DocumentPath[] {
  const parser = new ExpressionParser('ProjectionExpression', expression, scope);
  const paths: DocumentPath[] = [];
  do {
    paths.push(parser.path());
  } while (parser.takeSymbol(','));
  parser.expectEnd();
  const clash = pathClash(paths);
  if (clash !== undefined) throw parser.invalid(clash);
  return paths;
}

/** Returns the parts of an item at these paths, in the item's own structure. Elements taken from a list close up. */
export function project(item: Item, paths: readonly DocumentPath[]): Item {
  const root: Node = new Map();
  for (const path of paths) {
    let node = root;
    for (const part of path) {
      const child = node.get(part) ?? new Map();
      node.set(part, child);
      node = child;
    }
  }
  return projectMap(item, root);
}

function projectMap(item: Item, node: Node): Item {
  const projected: Record<string, AttributeValue> = {};
  for (const [part, child] of node) {
    const value = typeof part === 'string' ? member(item, part) : undefined;
    const kept = value === undefined ? undefined : projectValue(value, child);
    if (kept !== undefined) setMember(projected, String(part), kept);
  }
  return projected;
}

function projectValue(value: AttributeValue, node: Node): AttributeValue | undefined {
  if (node.size === 0) return value;
  if ('M' in value) {
    const members = projectMap(value.M, node);
    return Object.keys(members).length === 0 ? undefined : { M: members };
  }
  if (!('L' in value)) return undefined;
  const indexes = [...node.keys()].filter((part) => typeof part === 'number').sort((left, right) => left - right);
  const elements = indexes.flatMap((index) => {
    const element = value.L[index];
    const child = node.get(index);
    const kept = element === undefined || child === undefined ? undefined : projectValue(element, child);
    return kept === undefined ? [] : [kept];
  });
  return elements.length === 0 ? undefined : { L: elements };
}
