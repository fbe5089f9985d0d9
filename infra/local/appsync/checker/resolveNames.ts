import type { Function as FunctionNode, Identifier, Node, Pattern, Program } from 'acorn';
import { childNodes } from './syntaxTree.ts';

interface Binding {
  readonly name: string;
  readonly kind: 'import' | 'function' | 'variable' | 'parameter';
  /** The function that the name stands for, if its declaration says so. */
  readonly function: Node | undefined;
  /** The function whose parameter it is, and which one. */
  readonly parameter?: { readonly of: Node; readonly index: number };
}

/** The declaration that each identifier of a module refers to. One without a declaration is a global. */
export interface ResolvedNames {
  /** The identifiers that are references, with undefined for globals. */
  readonly references: ReadonlyMap<Identifier, Binding | undefined>;
  readonly module: ReadonlyMap<string, Binding>;
  /** What the module exports: exported name to local name. */
  readonly exports: ReadonlyMap<string, string>;
  /** The functions exported as `request` and `response`. */
  readonly handlers: ReadonlySet<Node>;
}

class Scope {
  readonly bindings = new Map<string, Binding>();
  readonly #parent: Scope | undefined;
  /** Whether `var` declarations land here. */
  readonly holdsVar: boolean;

  constructor(parent: Scope | undefined, holdsVar: boolean) {
    this.#parent = parent;
    this.holdsVar = holdsVar;
  }

  declare(binding: Binding): void {
    this.bindings.set(binding.name, binding);
  }

  find(name: string): Binding | undefined {
    return this.bindings.get(name) ?? this.#parent?.find(name);
  }

  varScope(): Scope {
    return this.holdsVar || this.#parent === undefined ? this : this.#parent.varScope();
  }
}

export function resolveNames(program: Program): ResolvedNames {
  const references = new Map<Identifier, Binding | undefined>();
  const moduleScope = new Scope(undefined, true);

  const visitAll = (nodes: readonly Node[], scope: Scope) => {
    for (const node of nodes) visit(node, scope);
  };

  const visitFunction = (node: FunctionNode, outer: Scope) => {
    const scope = new Scope(outer, true);
    if (node.type === 'FunctionExpression' && node.id) {
      scope.declare({ name: node.id.name, kind: 'function', function: node });
    }
    node.params.forEach((parameter, index) => {
      for (const name of boundNames(parameter)) {
        scope.declare({ name, kind: 'parameter', function: undefined, parameter: { of: node, index } });
      }
    });
    for (const parameter of node.params) visitPattern(parameter, scope);
    if (node.body.type === 'BlockStatement') {
      declareIn(node.body.body, scope);
      visitAll(node.body.body, scope);
    } else {
      visit(node.body, scope);
    }
  };

  const visitPattern = (pattern: Pattern, scope: Scope) => {
    switch (pattern.type) {
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') visitPattern(property.argument, scope);
          else {
            if (property.computed) visit(property.key, scope);
            visitPattern(property.value, scope);
          }
        }
        return;
      case 'ArrayPattern':
        for (const element of pattern.elements) if (element !== null) visitPattern(element, scope);
        return;
      case 'RestElement':
        visitPattern(pattern.argument, scope);
        return;
      case 'AssignmentPattern':
        visitPattern(pattern.left, scope);
        visit(pattern.right, scope);
        return;
      default:
        visit(pattern, scope);
        return;
    }
  };

  const visit = (node: Node, scope: Scope): void => {
    const typed = node as Program['body'][number] | FunctionNode | Identifier | Node;
    switch (typed.type) {
      case 'Identifier':
        references.set(typed as Identifier, scope.find((typed as Identifier).name));
        return;
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        visitFunction(typed as FunctionNode, scope);
        return;
      case 'BlockStatement':
      case 'StaticBlock':
      case 'ForStatement':
      case 'ForInStatement':
      case 'ForOfStatement':
      case 'SwitchStatement':
      case 'CatchClause': {
        const inner = new Scope(scope, false);
        declareIn(blockStatements(typed), inner);
        visitAll(childNodes(typed), inner);
        return;
      }
      case 'ObjectPattern':
      case 'ArrayPattern':
      case 'AssignmentPattern':
      case 'RestElement':
        visitPattern(typed as Pattern, scope);
        return;
      case 'ImportDeclaration':
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
        return;
      case 'ExportSpecifier':
        visit((typed as Node & { readonly local: Node }).local, scope);
        return;
      case 'LabeledStatement':
        visit((typed as Node & { readonly body: Node }).body, scope);
        return;
      case 'MemberExpression':
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition':
        visitAll(namedChildren(typed), scope);
        return;
      default:
        visitAll(childNodes(typed), scope);
        return;
    }
  };

  declareIn(program.body, moduleScope);
  visitAll(program.body, moduleScope);
  const module = moduleScope.bindings;
  const exports = exportedNames(program);
  const handlers = new Set<Node>();
  for (const name of ['request', 'response']) {
    const handler = module.get(exports.get(name) ?? '')?.function;
    if (handler !== undefined) handlers.add(handler);
  }
  return { references, module, exports, handlers };
}

function exportedNames(program: Program): Map<string, string> {
  const exported = new Map<string, string>();
  for (const statement of program.body) {
    if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
    const { declaration, specifiers } = statement;
    if (declaration?.type === 'VariableDeclaration') {
      for (const name of declaration.declarations.flatMap(({ id }) => boundNames(id))) exported.set(name, name);
    } else if (declaration) {
      exported.set(declaration.id.name, declaration.id.name);
    }
    for (const { exported: name, local } of specifiers) {
      if (name.type === 'Identifier' && local.type === 'Identifier') exported.set(name.name, local.name);
    }
  }
  return exported;
}

/** Declares what the statements declare in `scope` itself, and their `var`s where those land. */
function declareIn(statements: readonly Node[], scope: Scope): void {
  for (const statement of statements) {
    const inner = isExport(statement) ? statement.declaration : statement;
    if (inner === null || inner === undefined) continue;
    declare(inner, scope);
    for (const nested of nestedVars(inner)) declareVariables(nested, scope.varScope());
  }
}

function declare(statement: Node, scope: Scope): void {
  const node = statement as Program['body'][number];
  switch (node.type) {
    case 'ImportDeclaration':
      for (const { local } of node.specifiers) scope.declare({ name: local.name, kind: 'import', function: undefined });
      return;
    case 'FunctionDeclaration':
      scope.declare({ name: node.id.name, kind: 'function', function: node });
      return;
    case 'ClassDeclaration':
      scope.declare({ name: node.id.name, kind: 'variable', function: undefined });
      return;
    case 'VariableDeclaration':
      declareVariables(node, node.kind === 'var' ? scope.varScope() : scope);
      return;
  }
}

function declareVariables(declaration: Node, scope: Scope): void {
  const { declarations } = declaration as Node & {
    readonly declarations: readonly { readonly id: Pattern; readonly init?: Node | null }[];
  };
  for (const { id, init } of declarations) {
    const value = id.type === 'Identifier' && init && isFunctionNode(init) ? init : undefined;
    for (const name of boundNames(id)) scope.declare({ name, kind: value ? 'function' : 'variable', function: value });
  }
}

/** The `var` declarations inside a statement, not counting those of functions in it. */
function nestedVars(statement: Node): Node[] {
  const found: Node[] = [];
  const search = (node: Node): void => {
    if (isFunctionNode(node)) return;
    if (node.type === 'VariableDeclaration' && (node as Node & { readonly kind: string }).kind === 'var') {
      found.push(node);
    }
    for (const child of childNodes(node)) search(child);
  };
  if (statement.type !== 'VariableDeclaration') search(statement);
  return found;
}

function blockStatements(node: Node): readonly Node[] {
  const { body, cases, init, left, param } = node as Node & {
    readonly body?: unknown;
    readonly cases?: readonly { readonly consequent: readonly Node[] }[];
    readonly init?: Node | null;
    readonly left?: Node;
    readonly param?: Pattern | null;
  };
  if (cases !== undefined) return cases.flatMap(({ consequent }) => consequent);
  if (param) {
    return [
      { type: 'VariableDeclaration', kind: 'let', declarations: [{ id: param }], start: 0, end: 0 } as unknown as Node,
    ];
  }
  const head = init ?? left;
  if (head) return [head];
  return Array.isArray(body) ? (body as readonly Node[]) : [];
}

function namedChildren(node: Node): Node[] {
  const { computed, key, property } = node as Node & {
    readonly computed?: boolean;
    readonly key?: Node;
    readonly property?: Node;
  };
  return childNodes(node).filter((child) => computed === true || (child !== key && child !== property));
}

function boundNames(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'RestElement' ? property.argument : property.value),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : boundNames(element)));
    case 'RestElement':
      return boundNames(pattern.argument);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    default:
      return [];
  }
}

function isExport(node: Node): node is Node & { readonly declaration: Node | null | undefined } {
  return node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration';
}

export function isFunctionNode(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}
