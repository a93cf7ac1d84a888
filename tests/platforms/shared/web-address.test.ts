import { expect, it } from 'vitest';
import { webAddress } from '../../../src/platforms/shared/web-address.ts';

it.each(['https://arxiv.org/abs/2401.01234', 'http://localhost:3000/api', '  https://example.org/  '])(
  '%s is one',
  (text) => {
    expect(webAddress(text)?.href).toBe(new URL(text.trim()).href);
  },
);

it.each([
  ['no address', 'arxiv.org'],
  ['empty', ''],
  ['of another kind', 'javascript:alert(1)'],
  ['a file', 'file:///etc/passwd'],
  ['one with a name', 'https://somebody@example.org/'],
  ['one with a password', 'https://:secret@example.org/'],
])('what is %s is none', (_, text) => {
  expect(webAddress(text)).toBeNull();
});
