import {
  documentedArrayMethods,
  documentedStatics,
  documentedStringMethods,
  undocumentedStatics,
} from '../runtime/documentedBuiltIns.ts';

/** The globals that APPSYNC_JS has, and those whose members the checker judges. Any other of JavaScript is absent. */
export const allowedGlobals: ReadonlySet<string> = new Set([
  'NaN',
  'Infinity',
  'undefined',
  'util',
  'extensions',
  'runtime',
  ...Object.keys(documentedStatics),
  ...Object.keys(undocumentedStatics),
]);

/** Modules that may be imported. Those of data sources that the local runtime lacks fail when they are used. */
export const allowedModules: ReadonlySet<string> = new Set([
  '@aws-appsync/utils',
  '@aws-appsync/utils/dynamodb',
  '@aws-appsync/utils/rds',
  '@aws-appsync/utils/ai',
]);

const allowedMethods: ReadonlySet<string> = new Set([...documentedStringMethods, ...documentedArrayMethods]);

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
