import { AwsError } from '../../platform/AwsError.ts';
import type { Finding } from '../checker/Finding.ts';

/** Code that AppSync does not accept, as CreateFunction and CreateResolver answer it. */
export class ResolverCodeError extends AwsError {
  override readonly name = 'ResolverCodeError';
  readonly findings: readonly Finding[];

  constructor(coordinate: string, findings: readonly Finding[]) {
    const places = findings.map(
      ({ line, column, rule, message }) => `${coordinate}:${line}:${column} ${rule}: ${message}`,
    );
    super('BadRequestException', `The code contains one or more errors.\n${places.join('\n')}`, {
      details: {
        reason: 'CODE_ERROR',
        detail: {
          codeErrors: findings.map(({ line, column, rule, message }) => ({
            errorType: rule === 'syntax' ? 'PARSER_ERROR' : 'LINTER_ERROR', // ? the second name assumed
            value: message,
            location: { line, column, span: -1 },
          })),
        },
      },
    });
    this.findings = findings;
  }
}
