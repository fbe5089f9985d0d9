/** A fault of a cloud assembly, a template or its application. The message is for the author of the template. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

/** `Properties.Environment.Variables.TABLE`, or `Properties.Statement[0].Action` for list items. */
export function formatPath(path: readonly (string | number)[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}
