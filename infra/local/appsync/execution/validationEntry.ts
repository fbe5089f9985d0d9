import { type ASTNode, type DocumentNode, type GraphQLError, Kind, print, visit } from 'graphql';
import { entryLocations, type ResponseEntry, requestEntry } from './ResponseEntry.ts';

type Words = readonly [kind: string, text: string];

/** Maps graphql-js's message of a broken rule to graphql-java's kind and words for the same rule. */
const rules: readonly (readonly [
  pattern: RegExp,
  words: (found: readonly string[], error: GraphQLError, document: DocumentNode) => Words,
])[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([, field, type]) => ['FieldUndefined', `Field '${field}' in type '${type}' is undefined`],
  ],
  [
    /^Field "(\w+)" of type "(.+)" must have a selection of subfields/,
    ([, field, type]) => ['SubSelectionRequired', `Sub selection required for type ${bare(type)} of field ${field}`],
  ],
  [
    /^Field "(\w+)" must not have a selection since type "(.+)" has no subfields/,
    ([, field, type]) => [
      'SubSelectionNotAllowed',
      `Sub selection not allowed on leaf type ${bare(type)} of field ${field}`,
    ],
  ],
  [/^Unknown argument "(\w+)" on field/, ([, argument]) => ['UnknownArgument', `Unknown field argument ${argument}`]],
  [
    /^Unknown argument "(\w+)" on directive "@(\w+)"/,
    ([, argument]) => ['UnknownDirective', `Unknown directive argument ${argument}`],
  ],
  [
    /^Field "\w+" argument "(\w+)" of type ".+" is required/,
    ([, argument]) => ['MissingFieldArgument', `Missing field argument ${argument}`],
  ],
  [
    /^Directive "@(\w+)" argument "(\w+)" of type ".+" is required/,
    ([, directive, argument]) => ['MissingDirectiveArgument', `Missing directive argument ${argument} of ${directive}`],
  ],
  [
    /^Field "(\w+)\.(\w+)" of required type "(.+)" was not provided/,
    ([, type, field]) => ['WrongType', `argument value is missing required fields '[${field}]' of '${type}'`],
  ],
  [/^Variable "\$(\w+)" is not defined/, ([, variable]) => ['UndefinedVariable', `Undefined variable ${variable}`]],
  [/^Variable "\$(\w+)" is never used/, ([, variable]) => ['UnusedVariable', `Unused variable ${variable}`]],
  [
    /^Variable "\$\w+" of type "(.+)" used in position expecting type "(.+)"/,
    ([, actual, expected]) => [
      'VariableTypeMismatch',
      `Variable type '${actual}' doesn't match expected type '${expected}'`,
    ],
  ],
  [
    /^Variable "\$(\w+)" cannot be non-input type "(.+)"/,
    ([, variable, type]) => ['NonInputTypeOnVariable', `Input variable ${variable} type ${type} is not an input type`],
  ],
  [
    /^There can be only one variable named "\$(\w+)"/,
    ([, variable]) => ['DuplicateVariableName', `There can be only one variable named '${variable}'`],
  ],
  [
    /^There can be only one operation named "(\w+)"/,
    ([, operation]) => ['DuplicateOperationName', `There can be only one operation named '${operation}'`],
  ],
  [
    /^There can be only one argument named "(\w+)"/,
    ([, argument]) => ['DuplicateArgumentNames', `There can be only one argument named '${argument}'`],
  ],
  [
    /^There can be only one fragment named "(\w+)"/,
    ([, fragment]) => ['DuplicateFragmentName', `There can be only one fragment named '${fragment}'`],
  ],
  [
    /^This anonymous operation must be the only defined operation/,
    () => ['LoneAnonymousOperationViolation', 'Anonymous operation with other operations.'],
  ],
  [/^Unknown type "(\w+)"/, ([, type]) => ['UnknownType', `Unknown type ${type}`]],
  [/^Unknown fragment "(\w+)"/, ([, fragment]) => ['UndefinedFragment', `Undefined fragment ${fragment}`]],
  [/^Fragment "(\w+)" is never used/, ([, fragment]) => ['UnusedFragment', `Unused fragment ${fragment}`]],
  [/^Cannot spread fragment "(\w+)" within itself/, () => ['FragmentCycle', 'Fragment cycles not allowed']],
  [
    /^Fragment (?:"(\w+)" )?cannot be spread here as objects of type "(\w+)" can never be of type "(\w+)"/,
    ([, fragment, parent, type]) => [
      'InvalidFragmentType',
      `Fragment${fragment === undefined ? '' : ` ${fragment}`} cannot be spread here as objects of type ${parent} can never be of type ${type}`,
    ],
  ],
  [
    /^Fragment (?:"\w+" )?cannot condition on non composite type "(\w+)"/,
    () => [
      'InlineFragmentTypeConditionInvalid',
      'Inline fragment type condition is invalid, must be on Object/Interface/Union',
    ],
  ],
  [/^Unknown directive "@(\w+)"/, ([, directive]) => ['UnknownDirective', `Unknown directive ${directive}`]],
  [
    /^Directive "@(\w+)" may not be used on/,
    ([, directive]) => ['MisplacedDirective', `Directive ${directive} not allowed here`],
  ],
  [
    /^Fields "(\w+)" conflict because (.*?)\. Use different aliases/s,
    ([, name, reason]) => ['FieldsConflict', `${name}: ${conflict(reason)}`],
  ],
  [
    /^Subscription.* must select only one top level field/,
    () => ['SubscriptionMultipleRootFields', 'Subscription operation must have exactly one root field'],
  ],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    ([, field, type]) => ['WrongType', `argument contains a field not in '${type}': '${field}'`],
  ],
  [
    /^Expected (?:value of )?type "(.+?)"|^(Int|Float|String|Boolean|ID) cannot represent|^Enum "(\w+)" cannot represent|^Value "\w+" does not exist in "(\w+)" enum/,
    ([, ...types], error, document) => ['WrongType', wrongType(types.find(Boolean) ?? '', error, document)],
  ],
];

/**
 * Returns a validation error in graphql-java's words, `Validation error of type K: text @ 'path/of/fields'`, with its
 * place.
 */
export function validationEntry(error: GraphQLError, document: DocumentNode): ResponseEntry {
  for (const [pattern, words] of rules) {
    const found = pattern.exec(error.message);
    if (found === null) continue;
    const [kind, text] = words(found, error, document);
    // graphql-java names the use of a variable, not its definition, and both fields of a conflict.
    const index = kind === 'VariableTypeMismatch' ? -1 : 0;
    const path = fieldPath(error.nodes?.at(index), document);
    const place = error.locations?.at(index);
    return {
      path: null,
      locations: entryLocations(kind === 'FieldsConflict' || place === undefined ? error.locations : [place]),
      message: `Validation error of type ${kind}: ${text}${path === '' ? '' : ` @ '${path}'`}`,
    };
  }
  return requestEntry(error, `Validation error of type InvalidSyntax: ${error.message}`);
}

function bare(type: string | undefined): string {
  return (type ?? '').replace(/[[\]!]/g, '');
}

function conflict(reason: string | undefined): string {
  return (reason ?? '').replaceAll('"', '');
}

/** In these words AppSync refuses a literal: https://github.com/aws/aws-cli/issues/7078 */
function wrongType(type: string, error: GraphQLError, document: DocumentNode): string {
  const [node] = error.nodes ?? [];
  const value = node === undefined ? '' : javaValue(node);
  return `argument '${argumentPath(node, document)}' with value '${value}' is not a valid '${bare(type)}'`;
}

/** Returns a value as graphql-java prints it. */
function javaValue(node: ASTNode): string {
  switch (node.kind) {
    case Kind.STRING:
      return `StringValue{value='${node.value}'}`;
    case Kind.INT:
      return `IntValue{value=${node.value}}`;
    case Kind.FLOAT:
      return `FloatValue{value=${node.value}}`;
    case Kind.BOOLEAN:
      return `BooleanValue{value=${node.value}}`;
    case Kind.ENUM:
      return `EnumValue{name='${node.value}'}`;
    case Kind.NULL:
      return 'NullValue{}';
    case Kind.LIST:
      return `ArrayValue{values=[${node.values.map(javaValue).join(', ')}]}`;
    case Kind.OBJECT:
      return `ObjectValue{objectFields=[${node.fields.map(javaValue).join(', ')}]}`;
    case Kind.OBJECT_FIELD:
      return `ObjectField{name='${node.name.value}', value=${javaValue(node.value)}}`;
    default:
      return print(node);
  }
}

/** Returns the names from the argument down to the value, joined by dots. */
function argumentPath(target: ASTNode | undefined, document: DocumentNode): string {
  let found = '';
  let names: string[] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.ARGUMENT) names = [node.name.value];
      if (node.kind === Kind.VARIABLE_DEFINITION) names = [node.variable.name.value];
      if (node.kind === Kind.OBJECT_FIELD) names.push(node.name.value);
      if (node === target) found = names.join('.');
    },
    leave(node) {
      if (node.kind === Kind.OBJECT_FIELD) names.pop();
    },
  });
  return found;
}

/** Returns the names of the fields from the operation or fragment down to the node, joined by `/`. */
function fieldPath(target: ASTNode | undefined, document: DocumentNode): string {
  if (target === undefined) return '';
  let found = '';
  const names: string[] = [];
  visit(document, {
    enter(node) {
      if (node.kind === Kind.FIELD) names.push(node.name.value);
      if (node.kind === Kind.FRAGMENT_DEFINITION) names.push(node.name.value);
      if (node === target) found = names.join('/');
    },
    leave(node) {
      if (node.kind === Kind.FIELD || node.kind === Kind.FRAGMENT_DEFINITION) names.pop();
    },
  });
  return found;
}
