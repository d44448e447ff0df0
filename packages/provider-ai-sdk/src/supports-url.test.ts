import { describe, expect, test } from 'vitest';
import { readDataUrl } from './data-url.ts';
import { imageType } from './image-type.ts';
import { supportsUrl } from './supports-url.ts';

describe('an address that a service fetches by itself', () => {
  const address = new URL('https://Acme.example/Cat.PNG?v=1');
  test.each([
    ['*', 'image/png', true],
    ['*/*', 'image/png', true],
    ['image/*', 'image/png', true],
    ['image/*', 'image/*', true],
    ['IMAGE/PNG', 'image/png', true],
    ['image/jpeg', 'image/png', false],
    ['image', 'image/png', false],
  ])('with %s fits %s: %s', (pattern, mediaType, fits) => {
    expect(supportsUrl({ [pattern]: [/^https:\/\/acme\.example\/cat\.png/] }, mediaType, address)).toBe(fits);
  });

  test('is matched in lower case, anew each time', () => {
    const sticky = { 'image/*': [/acme/g] };
    for (let round = 0; round < 3; round++) expect(supportsUrl(sticky, 'image/png', address)).toBe(true);
    expect(supportsUrl({ '*': [/Cat/] }, 'image/png', address)).toBe(false);
    expect(supportsUrl({}, 'image/png', address)).toBe(false);
  });
});

test('reads data: addresses, and none that is broken', () => {
  const read = (href: string) => readDataUrl(new URL(href));
  expect(read('data:image/gif;base64,R0lG')).toEqual({ mediaType: 'image/gif', data: Uint8Array.of(0x47, 0x49, 0x46) });
  expect(read('data:text/plain;charset=utf-8,a%20b')).toEqual({ mediaType: 'text/plain', data: new TextEncoder().encode('a b') });
  expect(read('data:,a')).toEqual({ mediaType: 'text/plain', data: new TextEncoder().encode('a') });
  for (const href of ['data:image/gif', 'data:image/gif;base64,?', 'data:text/plain,%ff']) expect(read(href)).toBeUndefined();
});

test('tells images by their first bytes', () => {
  const of = (text: string) => imageType(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  expect(['\x89PNG\r\n', '\xff\xd8\xff\xe0', 'GIF89a', 'RIFF\x00\x00\x00\x00WEBPVP8 ', 'RIFF\x00\x00\x00\x00WAVE', ''].map(of)).toEqual(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/*', 'image/*']);
});
