import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceEdits } from '../../../appsync/runtime/SourceEdits.ts';

test('insertions at one place nest', () => {
  const edits = new SourceEdits('a b');
  edits.open(0, '<');
  edits.close(1, '>');
  edits.open(0, '(');
  edits.close(1, ')');
  expect(edits.apply()).toBe('<(a)> b');
});

test('blanks keep the lines', () => {
  const edits = new SourceEdits('one\ntwo three');
  edits.blank(1, 7);
  expect(edits.apply()).toBe('o  \n    three');
});

test('every place of the source is found again from its place in the result', () => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(lines, fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 4 }))), (texts, insertions) => {
      const source = texts.join('\n');
      const edits = new SourceEdits(source);
      const placed = insertions.map(([at, length]) => ({ at: at % (source.length + 1), length }));
      for (const { at, length } of placed) edits.open(at, '#'.repeat(length));
      const result = edits.apply();
      let offset = 0;
      for (const [index, character] of [...result].entries()) {
        if (character === '#') continue;
        const before = result.slice(0, index);
        const line = before.split('\n').length;
        const column = index - before.lastIndexOf('\n');
        expect(edits.originalOffset(line, column)).toBe(offset);
        offset += 1;
      }
    }),
  );
});
