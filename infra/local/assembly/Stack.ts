import { uuidOf } from '../shared/uuidOf.ts';
import type { AssemblyStack, StackTemplate } from './Assembly.ts';
import { generatedName } from './generatedName.ts';
import type { NestedStackInputs } from './nestedStackInputs.ts';
import type { TemplateResource } from './Template.ts';

/** "Maximum size of a stack name": the limit that a nested stack's generated name is kept within. */
const STACK_NAME_CHARACTERS = 128;

/** A stack that is being applied: a template under a name of its own. */
export interface Stack {
  readonly name: string;
  /** Its ARN. */
  readonly id: string;
  /** For messages: the root stack's name and the logical ids below it, such as `App/Storage`. */
  readonly path: string;
  readonly source: StackTemplate;
  /** The given values. The template says which of them it needs. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Its own and those of the stacks that it is in. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Where stacks are. */
export interface Place {
  readonly region: string;
  readonly accountId: string;
}

/** A stack that no other nests. Takes what it needs of the parameters given for all. */
export function rootStack(source: AssemblyStack, parameters: Readonly<Record<string, string>>, place: Place): Stack {
  const own = Object.entries(parameters).filter(([name]) => source.template.parameters.has(name));
  return {
    name: source.name,
    id: stackIdOf(source.name, place),
    path: source.name,
    source,
    parameters: Object.fromEntries(own),
    tags: source.tags,
  };
}

/** The stack of an `AWS::CloudFormation::Stack`, named `<parent>-<logical id>-<12 characters>` as in CloudFormation. */
export function nestedStack(
  parent: Stack,
  { logicalId }: TemplateResource,
  source: StackTemplate,
  { parameters, tags }: NestedStackInputs,
  place: Place,
): Stack {
  const name = generatedName(parent, logicalId, STACK_NAME_CHARACTERS);
  return {
    name,
    id: stackIdOf(name, place),
    path: `${parent.path}/${logicalId}`,
    source,
    parameters,
    tags: { ...parent.tags, ...tags },
  };
}

/** `arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/UUID`, the same at every start. */
export function stackIdOf(stackName: string, place: Place): string {
  const { region, accountId } = place;
  const uuid = uuidOf(`${region}:${accountId}:${stackName}`);
  return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${uuid}`;
}

/** The name in a stack's id. */
export function stackNameOf(stackId: string): string | undefined {
  return stackId.split('/', 2)[1];
}
