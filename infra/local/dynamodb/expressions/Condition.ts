import type { AttributeType, AttributeValue } from '../values/AttributeValue.ts';
import type { DocumentPath } from './DocumentPath.ts';

export type Operand =
  | { readonly kind: 'path'; readonly path: DocumentPath }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly of: Operand };

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A parsed condition, filter or key condition, with the placeholders replaced. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'comparison'; readonly operator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly lower: Operand; readonly upper: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: 'exists'; readonly path: DocumentPath; readonly expected: boolean }
  | { readonly kind: 'type'; readonly operand: Operand; readonly type: AttributeType }
  | { readonly kind: 'begins_with' | 'contains'; readonly operand: Operand; readonly part: Operand };
