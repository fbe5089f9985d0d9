import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { assemblyTemplates } from '../../infra/preflight/assemblyTemplates.ts';

/** CloudFormation's own validator with its resource schemas, as CDK brings it. */
interface Validator {
  readonly CelEngine: new () => Engine;
  readonly TemplateContent: new (text: string, name: string) => unknown;
}

interface Engine {
  validateTemplate(template: unknown, options: object): { readonly diagnostics: readonly Diagnostic[] };
}

interface Diagnostic {
  readonly ruleId: string;
  readonly message: string;
  readonly entity?: { readonly logicalId?: string };
  readonly propertyPath?: string;
}

/** What CDK writes on purpose: a dependency twice over, and ARNs made of account and region. */
const CDK_HABITS = ['W3005', 'W9002'];

const require = createRequire(createRequire(import.meta.url).resolve('aws-cdk-lib'));
let made: { readonly validator: Validator; readonly engine: Engine } | undefined;

/** Made once for a worker: it reads the schemas of all resource types, which takes a second. */
function validation() {
  if (made === undefined) {
    const validator: Validator = require('@aws/cloudformation-validate');
    made = { validator, engine: new validator.CelEngine() };
  }
  return made;
}

/**
 * Returns what CloudFormation's resource schemas have against a template, as `<rule> <name>/<logical id> <property>:
 * <fault>`: values of another type, enumeration, form or size, unknown and missing properties, unknown types.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-validate.html
 */
export function templateFaults(text: string, name: string): readonly string[] {
  const { validator, engine } = validation();
  const { diagnostics } = engine.validateTemplate(new validator.TemplateContent(text, name), {
    detailLevel: 'STANDARD',
    severityLevel: 'WARN',
    exclude: { ids: CDK_HABITS },
  });
  return diagnostics.map(
    ({ ruleId, message, entity, propertyPath }) =>
      `${ruleId} ${name}/${entity?.logicalId ?? ''} ${propertyPath ?? ''}: ${message}`,
  );
}

/** Returns the faults of every template of an assembly. */
export async function assemblyFaults(assembly: string): Promise<readonly string[]> {
  const templates = await assemblyTemplates(assembly);
  const faults = await Promise.all(
    templates.map(async ({ stack, file }) => templateFaults(await readFile(file, 'utf8'), stack)),
  );
  return faults.flat();
}
