import { TemplateError } from './TemplateError.ts';

/** What CloudFormation takes at most. See "Understand CloudFormation quotas" of its User Guide. */
const sectionQuotas = { Resources: 500, Parameters: 200, Outputs: 200, Mappings: 200 } as const;
const NAME_CHARACTERS = 255;
/** "1 MB" as cfn-lint, AWS's own checker, counts it. */
const TEMPLATE_BYTES = 1_000_000;
const PARAMETER_VALUE_BYTES = 4096;

/** Throws TemplateError for a section with more entries, or with a longer name, than CloudFormation takes. */
export function refuseOverQuota(section: string, names: readonly string[], file: string): void {
  const most = Object.entries(sectionQuotas).find(([name]) => name === section)?.[1] ?? Number.POSITIVE_INFINITY;
  if (names.length > most) throw overQuota(`${file} has ${names.length} ${section}`, `${most} in one template`);
  const long = names.find((name) => name.length > NAME_CHARACTERS);
  if (long !== undefined) {
    throw overQuota(
      `${file}: the name ${section}.${long} has ${long.length} characters`,
      `names of ${NAME_CHARACTERS} characters`,
    );
  }
}

/** Throws TemplateError for a template that is too large to be read from S3. */
export function refuseLargeTemplate(text: string, file: string): void {
  const bytes = Buffer.byteLength(text);
  if (bytes > TEMPLATE_BYTES) {
    throw overQuota(`${file} has ${bytes} bytes`, `${TEMPLATE_BYTES} bytes (1 MB) a template`);
  }
}

/** Throws TemplateError for a parameter's value that is too long. */
export function refuseLargeValue(name: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes > PARAMETER_VALUE_BYTES) {
    throw overQuota(`Parameters.${name}: the value has ${bytes} bytes`, `${PARAMETER_VALUE_BYTES} bytes a value`);
  }
}

function overQuota(found: string, allowed: string): TemplateError {
  return new TemplateError(
    `${found}; CloudFormation takes at most ${allowed} ("Understand CloudFormation quotas" of its User Guide).`,
  );
}
