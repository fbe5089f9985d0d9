import type { AnyNode } from 'acorn';
import { allowedModules } from './allowedBuiltIns.ts';
import type { Report } from './checkResolverBundle.ts';

/** The rules that one node alone can break. */
export function checkSyntax(node: AnyNode, report: Report): void {
  switch (node.type) {
    case 'UpdateExpression':
      report(node, 'no-unary', `${node.operator} is not supported; write ${node.operator === '++' ? '+=' : '-='} 1.`);
      return;
    case 'UnaryExpression':
      if (node.operator === '~') report(node, 'no-unary', '~ is not supported.');
      return;
    case 'BinaryExpression':
      if (node.operator === 'in') report(node, 'no-in', 'The operator in is not supported; use Object.hasOwn.');
      if (node.operator === 'instanceof') report(node, 'no-instanceof', 'The operator instanceof is not supported.');
      return;
    case 'TryStatement':
      report(node, 'no-try', 'try, catch and finally are not supported.');
      return;
    case 'ThrowStatement':
      report(node, 'no-throw', 'throw is not supported; use util.error.');
      return;
    case 'WhileStatement':
      report(node, 'no-while', 'while is not supported; use for-of.');
      return;
    case 'DoWhileStatement':
      report(node, 'no-do-while', 'do-while is not supported; use for-of.');
      return;
    case 'ForStatement':
      report(node, 'no-for', 'for (;;) is not supported; use for-of or for-in.');
      return;
    case 'ForOfStatement':
      if (node.await) report(node, 'no-async', 'for await is not supported.');
      return;
    case 'ContinueStatement':
      report(node, 'no-continue', 'continue is not supported.');
      return;
    case 'LabeledStatement':
      report(node, 'no-labels', 'Labels are not supported.');
      return;
    case 'Literal':
      if (node.regex) report(node, 'no-regex', 'Regular expression literals are not supported; use util.matches.');
      if (typeof node.bigint === 'string') report(node, 'no-bigint', 'BigInt is not supported.');
      return;
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (node.async) report(node, 'no-async', 'async functions are not supported.');
      if (node.generator) report(node, 'no-generators', 'Generators are not supported.');
      return;
    case 'AwaitExpression':
      report(node, 'no-async', 'await is not supported.');
      return;
    case 'YieldExpression':
      report(node, 'no-generators', 'yield is not supported.');
      return;
    case 'ClassDeclaration':
    case 'ClassExpression':
      report(node, 'no-classes', 'Classes are not supported.');
      return;
    case 'ThisExpression':
      report(node, 'no-this', 'this is not supported.');
      return;
    case 'NewExpression':
      report(node, 'no-new', 'new is not supported.');
      return;
    case 'Property':
      if (node.kind !== 'init') report(node, 'no-accessors', 'Getters and setters are not supported.');
      return;
    case 'DebuggerStatement':
      report(node, 'no-debugger', 'debugger is not supported.');
      return;
    case 'ImportDeclaration':
      if (!allowedModules.has(String(node.source.value))) {
        report(
          node,
          'allowed-imports',
          `Only @aws-appsync/utils and its modules can be imported, not ${JSON.stringify(node.source.value)}.`,
        );
      }
      return;
    case 'ImportExpression':
    case 'MetaProperty':
      report(node, 'allowed-imports', 'import() and import.meta are not supported.');
      return;
    case 'ExportAllDeclaration':
    case 'ExportDefaultDeclaration':
      report(node, 'handler-exports', 'Only named exports of the module itself are supported.');
      return;
    case 'ExportNamedDeclaration':
      if (node.source) report(node, 'handler-exports', 'Only named exports of the module itself are supported.');
      return;
  }
}
