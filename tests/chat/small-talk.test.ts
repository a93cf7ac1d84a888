import { describe, expect, it } from 'vitest';
import { isRemark, isSmallTalk } from '../../src/chat/small-talk.ts';

describe('small talk', () => {
  it.each(['', 'thanks!', '👍', ':+1:', 'ok, got it'])('is “%s”', (text) => {
    expect(isSmallTalk(text)).toBe(true);
    expect(isRemark(text)).toBe(true);
  });

  it.each(['great graphs', 'weight decay', 'more'])('is not “%s”', (text) => {
    expect(isSmallTalk(text)).toBe(false);
    expect(isRemark(text)).toBe(false);
  });
});

describe('a remark of one person to another', () => {
  it.each(['I will read it tomorrow', "I'll have a look", 'We should try this.', 'I’ve read this one already'])(
    'is “%s”',
    (text) => {
      expect(isRemark(text)).toBe(true);
      expect(isSmallTalk(text)).toBe(false);
    },
  );

  it.each([
    'I will need papers on weight decay',
    'I am looking for graphs',
    'Should I read it?',
    'I have heard of sparse attention, is there a survey?',
    'we can find more about diffusion',
    'I, Robot',
    'cite 1',
  ])('is not “%s”', (text) => {
    expect(isRemark(text)).toBe(false);
  });
});
