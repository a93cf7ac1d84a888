import { expect, it } from 'vitest';
import { neverSent, systemCode } from '../../../src/platforms/shared/system-code.ts';

function failed(code: unknown, cause?: unknown): Error {
  return Object.assign(new Error('failed', { cause }), code === undefined ? {} : { code });
}

function named(name: string): Error {
  return Object.assign(new Error('failed'), { name });
}

it.each([
  ['of its own', failed('ECONNRESET'), 'ECONNRESET'],
  ['of its nearest cause that has one', failed(undefined, failed('UND_ERR_SOCKET', failed('EPIPE'))), 'UND_ERR_SOCKET'],
  ['of a cause behind a code of a library', failed('slack_webapi_request_error', failed('ENOTFOUND')), 'ENOTFOUND'],
  ['timeout, for one that took too long', failed(undefined, named('TimeoutError')), 'timeout'],
  ['timeout, for one that was ended', named('AbortError'), 'timeout'],
  ['none of its own', failed(20, failed(undefined)), null],
  ['none, for what is no error', 'ECONNRESET', null],
])('an error has the code %s', (_, error, code) => {
  expect(systemCode(error)).toBe(code);
});

it('causes that go round have an end', () => {
  const error = failed(undefined);
  error.cause = error;
  expect(systemCode(error)).toBeNull();
});

it('nothing was sent where there was no connection, and may have been where one broke', () => {
  expect(['ECONNREFUSED', 'ENOTFOUND'].every((code) => neverSent.has(code))).toBe(true);
  expect(['ECONNRESET', 'timeout'].some((code) => neverSent.has(code))).toBe(false);
});
