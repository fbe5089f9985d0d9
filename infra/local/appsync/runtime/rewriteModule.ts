import { type Node, type Program, parse } from 'acorn';
import { childNodes } from '../checker/syntaxTree.ts';
import { SourceEdits } from './SourceEdits.ts';

/** A name that the module imports, which the rewritten function takes as a parameter. */
interface ImportedBinding {
  readonly local: string;
  readonly module: string;
  /** The exported name, or `*` for a namespace import. */
  readonly imported: string;
}

/**
 * An APPSYNC_JS module as the body of a function: the same lines, imports as parameters, exports as the returned
 * object.
 */
export interface RewrittenModule {
  readonly body: string;
  readonly imports: readonly ImportedBinding[];
  /** The parameter that loops call with their iteration's number, and functions with 0. */
  readonly tick: string;
  /** Parameters that count iterations, one for each loop. */
  readonly counters: readonly string[];
  readonly edits: SourceEdits;
}

/** Rewrites a module that passed the checker: it has no re-exports and no default export. */
export function rewriteModule(source: string): RewrittenModule {
  const program = parse(source, { ecmaVersion: 'latest', sourceType: 'module' });
  const prefix = unusedPrefix(source);
  const tick = `${prefix}tick`;
  const edits = new SourceEdits(source);
  edits.open(0, "'use strict';");

  const imports: ImportedBinding[] = [];
  const exported = new Map<string, string>();
  moveBindings(program, edits, imports, exported);
  const counters = countIterations(program, edits, prefix, tick);

  const members = [...exported].map(([name, local]) => `${JSON.stringify(name)}: ${local}`);
  return { body: `${edits.apply()}\nreturn { ${members.join(', ')} };`, imports, tick, counters, edits };
}

function unusedPrefix(source: string): string {
  let prefix = '$$';
  while (source.includes(prefix)) prefix += '$';
  return prefix;
}

function moveBindings(
  program: Program,
  edits: SourceEdits,
  imports: ImportedBinding[],
  exported: Map<string, string>,
): void {
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') {
      const module = String(statement.source.value);
      for (const specifier of statement.specifiers) {
        const imported =
          specifier.type === 'ImportSpecifier'
            ? moduleName(specifier.imported)
            : specifier.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        imports.push({ local: specifier.local.name, module, imported });
      }
      edits.blank(statement.start, statement.end);
    } else if (statement.type === 'ExportNamedDeclaration') {
      if (statement.declaration === null || statement.declaration === undefined) {
        for (const specifier of statement.specifiers) {
          exported.set(moduleName(specifier.exported), moduleName(specifier.local));
        }
        edits.blank(statement.start, statement.end);
      } else {
        const declaration = statement.declaration;
        edits.blank(statement.start, declaration.start);
        if (declaration.type === 'VariableDeclaration') {
          for (const { id } of declaration.declarations) {
            if (id.type === 'Identifier') exported.set(id.name, id.name);
          }
        } else {
          exported.set(declaration.id.name, declaration.id.name);
        }
      }
    }
  }
}

function moduleName(node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string {
  return node.type === 'Identifier' ? String(node.name) : String(node.value);
}

function countIterations(program: Program, edits: SourceEdits, prefix: string, tick: string): string[] {
  const counters: string[] = [];
  const visit = (node: Node): void => {
    if (isLoop(node)) {
      const counter = `${prefix}${counters.length}`;
      counters.push(counter);
      // A loop over an expression starts its count when that expression is evaluated.
      edits.open(node.right.start, `(${counter} = 0, `);
      edits.close(node.right.end, ')');
      enter(node.body, `${tick}(${counter} += 1);`, edits);
    } else if (isFunction(node)) {
      if (node.body.type === 'BlockStatement') {
        edits.open(node.body.start + 1, `${tick}(0);`);
      } else {
        edits.open(node.body.start, `(${tick}(0), `);
        edits.close(node.body.end, ')');
      }
    }
    for (const child of childNodes(node)) visit(child);
  };
  visit(program);
  return counters;
}

function enter(body: Node, statement: string, edits: SourceEdits): void {
  if (body.type === 'BlockStatement') {
    edits.open(body.start + 1, statement);
  } else {
    edits.open(body.start, `{${statement}`);
    edits.close(body.end, '}');
  }
}

function isLoop(node: Node): node is Node & { readonly right: Node; readonly body: Node } {
  return node.type === 'ForOfStatement' || node.type === 'ForInStatement';
}

function isFunction(node: Node): node is Node & { readonly body: Node } {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}
