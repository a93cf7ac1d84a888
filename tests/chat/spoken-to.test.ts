import { describe, expect, it } from 'vitest';
import { isGreeting, spokenTo } from '../../src/chat/spoken-to.ts';

describe('what is said to somebody', () => {
  it.each([
    [', help', 'help'],
    [': subscribe weight at 9:00', 'subscribe weight at 9:00'],
    ['- help', 'help'],
    ['— help', 'help'],
    ['please help', 'help'],
    ['hey   help', 'help'],
    ['Hello! Please, help', 'help'],
    ['ok, weight decay', 'weight decay'],
    ['-survey weight decay', '-survey weight decay'],
    ['cc', ''],
    ['hi', ''],
    ['Hello there!', ''],
    [',', ''],
    ['', ''],
    [':tada: weight decay', ':tada: weight decay'],
    ['hindsight experience replay', 'hindsight experience replay'],
    ['okapi retrieval', 'okapi retrieval'],
    ['.NET', '.NET'],
  ])('of “%s” is “%s”', (text, expected) => {
    expect(spokenTo(text)).toBe(expected);
  });

  it('is no greeting when it asks for something', () => {
    expect(isGreeting('hello world models')).toBe(false);
    expect(isGreeting('all')).toBe(false);
    expect(isGreeting('Good morning, team!')).toBe(true);
  });
});
