/** What APPSYNC_JS has (AWS AppSync developer guide, "Supported runtime features"); anything else of JavaScript is absent. */
export const allowedGlobals: ReadonlySet<string> = new Set([
  'NaN',
  'Infinity',
  'undefined',
  'util',
  'extensions',
  'runtime',
  'Object',
  'String',
  'Number',
  'Math',
  'JSON',
  'console',
]);

export const allowedStatics: Readonly<Record<string, readonly string[]>> = {
  Object: ['assign', 'entries', 'hasOwn', 'keys', 'values'],
  String: ['raw'],
  Number: ['isFinite', 'isNaN'],
  Math: ['random', 'min', 'max', 'round', 'floor', 'ceil'],
  JSON: ['parse', 'stringify'],
  console: ['log', 'error'],
};

/** Modules that may be imported; those of data sources that the local runtime lacks fail when they are used. */
export const allowedModules: ReadonlySet<string> = new Set([
  '@aws-appsync/utils',
  '@aws-appsync/utils/dynamodb',
  '@aws-appsync/utils/rds',
  '@aws-appsync/utils/ai',
]);

const allowedMethods: ReadonlySet<string> = new Set([
  'charAt',
  'concat',
  'endsWith',
  'every',
  'fill',
  'filter',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flat',
  'flatMap',
  'forEach',
  'indexOf',
  'join',
  'lastIndexOf',
  'map',
  'pop',
  'push',
  'reduce',
  'reduceRight',
  'replace',
  'replaceAll',
  'reverse',
  'shift',
  'slice',
  'some',
  'sort',
  'splice',
  'split',
  'startsWith',
  'toLowerCase',
  'toUpperCase',
  'trim',
  'trimEnd',
  'trimStart',
  'unshift',
]);

/** Methods that JavaScript's own values have and APPSYNC_JS's do not. */
export const absentMethods: ReadonlySet<string> = new Set(
  [Array, String, Number, Boolean, Object, RegExp, Date, Promise]
    .flatMap(({ prototype }) => Object.getOwnPropertyNames(prototype))
    .filter((name) => name !== 'constructor' && name !== 'length' && !allowedMethods.has(name)),
);

/** Members that reach behind the language. */
export const forbiddenMembers: ReadonlySet<string> = new Set([
  'constructor',
  'prototype',
  '__proto__',
  'apply',
  'bind',
  'call',
]);
