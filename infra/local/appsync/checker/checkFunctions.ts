import type { AnyNode, Function as FunctionNode, Node, Program } from 'acorn';
import type { Report } from './checkResolverBundle.ts';
import { isFunctionNode, type ResolvedNames } from './resolveNames.ts';
import { childNodes } from './syntaxTree.ts';

interface Call {
  readonly node: Node;
  readonly target: Node;
  /** The functions that the call is written in, innermost last. */
  readonly within: readonly Node[];
}

/**
 * Checks functions: no recursion, no function passed to or returned by the module's own ones, the context not replaced.
 */
export function checkFunctions(program: Program, names: ResolvedNames, report: Report): void {
  const calls: Call[] = [];
  const visit = (node: AnyNode, within: readonly FunctionNode[]): void => {
    switch (node.type) {
      case 'CallExpression':
        checkArguments(node, names, report);
        if (node.callee.type === 'Identifier') {
          const target = names.references.get(node.callee)?.function;
          if (target !== undefined) calls.push({ node, target, within });
        }
        break;
      case 'ReturnStatement':
        if (node.argument && isFunction(node.argument, names)) reportResult(node.argument, report);
        break;
      case 'ArrowFunctionExpression':
        if (node.body.type !== 'BlockStatement' && isFunction(node.body, names)) reportResult(node.body, report);
        break;
      case 'UnaryExpression':
        if (node.operator === 'delete' && isStash(node.argument, names)) {
          report(node, 'no-context-assignment', 'The stash cannot be deleted.');
        }
        break;
      case 'AssignmentExpression':
        checkAssignment(node, names, report);
        break;
    }
    const inner = isFunctionNode(node) ? [...within, node] : within;
    for (const child of childNodes(node)) visit(child as AnyNode, inner);
  };
  visit(program, []);
  reportRecursion(calls, report);
}

function checkArguments(
  node: Extract<AnyNode, { type: 'CallExpression' }>,
  names: ResolvedNames,
  report: Report,
): void {
  if (isFunctionNode(node.callee)) {
    report(node.callee, 'no-function-arguments', 'Calling a function expression in place is not supported.');
  }
  if (node.callee.type !== 'Identifier') return;
  const binding = names.references.get(node.callee);
  if (binding === undefined || binding.kind === 'import') return;
  for (const argument of node.arguments) {
    if (isFunction(argument, names)) {
      report(argument, 'no-function-arguments', 'Passing a function to a function of your own is not supported.');
    }
  }
}

function reportResult(node: Node, report: Report): void {
  report(node, 'no-function-results', 'Returning a function is not supported.');
}

function checkAssignment(
  node: Extract<AnyNode, { type: 'AssignmentExpression' }>,
  names: ResolvedNames,
  report: Report,
): void {
  if (isContext(node.left, names)) report(node, 'no-context-assignment', 'The context cannot be replaced.');
  if (isStash(node.left, names)) report(node, 'no-context-assignment', 'The stash cannot be replaced.');
}

function isContext(node: Node, names: ResolvedNames): boolean {
  const typed = node as AnyNode;
  const parameter = typed.type === 'Identifier' ? names.references.get(typed)?.parameter : undefined;
  if (parameter?.index !== 0) return false;
  return names.handlers.has(parameter.of);
}

function isStash(node: Node, names: ResolvedNames): boolean {
  const typed = node as AnyNode;
  if (typed.type !== 'MemberExpression' || !isContext(typed.object, names)) return false;
  return typed.property.type === 'Identifier' && !typed.computed && typed.property.name === 'stash';
}

function isFunction(node: Node, names: ResolvedNames): boolean {
  if (isFunctionNode(node)) return true;
  const typed = node as AnyNode;
  return typed.type === 'Identifier' && names.references.get(typed)?.function !== undefined;
}

function reportRecursion(calls: readonly Call[], report: Report): void {
  const callees = new Map<Node, Set<Node>>();
  for (const { target, within } of calls) {
    for (const caller of within) callees.set(caller, (callees.get(caller) ?? new Set()).add(target));
  }
  const reaches = (from: Node, goal: Node): boolean => {
    const seen = new Set<Node>();
    const pending = [from];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (next === goal) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      pending.push(...(callees.get(next) ?? []));
    }
    return false;
  };
  for (const { node, target, within } of calls) {
    if (within.some((caller) => reaches(target, caller))) {
      report(node, 'no-recursion', 'Recursive function calls are not supported.');
    }
  }
}
