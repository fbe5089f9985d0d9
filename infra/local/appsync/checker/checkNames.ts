import type { AnyNode, Node, Program } from 'acorn';
import { documentedStatics, undocumentedStatics, undocumentedStringMethods } from '../runtime/documentedBuiltIns.ts';
import { absentMethods, allowedGlobals, forbiddenMembers } from './allowedBuiltIns.ts';
import type { Report } from './checkResolverBundle.ts';
import { UNDOCUMENTED } from './Finding.ts';
import type { ResolvedNames } from './resolveNames.ts';
import { childNodes } from './syntaxTree.ts';

/** The library's own objects, whose members are not built-ins. */
const library = new Set(['util', 'extensions', 'runtime']);

/** Checks globals, their members, methods of built-in values and exports against what APPSYNC_JS documents. */
export function checkNames(program: Program, names: ResolvedNames, report: Report): void {
  for (const [identifier, binding] of names.references) {
    if (binding === undefined && !allowedGlobals.has(identifier.name)) {
      report(identifier, 'no-unlisted-globals', `${identifier.name} is not available in APPSYNC_JS.`);
    }
  }
  const visit = (node: AnyNode): void => {
    if (node.type === 'MemberExpression') checkMember(node, names, report);
    if (node.type === 'CallExpression') checkCall(node.callee, names, report);
    for (const child of childNodes(node)) visit(child as AnyNode);
  };
  visit(program);
  checkExports(program, names, report);
}

type Member = Extract<AnyNode, { type: 'MemberExpression' }>;

function checkMember(node: Member, names: ResolvedNames, report: Report): void {
  const name = memberName(node);
  if (name === undefined) return;
  if (node.object.type === 'Identifier' && isGlobal(node.object, names)) {
    const statics = staticsOf(node.object.name);
    if (undocumentedStatics[node.object.name]?.includes(name)) {
      report(node, UNDOCUMENTED, `${node.object.name}.${name} is not documented for APPSYNC_JS.`);
    } else if (statics !== undefined && !statics.includes(name)) {
      report(node, 'no-unlisted-members', `${node.object.name}.${name} is not available in APPSYNC_JS.`);
      return;
    }
  }
  if (forbiddenMembers.has(name)) report(node, 'no-function-methods', `${name} is not supported.`);
}

function checkCall(callee: Node, names: ResolvedNames, report: Report): void {
  const called = callee as AnyNode;
  if (called.type === 'Identifier' && isGlobal(called, names) && staticsOf(called.name) !== undefined) {
    report(called, 'no-unlisted-members', `${called.name} cannot be called in APPSYNC_JS.`);
  }
  if (called.type !== 'MemberExpression') return;
  const name = memberName(called);
  if (name === undefined || !absentMethods.has(name) || forbiddenMembers.has(name) || isLibrary(called, names)) return;
  if (called.object.type === 'Identifier' && isGlobal(called.object, names)) return;
  if (undocumentedStringMethods.includes(name)) {
    report(called, UNDOCUMENTED, `The method ${name} is not documented for APPSYNC_JS.`);
  } else {
    report(called, 'no-unlisted-methods', `The method ${name} is not available in APPSYNC_JS.`);
  }
}

/** Returns the documented members of a global that has members, `undefined` for any other name. */
function staticsOf(name: string): readonly string[] | undefined {
  if (Object.hasOwn(documentedStatics, name)) return documentedStatics[name];
  return Object.hasOwn(undocumentedStatics, name) ? [] : undefined;
}

function memberName(node: Member): string | undefined {
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : undefined;
  return node.property.type === 'Literal' && typeof node.property.value === 'string' ? node.property.value : undefined;
}

function isGlobal(identifier: Extract<AnyNode, { type: 'Identifier' }>, names: ResolvedNames): boolean {
  return names.references.has(identifier) && names.references.get(identifier) === undefined;
}

/** Returns whether a chain of members begins at the library: `util.dynamodb.toString`, `ddb.get`. */
function isLibrary(node: Member, names: ResolvedNames): boolean {
  let root: AnyNode = node;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type !== 'Identifier') return false;
  const binding = names.references.get(root);
  return binding === undefined ? library.has(root.name) : binding.kind === 'import';
}

function checkExports(program: Program, names: ResolvedNames, report: Report): void {
  for (const handler of ['request', 'response']) {
    const local = names.exports.get(handler);
    const binding = local === undefined ? undefined : names.module.get(local);
    if (binding === undefined) {
      report(program, 'handler-exports', `The code does not export a function named ${handler}.`);
    } else if (binding.function === undefined) {
      report(program, 'handler-exports', `The export ${handler} is not a function.`);
    }
  }
}
